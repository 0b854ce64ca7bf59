package dev.datalab.server.people;

import dev.datalab.proto.usermeta.v1.GetColleaguesRequest;
import dev.datalab.proto.usermeta.v1.GetUserRequest;
import dev.datalab.proto.usermeta.v1.UpdateUserRequest;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc.UserMetaBlockingStub;
import dev.datalab.server.rest.JsonBody;
import dev.datalab.server.rest.Person;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** Profiles: one's own, and the colleagues'. */
@Path("/api/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public final class UsersResource implements Resource {
  private final UserMetaBlockingStub userMeta;

  record Colleagues(List<UserView> users) {}

  @Inject
  UsersResource(UserMetaBlockingStub userMeta) {
    this.userMeta = userMeta;
  }

  /** The signed-in user. */
  @GET
  @Path("/me")
  public Record me(@Context SecurityContext security) {
    return Person.of(security)
        .ask(() -> UserView.of(userMeta.getUser(GetUserRequest.getDefaultInstance()).getUser()));
  }

  /** Changes the signed-in user's profile; what is absent stays. */
  @PATCH
  @Path("/me")
  @Consumes(MediaType.APPLICATION_JSON)
  public Record change(@Context SecurityContext security, JsonBody body) {
    var request = UpdateUserRequest.newBuilder();
    body.optionalText("email").ifPresent(request::setEmail);
    body.optionalText("firstName").ifPresent(request::setFirstName);
    body.optionalText("lastName").ifPresent(request::setLastName);
    body.optionalText("position").ifPresent(request::setPosition);
    if (body.has("username")) {
      body.error("username", "is what a person signs in with and can't change. Leave it out");
    }
    body.check();
    return Person.of(security)
        .ask(() -> UserView.of(userMeta.updateUser(request.build()).getUser()));
  }

  /** The other users of the organization. */
  @GET
  @Path("/colleagues")
  public Record colleagues(@Context SecurityContext security) {
    return Person.of(security)
        .ask(
            () ->
                new Colleagues(
                    userMeta
                        .getColleagues(GetColleaguesRequest.getDefaultInstance())
                        .getUsersList()
                        .stream()
                        .map(UserView::of)
                        .toList()));
  }
}
