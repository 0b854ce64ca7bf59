package dev.datalab.platform.question;

import static java.util.Objects.requireNonNull;

/**
 * A question, and of which data.
 *
 * @param <Q> the core's record of the kind
 * @param question what is asked
 * @param archive empty for the current generation, an archive's id, or {@value Envelope#ALL}
 */
public record Asked<Q>(Q question, String archive) {
  /** Requires both. */
  public Asked {
    requireNonNull(question, "question");
    requireNonNull(archive, "archive");
  }
}
