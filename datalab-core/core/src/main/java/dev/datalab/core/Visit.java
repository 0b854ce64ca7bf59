package dev.datalab.core;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.event.Dimensions;

/**
 * Who did something, and where they came from.
 *
 * @param visitor the visitor's id, not empty; of the host's choice
 * @param session the session's id; empty to have sessions cut at pauses of over 30 minutes
 * @param dimensions what is known of the session's origin and equipment
 */
public record Visit(String visitor, String session, Dimensions dimensions) {
  /** Requires a visitor. */
  public Visit {
    requireNonNull(visitor, "visitor");
    requireNonNull(session, "session");
    requireNonNull(dimensions, "dimensions");
    if (visitor.isEmpty()) {
      throw new IllegalArgumentException("visitor: an event belongs to a visitor; give their id.");
    }
  }

  /** A visitor of whom nothing else is known. */
  public static Visit of(String visitor) {
    return new Visit(visitor, "", Dimensions.NONE);
  }

  /** The same visitor in a session of the host's. */
  public Visit inSession(String id) {
    return new Visit(visitor, id, dimensions);
  }

  /** The same with these dimensions. */
  public Visit with(Dimensions known) {
    return new Visit(visitor, session, known);
  }
}
