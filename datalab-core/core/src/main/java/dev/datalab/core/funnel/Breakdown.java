package dev.datalab.core.funnel;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.query.Dimension;

/**
 * A row per value of a dimension. A unit stands in the row of one event of its counted attempt, so
 * rows add up to the whole.
 *
 * @param by the dimension
 * @param at the event whose value counts
 */
public record Breakdown(Dimension by, At at) {
  /** Requires both. */
  public Breakdown {
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }

  /** A row per value of the counted attempt's first event. */
  public static Breakdown of(Dimension by) {
    return new Breakdown(by, End.FIRST);
  }

  /** An event of a counted attempt. */
  public sealed interface At {}

  /** One that every counted attempt has. */
  public enum End implements At {
    /** The event by which it began. */
    FIRST,
    /** The event by which it got as far as it got. */
    LAST
  }

  /**
   * The event that a stage took. Attempts in which the stage took none have a row of their own.
   *
   * @param stage 0-based; where the order is {@code any}, the stage that was completed so manieth
   */
  public record Taken(int stage) implements At {
    /** Requires a stage. */
    public Taken {
      if (stage < 0) {
        throw new IllegalArgumentException(
            "breakdown/at: the number of a stage, 0 or more, not %d.".formatted(stage));
      }
    }
  }
}
