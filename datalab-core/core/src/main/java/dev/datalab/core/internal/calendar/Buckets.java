package dev.datalab.core.internal.calendar;

import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;

/**
 * The stretches of local time that a trend has rows for: all that overlap a range, each from its
 * beginning to the beginning of the next. A day on which the clock is changed has 23 or 25 hours;
 * an hour that the clock goes through twice is two buckets, told apart by their offset. Immutable
 * and safe for use by several threads.
 */
public final class Buckets {
  /** The most rows of a trend. */
  public static final int MAX = 10_000;

  private final ZoneId zone;

  /** Where they begin, and one more entry: where the last ends. In milliseconds since the epoch. */
  private final long[] bounds;

  private Buckets(ZoneId zone, long[] bounds) {
    this.zone = zone;
    this.bounds = bounds;
  }

  /**
   * The buckets that overlap a range.
   *
   * @param zone in whose local time they begin
   * @throws IllegalArgumentException if they are more than {@value #MAX}
   */
  public static Buckets of(Range range, Interval interval, ZoneId zone) {
    long[] bounds = new long[64];
    int count = 0;
    ZonedDateTime start = startOf(Instant.ofEpochMilli(range.fromMillis()).atZone(zone), interval);
    bounds[count++] = start.toInstant().toEpochMilli();
    while (bounds[count - 1] < range.toMillis()) {
      if (count > MAX) {
        throw new IllegalArgumentException(
            "interval: the range holds more than %,d times '%s'; ask for longer ones or for less time."
                .formatted(MAX, interval.name().toLowerCase(java.util.Locale.ROOT)));
      }
      start = next(start, interval);
      if (count == bounds.length) {
        bounds = Arrays.copyOf(bounds, count * 2);
      }
      bounds[count++] = start.toInstant().toEpochMilli();
    }
    return new Buckets(zone, Arrays.copyOf(bounds, count));
  }

  /** How many. */
  public int count() {
    return bounds.length - 1;
  }

  /** The bucket that a time of the range lies in. */
  public int of(long time) {
    int found = Arrays.binarySearch(bounds, time);
    return found >= 0 ? found : -found - 2;
  }

  /** When a bucket begins, in local time. */
  public OffsetDateTime start(int bucket) {
    return Instant.ofEpochMilli(bounds[bucket]).atZone(zone).toOffsetDateTime();
  }

  /** When a bucket ends, in milliseconds since the epoch. */
  public long end(int bucket) {
    return bounds[bucket + 1];
  }

  private static ZonedDateTime startOf(ZonedDateTime time, Interval interval) {
    LocalDate date = time.toLocalDate();
    return switch (interval) {
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
      case DAY -> date.atStartOfDay(time.getZone());
      case WEEK ->
          date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              .atStartOfDay(time.getZone());
      case MONTH -> date.withDayOfMonth(1).atStartOfDay(time.getZone());
    };
  }

  /** The next bucket's beginning; a step that the clock's change swallows is left out. */
  private static ZonedDateTime next(ZonedDateTime start, Interval interval) {
    ZonedDateTime next = start;
    for (int steps = 1; !next.isAfter(start); steps++) {
      LocalDate date = start.toLocalDate();
      ZoneId zone = start.getZone();
      next =
          switch (interval) {
            case HOUR -> startOf(start.plusHours(steps), interval);
            case DAY -> date.plusDays(steps).atStartOfDay(zone);
            case WEEK -> date.plusWeeks(steps).atStartOfDay(zone);
            case MONTH -> date.plusMonths(steps).atStartOfDay(zone);
          };
    }
    return next;
  }
}
