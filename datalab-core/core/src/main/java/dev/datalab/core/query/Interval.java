package dev.datalab.core.query;

/** The length of a trend's buckets, in the question's time zone. Weeks begin on Monday. */
public enum Interval {
  /** An hour of the clock. */
  HOUR,
  /** A day, of 23 to 25 hours. */
  DAY,
  /** Seven days from Monday. */
  WEEK,
  /** A calendar month. */
  MONTH
}
