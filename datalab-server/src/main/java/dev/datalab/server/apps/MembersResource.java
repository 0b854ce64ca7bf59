package dev.datalab.server.apps;

import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaBlockingStub;
import dev.datalab.proto.appmeta.v1.ChangeRoleRequest;
import dev.datalab.proto.appmeta.v1.HandOverRequest;
import dev.datalab.proto.appmeta.v1.RemoveMemberRequest;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.server.rest.JsonBody;
import dev.datalab.server.rest.Names;
import dev.datalab.server.rest.Person;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** The members of an app, named by user id. The role {@code OWNER} hands the ownership over. */
@Path("/api/v1/apps/{app}/members/{user}")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public final class MembersResource implements Resource {
  private final AppMetaBlockingStub appMeta;

  record One(AppView app, @Nullable String role) {}

  @Inject
  MembersResource(AppMetaBlockingStub appMeta) {
    this.appMeta = appMeta;
  }

  /** Gives a member another role. */
  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  public Record change(
      @Context SecurityContext security,
      @PathParam("app") String app,
      @PathParam("user") String user,
      JsonBody body) {
    Role role = body.optionalOneOf("role", Role.class, "ROLE_").orElse(Role.ROLE_UNSPECIFIED);
    if (!body.has("role")) {
      body.error("role", "is missing. Choose OWNER, EDITOR or VIEWER");
    }
    body.check();
    Person person = Person.of(security);
    if (role == Role.ROLE_OWNER) {
      var request = HandOverRequest.newBuilder().setAppId(app).setUserId(user).build();
      var answer = person.ask(() -> appMeta.handOver(request));
      return new One(AppView.of(answer.getApp()), Names.of(answer.getRole()));
    }
    var request =
        ChangeRoleRequest.newBuilder().setAppId(app).setUserId(user).setRole(role).build();
    var answer = person.ask(() -> appMeta.changeRole(request));
    return new One(AppView.of(answer.getApp()), "OWNER");
  }

  /** Ends a membership. */
  @DELETE
  public void remove(
      @Context SecurityContext security,
      @PathParam("app") String app,
      @PathParam("user") String user) {
    var request = RemoveMemberRequest.newBuilder().setAppId(app).setUserId(user).build();
    Person.of(security).ask(() -> appMeta.removeMember(request));
  }
}
