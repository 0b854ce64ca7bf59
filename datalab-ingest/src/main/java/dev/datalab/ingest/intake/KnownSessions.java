package dev.datalab.ingest.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.datalab.core.store.StreamState;
import dev.datalab.ingest.session.Session;
import dev.datalab.ingest.session.SessionStore;
import dev.datalab.ingest.session.SessionStream;
import dev.datalab.ingest.session.SessionTerms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that this process has lately had to do with, before their store. Bounded: what falls
 * out is read again. Safe for use by several threads.
 */
final class KnownSessions {
  private static final int MOST = 131_072;

  private final SessionStore store;
  private final EventSink sink;
  private final Cache<String, KnownSession> sessions =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
  private final Cache<SessionTerms, KnownTerms> terms =
      Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

  KnownSessions(SessionStore store, EventSink sink) {
    this.store = store;
    this.sink = sink;
  }

  /** The terms that live sessions are under. */
  Collection<KnownTerms> terms() {
    return terms.asMap().values();
  }

  KnownTerms terms(SessionTerms wanted) {
    return terms.get(wanted, KnownTerms::new);
  }

  /** The session of an id, read from the store if it is not at hand. */
  Optional<KnownSession> find(String id) throws IOException {
    KnownSession known = sessions.getIfPresent(id);
    return known != null ? Optional.of(known) : reload(id);
  }

  /** The session of an id, if it has this stream. */
  Optional<KnownSession> find(String id, long stream) throws IOException {
    Optional<KnownSession> known = find(id);
    if (known.isPresent() && known.get().stream(stream).isEmpty()) {
      known = reload(id); // another process may have added it
    }
    return known.filter(session -> session.stream(stream).isPresent());
  }

  /** The session as the store has it now. */
  Optional<KnownSession> reload(String id) throws IOException {
    Optional<Session> found = store.find(id);
    return found.map(this::keep);
  }

  /**
   * Remembers a session that is in the store. Streams that are known already keep what is known of
   * them.
   */
  KnownSession keep(Session session) {
    return sessions.asMap().compute(session.id(), (id, known) -> merged(session, known));
  }

  /** A session to look at, which is not remembered. */
  KnownSession view(Session session) {
    return merged(session, null);
  }

  private KnownSession merged(Session session, @Nullable KnownSession known) {
    List<KnownStream> streams = new ArrayList<>(session.streams().size());
    for (SessionStream stream : session.streams()) {
      Optional<KnownStream> same = known == null ? Optional.empty() : known.stream(stream.id());
      streams.add(same.orElseGet(() -> new KnownStream(stream)));
    }
    KnownSession kept = new KnownSession(session, terms(session.terms()), streams);
    kept.noted = known == null ? session.helloMillis() : known.noted;
    return kept;
  }

  void forget(Collection<String> ids) {
    sessions.invalidateAll(ids);
  }

  /** The state of a stream as the store has it now. */
  StreamState state(KnownSession session, KnownStream stream) throws IOException {
    StreamState state = sink.state(session.terms.partition, stream.stream.id());
    stream.note(state);
    return state;
  }

  /**
   * When the session's last event was, in milliseconds since the epoch; without one, when it began.
   */
  long lastMillis(KnownSession session) throws IOException {
    long last = 0;
    for (KnownStream stream : session.streams) {
      last = Math.max(last, state(session, stream).lastMillis());
    }
    return last == 0 ? session.session.helloMillis() : last;
  }
}
