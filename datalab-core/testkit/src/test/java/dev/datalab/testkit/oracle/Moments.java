package dev.datalab.testkit.oracle;

import dev.datalab.core.query.Range;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * When things happen in a case: a few times, so that many are equal or lie exactly on a bound,
 * around a moment that is hard for calendars.
 */
final class Moments {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** What times are multiples of; the first is of no length, so that all events are at once. */
  private static final List<Long> UNITS =
      List.of(0L, 1L, 1_000L, MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, DAY);

  /** Where clocks change, and a month's and a year's end. */
  private static final List<Epoch> EPOCHS =
      List.of(
          new Epoch("2026-03-29T00:30:00Z", "Europe/Zurich"),
          new Epoch("2026-10-25T00:00:00Z", "Europe/Zurich"),
          new Epoch("2026-11-01T05:00:00Z", "America/New_York"),
          new Epoch("2026-03-08T04:00:00Z", "America/Havana"),
          new Epoch("2026-11-01T04:00:00Z", "America/Havana"),
          new Epoch("2025-12-31T18:00:00Z", "Asia/Kolkata"),
          new Epoch("2026-02-28T23:30:00Z", "UTC"),
          new Epoch("1970-01-01T00:00:00Z", "Pacific/Auckland"));

  private record Epoch(String around, String zone) {}

  private final Chance chance;

  /** Around when, in milliseconds since the epoch. */
  final long base;

  /** The zone whose clocks change then. */
  final ZoneId zone;

  /** What times are multiples of, in milliseconds. */
  final long unit;

  Moments(Chance chance) {
    this.chance = chance;
    Epoch epoch = chance.of(EPOCHS);
    base = Instant.parse(epoch.around()).toEpochMilli();
    zone = ZoneId.of(epoch.zone());
    unit = chance.of(UNITS);
  }

  /** Some time, in milliseconds since the epoch. */
  long time() {
    long far = chance.in(20) ? 31L * DAY * chance.below(4) : 0;
    long jitter = chance.in(10) ? chance.below(3) - 1 : 0;
    return base + far + jitter + unit * chance.below(chance.in(3) ? 3 : 9);
  }

  /** Mostly everything, else a part with its bounds at times of events. */
  Range range() {
    return range(7);
  }

  /** Everything or, for each bound once in so many times, a part. */
  Range range(int inverse) {
    long from = chance.in(inverse) ? time() : base - 3 * HOUR;
    long to = chance.in(inverse) ? time() : base + (chance.in(4) ? 100L * DAY : 9 * DAY);
    return from < to ? new Range(from, to) : new Range(to, from + 1);
  }

  /** The clock when the question is asked: mostly long afterwards. */
  long now() {
    return chance.in(3) ? time() : base + 400L * DAY;
  }
}
