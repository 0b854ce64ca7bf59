package dev.datalab.ingest.session;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.event.Dimensions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One visit of a visitor, as it is kept: everything that its events have in common.
 *
 * @param id 128 random bits in base64url
 * @param terms what its last hello came under
 * @param visitor the visitor's id
 * @param dimensions what the first hello told
 * @param helloMillis when the first hello came, in milliseconds since the epoch
 * @param streams its tabs, ascending by id, which is the order in which they came; at least one
 */
public record Session(
    String id,
    SessionTerms terms,
    String visitor,
    Dimensions dimensions,
    long helloMillis,
    List<SessionStream> streams) {
  /** Requires an id, a visitor and a stream; puts the streams in order. */
  public Session {
    requireNonNull(id, "id");
    requireNonNull(terms, "terms");
    requireNonNull(visitor, "visitor");
    requireNonNull(dimensions, "dimensions");
    streams = streams.stream().sorted(Comparator.comparingLong(SessionStream::id)).toList();
    if (id.isEmpty() || visitor.isEmpty() || streams.isEmpty()) {
      throw new IllegalArgumentException(
          "a session has an id, a visitor and at least one stream; give all three.");
    }
  }

  /** The stream of this id, if it is one of the session's. */
  public Optional<SessionStream> stream(long stream) {
    for (SessionStream mine : streams) {
      if (mine.id() == stream) {
        return Optional.of(mine);
      }
    }
    return Optional.empty();
  }
}
