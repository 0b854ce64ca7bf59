package dev.datalab.ingest.intake;

import dev.datalab.ingest.session.SessionStore;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes in the session store that sessions live, where their number is limited: at most once a
 * minute each, so that a session counts until 29 to 30 minutes after its last event. Safe for use
 * by several threads.
 */
final class SeenSessions {
  private static final long COARSE_MILLIS = Duration.ofMinutes(1).toMillis();

  private final SessionStore store;
  private final Map<String, Long> waiting = new ConcurrentHashMap<>();

  SeenSessions(SessionStore store) {
    this.store = store;
  }

  void note(KnownSession session, long lastMillis) {
    if (session.terms.terms.sessions().isPresent() && lastMillis >= session.noted + COARSE_MILLIS) {
      session.noted = lastMillis;
      waiting.merge(session.session.id(), lastMillis, Math::max);
    }
  }

  /** Writes what was noted, in one commit. */
  void write() throws IOException {
    if (waiting.isEmpty()) {
      return;
    }
    Map<String, Long> seen = new HashMap<>(waiting);
    store.seen(seen);
    seen.forEach(waiting::remove);
  }
}
