package dev.datalab.server.apps;

import dev.datalab.proto.apptoken.v1.AppTokenGrpc.AppTokenBlockingStub;
import dev.datalab.proto.apptoken.v1.InvalidateAppTokenRequest;
import dev.datalab.proto.apptoken.v1.IssueAppTokenRequest;
import dev.datalab.proto.apptoken.v1.IssuedToken;
import dev.datalab.proto.apptoken.v1.RefreshAppTokenRequest;
import dev.datalab.proto.common.v1.Limits;
import dev.datalab.server.rest.JsonBody;
import dev.datalab.server.rest.Person;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import dev.datalab.server.rest.Times;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The token of an app, which locks it. */
@Path("/api/v1/apps/{app}/token")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public final class AppTokenResource implements Resource {
  private final AppTokenBlockingStub appToken;

  record Issued(String token, String expiresAt, String snippet) {
    static Issued of(IssuedToken token) {
      return new Issued(
          token.getToken(), Times.iso(token.getExpiresAtMillis()), token.getSnippet());
    }
  }

  @Inject
  AppTokenResource(AppTokenBlockingStub appToken) {
    this.appToken = appToken;
  }

  /** Issues a token and locks the app. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response issue(
      @Context SecurityContext security, @PathParam("app") String app, JsonBody body) {
    var request =
        IssueAppTokenRequest.newBuilder()
            .setAppId(app)
            .setPhrase(body.text("phrase"))
            .setExpiresInSeconds(expiresInSeconds(body));
    limits(body).ifPresent(request::setLimits);
    body.check();
    var answer = Person.of(security).ask(() -> appToken.issueAppToken(request.build()));
    return Response.status(Response.Status.CREATED).entity(Issued.of(answer.getToken())).build();
  }

  /** Issues a successor; the old token is good for a day more. */
  @POST
  @Path("/refresh")
  public Record refresh(@Context SecurityContext security, @PathParam("app") String app) {
    var request = RefreshAppTokenRequest.newBuilder().setAppId(app).build();
    return Issued.of(Person.of(security).ask(() -> appToken.refreshAppToken(request)).getToken());
  }

  /** Revokes the token; the app stays locked. */
  @DELETE
  public void revoke(@Context SecurityContext security, @PathParam("app") String app) {
    var request = InvalidateAppTokenRequest.newBuilder().setAppId(app).build();
    Person.of(security).ask(() -> appToken.invalidateAppToken(request));
  }

  /** Whole seconds; 0 if absent, for which the service has a default. */
  private static long expiresInSeconds(JsonBody body) {
    Optional<String> text = body.optionalText("expiresIn");
    if (text.isEmpty()) {
      return 0;
    }
    try {
      Duration duration = Duration.parse(text.get());
      if (duration.toNanosPart() == 0 && duration.toSeconds() >= 1) {
        return duration.toSeconds();
      }
    } catch (DateTimeParseException e) {
      // Noted below, with what else is no such duration.
    }
    body.error(
        "expiresIn",
        "must be an ISO 8601 duration of days and time, from a second up. Send one such as P365D or"
            + " PT12H; months and years have no fixed length");
    return 0;
  }

  private static Optional<Limits> limits(JsonBody body) {
    return body.optionalObject("limits")
        .map(
            limits ->
                Limits.newBuilder()
                    .setSessions(limits.optionalInt("sessions").orElse(0))
                    .setEventsPerSecond(limits.optionalInt("eventsPerSecond").orElse(0))
                    .build());
  }
}
