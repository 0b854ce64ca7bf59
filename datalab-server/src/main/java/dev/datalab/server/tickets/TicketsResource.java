package dev.datalab.server.tickets;

import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaBlockingStub;
import dev.datalab.proto.appmeta.v1.GetAppRequest;
import dev.datalab.proto.userauth.v1.IssueTicketRequest;
import dev.datalab.proto.userauth.v1.IssueTicketResponse;
import dev.datalab.proto.userauth.v1.TicketPurpose;
import dev.datalab.proto.userauth.v1.UserAuthGrpc.UserAuthBlockingStub;
import dev.datalab.server.rest.JsonBody;
import dev.datalab.server.rest.Person;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import dev.datalab.server.rest.Times;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;

/** Tickets: each opens one WebSocket once, within 30 seconds. */
@Path("/api/v1/tickets")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public final class TicketsResource implements Resource {
  private static final String PREFIX = "TICKET_PURPOSE_";

  private final UserAuthBlockingStub userAuth;
  private final AppMetaBlockingStub appMeta;

  record One(String ticket, String expiresAt) {}

  @Inject
  TicketsResource(UserAuthBlockingStub userAuth, AppMetaBlockingStub appMeta) {
    this.userAuth = userAuth;
    this.appMeta = appMeta;
  }

  /** Issues a ticket; for the live view of an app to whoever sees the app. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Record issue(@Context SecurityContext security, JsonBody body) {
    Optional<TicketPurpose> purpose = body.optionalOneOf("for", TicketPurpose.class, PREFIX);
    String app = body.optionalText("app").orElse("");
    if (!body.has("for")) {
      body.error("for", "is missing. Say `live` or `notifications`");
    }
    if (purpose.filter(TicketPurpose.TICKET_PURPOSE_LIVE::equals).isPresent() && app.isEmpty()) {
      body.error("app", "is missing. Say which app is to be watched");
    }
    body.check();
    return Person.of(security).ask(() -> issue(purpose.orElseThrow(), app));
  }

  private One issue(TicketPurpose purpose, String app) {
    if (purpose == TicketPurpose.TICKET_PURPOSE_LIVE) {
      var unused = appMeta.getApp(GetAppRequest.newBuilder().setAppId(app).build());
    }
    IssueTicketResponse issued =
        userAuth.issueTicket(
            IssueTicketRequest.newBuilder().setPurpose(purpose).setAppId(app).build());
    return new One(issued.getTicket(), Times.iso(issued.getExpiresAtMillis()));
  }
}
