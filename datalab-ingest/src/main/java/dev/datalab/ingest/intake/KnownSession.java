package dev.datalab.ingest.intake;

import dev.datalab.ingest.session.Session;
import java.util.List;
import java.util.Optional;

/** A session as it was last read, with what this process knows of its streams. */
final class KnownSession {
  final Session session;
  final KnownTerms terms;
  final List<KnownStream> streams;

  /** When the session was last noted as seen in its store; a hint. */
  volatile long noted;

  KnownSession(Session session, KnownTerms terms, List<KnownStream> streams) {
    this.session = session;
    this.terms = terms;
    this.streams = List.copyOf(streams);
    this.noted = session.helloMillis();
  }

  Optional<KnownStream> stream(long id) {
    for (KnownStream known : streams) {
      if (known.stream.id() == id) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  /** A time at which the session certainly lived, in milliseconds since the epoch. */
  long livedMillis() {
    long lived = session.helloMillis();
    for (KnownStream known : streams) {
      if (known.state().isPresent()) {
        lived = Math.max(lived, known.state().get().lastMillis());
      }
    }
    return lived;
  }
}
