package dev.datalab.server.apps;

import dev.datalab.proto.apptoken.v1.AppTokenGrpc.AppTokenBlockingStub;
import dev.datalab.proto.apptoken.v1.UnlockRequest;
import dev.datalab.server.rest.JsonBody;
import dev.datalab.server.rest.Person;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** The way back from a token: the app can be changed again, and its data becomes an archive. */
@Path("/api/v1/apps/{app}/unlock")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public final class UnlockResource implements Resource {
  private final AppTokenBlockingStub appToken;

  record One(AppView app) {}

  @Inject
  UnlockResource(AppTokenBlockingStub appToken) {
    this.appToken = appToken;
  }

  /** Unlocks the app: its token is void. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Record unlock(
      @Context SecurityContext security, @PathParam("app") String app, JsonBody body) {
    var request = UnlockRequest.newBuilder().setAppId(app).setPhrase(body.text("phrase")).build();
    body.check();
    return new One(AppView.of(Person.of(security).ask(() -> appToken.unlock(request)).getApp()));
  }
}
