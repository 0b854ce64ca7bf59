package dev.datalab.core.overview;

import dev.datalab.core.query.Range;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** The range that a range is compared with, unless the question says. */
final class RangeBefore {
  private RangeBefore() {}

  /**
   * The equally long range right before: as many days where the range is whole days of the zone,
   * whatever the clock does on them; else as many milliseconds.
   */
  static Range of(Range range, ZoneId zone) {
    ZonedDateTime from = Instant.ofEpochMilli(range.fromMillis()).atZone(zone);
    ZonedDateTime to = Instant.ofEpochMilli(range.toMillis()).atZone(zone);
    if (!beginsDay(from) || !beginsDay(to)) {
      long length = range.toMillis() - range.fromMillis();
      return new Range(range.fromMillis() - length, range.fromMillis());
    }
    long days = ChronoUnit.DAYS.between(from.toLocalDate(), to.toLocalDate());
    ZonedDateTime before = from.toLocalDate().minusDays(days).atStartOfDay(zone);
    return new Range(before.toInstant().toEpochMilli(), range.fromMillis());
  }

  private static boolean beginsDay(ZonedDateTime time) {
    return time.isEqual(time.toLocalDate().atStartOfDay(time.getZone()));
  }
}
