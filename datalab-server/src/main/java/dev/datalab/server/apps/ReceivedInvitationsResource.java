package dev.datalab.server.apps;

import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaBlockingStub;
import dev.datalab.proto.appmeta.v1.GetInvitationsRequest;
import dev.datalab.server.rest.Person;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** The invitations to apps that a person has received. */
@Path("/api/v1/users/me/invitations")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public final class ReceivedInvitationsResource implements Resource {
  private final AppMetaBlockingStub appMeta;

  @Inject
  ReceivedInvitationsResource(AppMetaBlockingStub appMeta) {
    this.appMeta = appMeta;
  }

  /** The invitations in every state, the newest first. */
  @GET
  public Record list(@Context SecurityContext security) {
    var answer =
        Person.of(security)
            .ask(() -> appMeta.getInvitations(GetInvitationsRequest.getDefaultInstance()));
    return AppInvitationsResource.All.of(answer.getInvitationsList());
  }
}
