package dev.datalab.testkit.oracle;

import dev.datalab.core.query.Interval;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** The buckets of a trend: local hours, days, weeks from Monday, and months. */
final class NaiveCalendar {
  private static final long HOUR_MILLIS = 3_600_000;

  private NaiveCalendar() {}

  /** When the bucket begins in which a time lies. */
  static long start(long time, Interval interval, ZoneId zone) {
    Instant instant = Instant.ofEpochMilli(time);
    LocalDate day = instant.atZone(zone).toLocalDate();
    return switch (interval) {
      case HOUR -> {
        long offsetMillis = zone.getRules().getOffset(instant).getTotalSeconds() * 1000L;
        yield time - Math.floorMod(time + offsetMillis, HOUR_MILLIS);
      }
      case DAY -> begin(day, zone);
      case WEEK -> {
        LocalDate monday = day;
        while (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
          monday = monday.minusDays(1);
        }
        yield begin(monday, zone);
      }
      case MONTH -> begin(LocalDate.of(day.getYear(), day.getMonth(), 1), zone);
    };
  }

  /** When the bucket ends that begins then: when the next one begins. */
  static long end(long start, Interval interval, ZoneId zone) {
    LocalDate day = Instant.ofEpochMilli(start).atZone(zone).toLocalDate();
    return switch (interval) {
      case HOUR -> start + HOUR_MILLIS;
      case DAY -> begin(day.plusDays(1), zone);
      case WEEK -> begin(day.plusDays(7), zone);
      case MONTH -> begin(day.plusMonths(1), zone);
    };
  }

  static OffsetDateTime local(long time, ZoneId zone) {
    return Instant.ofEpochMilli(time).atZone(zone).toOffsetDateTime();
  }

  private static long begin(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
