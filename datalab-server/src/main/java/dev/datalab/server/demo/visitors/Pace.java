package dev.datalab.server.demo.visitors;

/**
 * How fast people read. Hesitation over an element, which is what the shop wants to know of, is not
 * touched.
 *
 * @param share of the time that they would take, above 0 to 1
 * @param mostMillis the longest that they look at anything, in milliseconds
 */
record Pace(double share, long mostMillis) {
  /** As they do. */
  static final Pace REAL = new Pace(1, Long.MAX_VALUE);

  /** Fast enough that there is something to see with a few of them. */
  static final Pace BRISK = new Pace(0.7, 20_000);

  /** Shortens a time, in milliseconds. */
  long of(long millis) {
    return Math.min(mostMillis, (long) (millis * share));
  }
}
