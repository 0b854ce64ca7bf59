package dev.datalab.ingest.intake;

import dev.datalab.ingest.session.Session;
import dev.datalab.ingest.session.SessionStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Sessions that are over and kept for what their clients may still bring. */
final class PastSessions {
  private final SessionStore sessions;
  private final KnownSessions known;
  private final InstantSource clock;

  PastSessions(Intake.Builder with, KnownSessions known) {
    this.sessions = with.sessions;
    this.clock = with.clock;
    this.known = known;
  }

  /** Forgets those of a visitor; says how many. */
  int forget(String app, String visitor) throws IOException {
    List<String> over = new ArrayList<>();
    for (Session session : sessions.ofVisitor(app, visitor)) {
      if (clock.millis() - known.lastMillis(known.view(session)) > Spans.IDLE) {
        over.add(session.id());
      }
    }
    sessions.forget(over);
    known.forget(over);
    return over.size();
  }
}
