package dev.datalab.server.apps;

import dev.datalab.proto.appmeta.v1.AcceptRequest;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaBlockingStub;
import dev.datalab.proto.appmeta.v1.GetInvitationsRequest;
import dev.datalab.proto.appmeta.v1.InviteRequest;
import dev.datalab.proto.appmeta.v1.RejectRequest;
import dev.datalab.proto.appmeta.v1.RemindRequest;
import dev.datalab.proto.appmeta.v1.WithdrawRequest;
import dev.datalab.proto.common.v1.Invitation;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.server.rest.JsonBody;
import dev.datalab.server.rest.Names;
import dev.datalab.server.rest.Person;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import dev.datalab.server.rest.Times;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invitations of colleagues to a private app. */
@Path("/api/v1/apps/{app}/invitations")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public final class AppInvitationsResource implements Resource {
  private final AppMetaBlockingStub appMeta;

  record View(
      String id,
      String app,
      String appName,
      @Nullable String role,
      String state,
      String inviter,
      String username,
      String createdAt,
      String updatedAt,
      @Nullable String remindedAt) {
    static View of(Invitation invitation) {
      return new View(
          invitation.getId(),
          invitation.getAppId(),
          invitation.getAppName(),
          Names.of(invitation.getRole()),
          Names.of(invitation.getState()),
          invitation.getInviterUsername(),
          invitation.getUsername(),
          Times.iso(invitation.getCreatedAtMillis()),
          Times.iso(invitation.getUpdatedAtMillis()),
          Times.isoOrNull(invitation.getRemindedAtMillis()));
    }
  }

  record One(View invitation) {}

  record Accepted(View invitation, AppView app) {}

  record All(List<View> invitations) {
    static All of(List<Invitation> invitations) {
      return new All(invitations.stream().map(View::of).toList());
    }
  }

  @Inject
  AppInvitationsResource(AppMetaBlockingStub appMeta) {
    this.appMeta = appMeta;
  }

  /** Invites a colleague. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response invite(
      @Context SecurityContext security, @PathParam("app") String app, JsonBody body) {
    var request = InviteRequest.newBuilder().setAppId(app).setUsername(body.text("username"));
    // Only the service can tell whether there is such a colleague, after it has checked the role:
    // what is missing is said here, so that one answer says all of it.
    if (!body.has("username")) {
      body.error("username", "is missing. Name the colleague to invite");
    }
    body.optionalOneOf("role", Role.class, "ROLE_").ifPresent(request::setRole);
    if (!body.has("role")) {
      body.error("role", "is missing. Choose EDITOR or VIEWER");
    }
    body.check();
    var answer = Person.of(security).ask(() -> appMeta.invite(request.build()));
    return Response.status(Response.Status.CREATED)
        .entity(new One(View.of(answer.getInvitation())))
        .build();
  }

  /** The invitations of the app, the newest first. */
  @GET
  public Record list(@Context SecurityContext security, @PathParam("app") String app) {
    var request = GetInvitationsRequest.newBuilder().setAppId(app).build();
    var answer = Person.of(security).ask(() -> appMeta.getInvitations(request));
    return All.of(answer.getInvitationsList());
  }

  /** Reminds the invited. */
  @POST
  @Path("/{invitation}/remind")
  public Record remind(
      @Context SecurityContext security,
      @PathParam("app") String app,
      @PathParam("invitation") String invitation) {
    var request = RemindRequest.newBuilder().setAppId(app).setInvitationId(invitation).build();
    return new One(View.of(Person.of(security).ask(() -> appMeta.remind(request)).getInvitation()));
  }

  /** The invited joins. */
  @POST
  @Path("/{invitation}/accept")
  public Record accept(
      @Context SecurityContext security,
      @PathParam("app") String app,
      @PathParam("invitation") String invitation) {
    var request = AcceptRequest.newBuilder().setAppId(app).setInvitationId(invitation).build();
    var answer = Person.of(security).ask(() -> appMeta.accept(request));
    return new Accepted(View.of(answer.getInvitation()), AppView.of(answer.getApp()));
  }

  /** The invited declines. */
  @POST
  @Path("/{invitation}/reject")
  public Record reject(
      @Context SecurityContext security,
      @PathParam("app") String app,
      @PathParam("invitation") String invitation) {
    var request = RejectRequest.newBuilder().setAppId(app).setInvitationId(invitation).build();
    return new One(View.of(Person.of(security).ask(() -> appMeta.reject(request)).getInvitation()));
  }

  /** The owner takes it back. */
  @DELETE
  @Path("/{invitation}")
  public void withdraw(
      @Context SecurityContext security,
      @PathParam("app") String app,
      @PathParam("invitation") String invitation) {
    var request = WithdrawRequest.newBuilder().setAppId(app).setInvitationId(invitation).build();
    Person.of(security).ask(() -> appMeta.withdraw(request));
  }
}
