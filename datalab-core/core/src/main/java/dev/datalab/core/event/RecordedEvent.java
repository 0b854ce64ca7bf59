package dev.datalab.core.event;

import static java.util.Objects.requireNonNull;

/**
 * An event as it was recorded: what happened, to whom, and the name it bears for ever, {@code
 * (stream, seq)}.
 *
 * @param visitor the visitor's id, not empty
 * @param session the session's id; empty if it has none and is cut when read
 * @param stream the stream it came by; made by the store, grows with time
 * @param seq its running number in the stream, from 1 (in an import the line's number)
 * @param id the importer's own id, or empty
 */
public record RecordedEvent(
    String visitor,
    String session,
    long stream,
    long seq,
    Dimensions dimensions,
    String id,
    Event event) {
  /** Requires a visitor and a positive number. */
  public RecordedEvent {
    requireNonNull(visitor, "visitor");
    requireNonNull(session, "session");
    requireNonNull(dimensions, "dimensions");
    requireNonNull(id, "id");
    requireNonNull(event, "event");
    if (visitor.isEmpty()) {
      throw new IllegalArgumentException("visitor: an event belongs to a visitor; give their id.");
    }
    if (seq < 1) {
      throw new IllegalArgumentException("seq: numbers run from 1, not %d.".formatted(seq));
    }
  }
}
