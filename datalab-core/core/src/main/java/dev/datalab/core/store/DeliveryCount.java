package dev.datalab.core.store;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * How many numbers of an app's streams were settled in one way on one day.
 *
 * @param day the day, in UTC, on which they were settled
 * @param outcome what became of them
 * @param reason for a refusal, why; else empty
 * @param count how many, at least 1
 */
public record DeliveryCount(LocalDate day, Settlement.Outcome outcome, String reason, long count) {
  /** The reason under which events with an id that the app has seen are refused. */
  public static final String DUPLICATE_ID = "duplicate id";

  /** Requires all parts, a count, and an outcome of an event. */
  public DeliveryCount {
    requireNonNull(day, "day");
    requireNonNull(outcome, "outcome");
    requireNonNull(reason, "reason");
    if (outcome == Settlement.Outcome.BLANK) {
      throw new IllegalArgumentException("outcome: where there was no event none is counted.");
    }
    if (count < 1) {
      throw new IllegalArgumentException("count: at least 1, not " + count + ".");
    }
  }
}
