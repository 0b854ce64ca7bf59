package dev.datalab.platform.question;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.query.Segment;
import java.util.Optional;

/**
 * A question, and of which data.
 *
 * @param <Q> the core's record of the kind
 * @param question what is asked
 * @param archive empty for the current generation, an archive's id, or {@value Envelope#ALL}
 * @param segment the visitors that it is asked of; none means all of them
 */
public record Asked<Q>(Q question, String archive, Optional<Segment> segment) {
  /** Requires all parts. */
  public Asked {
    requireNonNull(question, "question");
    requireNonNull(archive, "archive");
    requireNonNull(segment, "segment");
  }

  /** A question of all visitors. */
  public Asked(Q question, String archive) {
    this(question, archive, Optional.empty());
  }
}
