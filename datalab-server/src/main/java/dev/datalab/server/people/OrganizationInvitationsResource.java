package dev.datalab.server.people;

import dev.datalab.proto.usermeta.v1.GetInvitationsRequest;
import dev.datalab.proto.usermeta.v1.InviteColleagueRequest;
import dev.datalab.proto.usermeta.v1.OrganizationInvitation;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc.UserMetaBlockingStub;
import dev.datalab.proto.usermeta.v1.WithdrawInvitationRequest;
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

/** Invitations to the organization. */
@Path("/api/v1/organization/invitations")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public final class OrganizationInvitationsResource implements Resource {
  private final UserMetaBlockingStub userMeta;

  record View(
      String id,
      String organization,
      String email,
      @Nullable String code,
      String state,
      String inviter,
      @Nullable String acceptedBy,
      String createdAt,
      String updatedAt) {
    static View of(OrganizationInvitation invitation) {
      return new View(
          invitation.getId(),
          invitation.getOrganizationName(),
          invitation.getEmail(),
          invitation.getCode().isEmpty() ? null : invitation.getCode(),
          Names.of(invitation.getState()),
          invitation.getInviterId(),
          invitation.getAcceptedById().isEmpty() ? null : invitation.getAcceptedById(),
          Times.iso(invitation.getCreatedAtMillis()),
          Times.iso(invitation.getUpdatedAtMillis()));
    }
  }

  record One(View invitation) {}

  record All(List<View> invitations) {}

  @Inject
  OrganizationInvitationsResource(UserMetaBlockingStub userMeta) {
    this.userMeta = userMeta;
  }

  /** Invites a person by e-mail address; the inviter hands the code over. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response invite(@Context SecurityContext security, JsonBody body) {
    var request = InviteColleagueRequest.newBuilder().setEmail(body.text("email")).build();
    body.check();
    var answer = Person.of(security).ask(() -> userMeta.inviteColleague(request));
    return Response.status(Response.Status.CREATED)
        .entity(new One(View.of(answer.getInvitation())))
        .build();
  }

  /** The invitations of the organization, the newest first. */
  @GET
  public Record list(@Context SecurityContext security) {
    var answer =
        Person.of(security)
            .ask(() -> userMeta.getInvitations(GetInvitationsRequest.getDefaultInstance()));
    return new All(answer.getInvitationsList().stream().map(View::of).toList());
  }

  /** Takes an invitation back. */
  @DELETE
  @Path("/{invitation}")
  public void withdraw(
      @Context SecurityContext security, @PathParam("invitation") String invitation) {
    var request = WithdrawInvitationRequest.newBuilder().setInvitationId(invitation).build();
    Person.of(security).ask(() -> userMeta.withdrawInvitation(request));
  }
}
