package dev.datalab.core.store;

import static java.util.Objects.requireNonNull;

/**
 * Numbers of a stream that are settled without an event being stored.
 *
 * @param range the numbers
 * @param time when, in milliseconds since the epoch, for the day under which it is reported
 * @param outcome what became of them
 * @param reason for a refusal, a short sentence without personal data; else empty
 */
public record Settlement(SeqRange range, long time, Outcome outcome, String reason) {
  /** Requires all parts. */
  public Settlement {
    requireNonNull(range, "range");
    requireNonNull(outcome, "outcome");
    requireNonNull(reason, "reason");
  }

  /** What became of an event. */
  public enum Outcome {
    /** It is stored. */
    STORED,
    /** It was not acceptable; the reason says why. */
    REFUSED,
    /** The client can't send it any more. */
    LOST,
    /** There was none: a blank line of an import. The number is settled and counted nowhere. */
    BLANK
  }
}
