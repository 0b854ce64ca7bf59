package dev.datalab.ingest.intake;

import dev.datalab.core.store.UtcDates;
import dev.datalab.ingest.session.Session;
import dev.datalab.ingest.session.SessionStore;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done now and then. For use by one thread at a time. */
final class Sweep {
  private static final Logger log = LoggerFactory.getLogger(Sweep.class);

  private static final long OLD_SESSIONS_EVERY_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final int MOST_OLD_SESSIONS = 1_000;

  private final AppDirectory apps;
  private final SessionStore sessions;
  private final KnownSessions known;
  private final Connections connections;
  private final Admissions admissions;
  private final Cookieless cookieless;
  private final SeenSessions seen;
  private final InstantSource clock;
  private long oldSessionsMillis; // when they are due
  private @Nullable LocalDate saltsOf;

  Sweep(
      Intake.Builder with,
      KnownSessions known,
      Connections connections,
      Admissions admissions,
      Cookieless cookieless,
      SeenSessions seen) {
    this.apps = with.apps;
    this.sessions = with.sessions;
    this.clock = with.clock;
    this.known = known;
    this.connections = connections;
    this.admissions = admissions;
    this.cookieless = cookieless;
    this.seen = seen;
  }

  void run() {
    long now = clock.millis();
    admissions.forgetBefore(now - Spans.TICKET);
    sockets(now);
    attempt("note which sessions live", seen::write);
    attempt("destroy old salts", () -> salts(now));
    attempt("forget old sessions", () -> oldSessions(now));
  }

  /** Closes the sockets that are idle, or whose token is not good any more. */
  private void sockets(long now) {
    Map<KnownTerms, Boolean> open = new HashMap<>();
    for (LiveConnection connection : connections.all()) {
      if (now - connection.heardMillis() >= Spans.IDLE) {
        connection.close(CloseCode.IDLE, "Nothing came for 30 minutes; say hello again.");
      } else if (!open.computeIfAbsent(connection.session.terms, this::isOpen)) {
        connection.close(CloseCode.REFUSED, Intake.REVOKED);
      }
    }
  }

  private boolean isOpen(KnownTerms terms) {
    try {
      return terms.isOpen(apps);
    } catch (IntakeRefusal | RuntimeException e) {
      log.warn("whether an app is open can't be told now: {}", e.getMessage());
      return true;
    }
  }

  private void salts(long now) throws IOException {
    LocalDate today = UtcDates.day(now);
    if (!today.equals(saltsOf)) {
      cookieless.forgetBefore(today);
      saltsOf = today;
    }
  }

  /**
   * Forgets sessions whose keys are not good any more. The store knows of most only when they
   * began; when they ended is asked once, two days later.
   */
  private void oldSessions(long now) throws IOException {
    boolean steppedBack = now + OLD_SESSIONS_EVERY_MILLIS < oldSessionsMillis;
    if (now < oldSessionsMillis && !steppedBack) {
      return;
    }
    List<String> over = new ArrayList<>();
    Map<String, Long> lived = new HashMap<>();
    for (Session session : sessions.unseenSince(now - Spans.KEY, MOST_OLD_SESSIONS)) {
      long last = known.lastMillis(known.view(session));
      if (now - last >= Spans.KEY) {
        over.add(session.id());
      } else {
        lived.put(session.id(), last);
      }
    }
    sessions.seen(lived);
    sessions.forget(over);
    known.forget(over);
    if (over.size() + lived.size() < MOST_OLD_SESSIONS) {
      oldSessionsMillis = now + OLD_SESSIONS_EVERY_MILLIS;
    }
  }

  private static void attempt(String what, Task task) {
    try {
      task.run();
    } catch (IOException | RuntimeException e) {
      log.warn("could not {}, and tries again: {}", what, e.getMessage());
    }
  }

  private interface Task {
    void run() throws IOException;
  }
}
