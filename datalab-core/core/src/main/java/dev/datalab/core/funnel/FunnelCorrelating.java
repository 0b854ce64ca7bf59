package dev.datalab.core.funnel;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * Asks what those who came to a stage have more, or less, often than those who did not.
 *
 * @param stage the stage, 0-based; none for the last
 * @param limit the most rows of each list, 1 to {@value #MAX_LIMIT}
 * @param minimum how many units at least must have something, 1 or more
 */
public record FunnelCorrelating(OptionalInt stage, int limit, int minimum) {
  /** The most rows of each list, unless asked otherwise. */
  public static final int DEFAULT_LIMIT = 20;

  /** The most rows that a list may have. */
  public static final int MAX_LIMIT = 1_000;

  /** How many units must have something, unless asked otherwise. */
  public static final int DEFAULT_MINIMUM = 10;

  /** Of the last stage, as much as is usual. */
  public static final FunnelCorrelating USUAL =
      new FunnelCorrelating(OptionalInt.empty(), DEFAULT_LIMIT, DEFAULT_MINIMUM);

  /** Requires a stage, a limit and a minimum. */
  public FunnelCorrelating {
    requireNonNull(stage, "stage");
    if (stage.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "correlate/stage: the number of a stage, 0 or more, not %d.".formatted(stage.getAsInt()));
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "correlate/limit: 1 to %,d, not %,d.".formatted(MAX_LIMIT, limit));
    }
    if (minimum < 1) {
      throw new IllegalArgumentException(
          "correlate/minimum: 1 or more units, not %,d.".formatted(minimum));
    }
  }
}
