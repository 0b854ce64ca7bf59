package dev.datalab.core.funnel;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Asks for the units that came to a stage and went on, or left there; page by page, those that
 * reached the stage last first.
 *
 * @param stage the stage, 0-based; where the order is {@code any}, the one completed so manieth
 * @param outcome which of those who came to it
 * @param limit the most units of a page, 1 to {@value #MAX_LIMIT}
 * @param after {@linkplain FunnelVisitors#next where the page before ended}; none for the first
 */
public record VisitorListing(int stage, Outcome outcome, int limit, Optional<String> after) {
  /** The most units of a page, unless asked otherwise. */
  public static final int DEFAULT_LIMIT = 100;

  /** The most units that a page may have. */
  public static final int MAX_LIMIT = 1_000;

  /** What became of a unit. */
  public enum Outcome {
    /** Its counted attempt took the stage. */
    CONVERTED,
    /** Its counted attempt took the stage, and not the next one that is not optional. */
    DROPPED
  }

  /** Requires a stage and a limit. */
  public VisitorListing {
    requireNonNull(outcome, "outcome");
    requireNonNull(after, "after");
    if (stage < 0 || stage >= FunnelQuestion.MAX_STAGES) {
      throw new IllegalArgumentException(
          "list/stage: the number of a stage, 0 or more, not %d.".formatted(stage));
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "list/limit: 1 to %,d, not %,d.".formatted(MAX_LIMIT, limit));
    }
  }

  /** The first page. */
  public static VisitorListing of(int stage, Outcome outcome) {
    return new VisitorListing(stage, outcome, DEFAULT_LIMIT, Optional.empty());
  }
}
