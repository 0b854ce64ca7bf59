package dev.datalab.ingest.intake;

import dev.datalab.ingest.intake.IntakeRefusal.Kind;
import dev.datalab.ingest.intake.Tickets.Claim;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The two steps from a ticket to an open socket. Safe for use by several threads. */
final class Admissions {
  private static final String NOT_GOOD =
      "The ticket is unknown, was used, or is older than 30 seconds; say hello for a new one.";

  private final AppDirectory apps;
  private final KnownSessions known;
  private final Tickets tickets;
  private final LiveConnection.Shared shared;
  private final InstantSource clock;
  private final Map<String, Admitted> admitted = new ConcurrentHashMap<>();

  Admissions(
      AppDirectory apps, KnownSessions known, Tickets tickets, LiveConnection.Shared shared) {
    this.apps = apps;
    this.known = known;
    this.tickets = tickets;
    this.shared = shared;
    this.clock = shared.clock();
  }

  /** A socket that may be opened. */
  private record Admitted(KnownSession session, KnownStream stream, long millis) {}

  void admit(String ticket, String origin) throws IntakeRefusal {
    long now = clock.millis();
    Optional<Claim> claim = tickets.spend(ticket);
    if (claim.isEmpty() || now - claim.get().issuedMillis() > Spans.TICKET) {
      throw IntakeRefusal.of(Kind.UNAUTHORIZED, NOT_GOOD);
    }
    if (!claim.get().origin().equals(origin)) {
      throw IntakeRefusal.of(
          Kind.FORBIDDEN, "The ticket is another origin's; open the socket where hello was said.");
    }
    try {
      long id = claim.get().stream();
      KnownSession session =
          known
              .find(claim.get().session(), id)
              .orElseThrow(() -> IntakeRefusal.of(Kind.UNAUTHORIZED, NOT_GOOD));
      if (!session.terms.isOpen(apps)) {
        throw IntakeRefusal.of(Kind.UNAUTHORIZED, Intake.REVOKED);
      }
      KnownStream stream = session.stream(id).orElseThrow();
      if (stream.state().isEmpty()) {
        known.state(session, stream);
      }
      admitted.put(ticket, new Admitted(session, stream, now));
    } catch (IOException e) {
      throw IntakeRefusal.of(
          Kind.UNAVAILABLE, "The session can't be read now; say hello again later.");
    }
  }

  StreamConnection open(String ticket, Peer peer) throws IntakeRefusal {
    Admitted one = admitted.remove(ticket);
    if (one == null || clock.millis() - one.millis > Spans.TICKET) {
      throw IntakeRefusal.of(Kind.UNAUTHORIZED, NOT_GOOD);
    }
    LiveConnection connection = new LiveConnection(one.session, one.stream, shared, peer);
    // Before asking whether the app is open: who closes it closes all that were added.
    shared.connections().add(connection);
    try {
      if (!one.session.terms.isOpen(apps)) {
        throw IntakeRefusal.of(Kind.UNAUTHORIZED, Intake.REVOKED);
      }
      if (shared.stopping().get()) {
        throw IntakeRefusal.of(Kind.UNAVAILABLE, Intake.STOPPING);
      }
    } catch (IntakeRefusal | RuntimeException e) {
      connection.gone();
      throw e;
    }
    return connection;
  }

  void forgetBefore(long millis) {
    tickets.forgetBefore(millis);
    admitted.values().removeIf(one -> one.millis < millis);
  }
}
