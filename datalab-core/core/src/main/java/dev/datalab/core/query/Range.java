package dev.datalab.core.query;

import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param fromMillis included, in milliseconds since the epoch
 * @param toMillis excluded
 */
public record Range(long fromMillis, long toMillis) {
  /** Requires from before to. */
  public Range {
    if (fromMillis >= toMillis) {
      throw new IllegalArgumentException(
          "from: must lie before 'to'; %d does not lie before %d.".formatted(fromMillis, toMillis));
    }
  }

  /** From a moment, included, to another, excluded. */
  public static Range of(Instant from, Instant to) {
    return new Range(from.toEpochMilli(), to.toEpochMilli());
  }

  /** Whether the time lies in the range. */
  public boolean contains(long time) {
    return fromMillis <= time && time < toMillis;
  }
}
