package dev.datalab.platform.auth;

import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.Documents;
import dev.datalab.platform.documents.Ids;
import dev.datalab.platform.documents.Index;
import dev.datalab.platform.documents.StaleDocumentException;
import dev.datalab.platform.documents.Versioned;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.userauth.v1.IssueTicketRequest;
import dev.datalab.proto.userauth.v1.IssueTicketResponse;
import dev.datalab.proto.userauth.v1.SpendTicketRequest;
import dev.datalab.proto.userauth.v1.SpendTicketResponse;
import dev.datalab.proto.userauth.v1.TicketPurpose;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Tickets for the dashboard's WebSockets: good once, for 30 seconds, in whatever process. */
final class Tickets {
  private static final Duration LIFE = Duration.ofSeconds(30);

  /**
   * A ticket at rest.
   *
   * @param id SHA-256 of the ticket
   * @param app id of the app for LIVE, else empty
   */
  record Ticket(
      String id,
      String user,
      String organization,
      TicketPurpose purpose,
      String app,
      long expiresAtMillis) {}

  private final DocumentStore store;
  private final Documents<Ticket> tickets;
  private final InstantSource clock;

  Tickets(DocumentStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    tickets =
        new Documents<>(
            store,
            "ticket",
            Ticket.class,
            Ticket::id,
            ticket -> Index.none().expires(ticket.expiresAtMillis()));
  }

  IssueTicketResponse issue(IssueTicketRequest request) {
    Caller caller = CallContext.requireCaller();
    boolean good =
        switch (request.getPurpose()) {
          case TICKET_PURPOSE_NOTIFICATIONS -> request.getAppId().isEmpty();
          case TICKET_PURPOSE_LIVE -> !request.getAppId().isEmpty();
          case TICKET_PURPOSE_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    if (!good) {
      throw Rejection.invalid(
          "/for", "A ticket is for 'notifications', without an app, or for 'live', with one.");
    }
    String secret = Ids.secret();
    Ticket ticket =
        new Ticket(
            Secrets.hash(secret),
            caller.user(),
            caller.organization(),
            request.getPurpose(),
            request.getAppId(),
            clock.instant().plus(LIFE).toEpochMilli());
    store.commit(List.of(tickets.insert(ticket)));
    return IssueTicketResponse.newBuilder()
        .setTicket(secret)
        .setExpiresAtMillis(ticket.expiresAtMillis())
        .build();
  }

  SpendTicketResponse spend(SpendTicketRequest request) {
    Versioned<Ticket> ticket =
        tickets.get(Secrets.hash(request.getTicket())).orElseThrow(Tickets::notGood);
    try {
      store.commit(List.of(tickets.delete(ticket)));
    } catch (StaleDocumentException e) {
      throw notGood();
    }
    if (ticket.value().purpose() != request.getPurpose()
        || !ticket.value().app().equals(request.getAppId())) {
      throw notGood();
    }
    return SpendTicketResponse.newBuilder()
        .setUserId(ticket.value().user())
        .setOrganizationId(ticket.value().organization())
        .build();
  }

  private static Rejection notGood() {
    return Rejection.unauthenticated("The ticket is not good: ask for a new one.");
  }
}
