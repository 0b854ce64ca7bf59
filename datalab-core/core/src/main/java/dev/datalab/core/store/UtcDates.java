package dev.datalab.core.store;

import java.time.LocalDate;

/** Days and months in UTC, by which stores divide time. */
public final class UtcDates {
  private static final long DAY_MILLIS = 86_400_000;

  private UtcDates() {}

  /** The day in UTC of a time in milliseconds since the epoch. */
  public static LocalDate day(long millis) {
    return LocalDate.ofEpochDay(Math.floorDiv(millis, DAY_MILLIS));
  }

  /** The running number of a time's calendar month in UTC: 12 × year + month - 1. */
  public static long month(long millis) {
    LocalDate day = day(millis);
    return 12L * day.getYear() + day.getMonthValue() - 1;
  }

  /**
   * Whether a day in UTC has any moment of a stretch of time.
   *
   * @param fromMillis included, in milliseconds since the epoch
   * @param toMillis excluded
   */
  public static boolean overlaps(LocalDate day, long fromMillis, long toMillis) {
    return fromMillis < toMillis
        && !day.isBefore(day(fromMillis))
        && !day.isAfter(day(toMillis - 1));
  }
}
