package dev.datalab.server.apps;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.appconfig.v1.Configuration;
import dev.datalab.proto.appconfig.v1.GetConfigurationRequest;
import dev.datalab.proto.appconfig.v1.SetConfigurationRequest;
import dev.datalab.server.problem.ProblemException;
import dev.datalab.server.rest.JsonBody;
import dev.datalab.server.rest.Person;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of an app. Its {@code ETag} changes with it; a {@code PUT} with an {@code
 * If-Match} of another one is refused with 412, so that nobody undoes what a colleague has just
 * done.
 */
@Path("/api/v1/apps/{app}/config")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public final class AppConfigResource implements Resource {
  private final AppConfigBlockingStub appConfig;

  record One(@JsonRawValue String config) {}

  @Inject
  AppConfigResource(AppConfigBlockingStub appConfig) {
    this.appConfig = appConfig;
  }

  /** The configuration as it stands. */
  @GET
  public Response get(@Context SecurityContext security, @PathParam("app") String app) {
    var request = GetConfigurationRequest.newBuilder().setAppId(app).build();
    var answer = Person.of(security).ask(() -> appConfig.getConfiguration(request));
    return response(answer.getConfiguration());
  }

  /** Replaces the configuration. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Response put(
      @Context SecurityContext security,
      @PathParam("app") String app,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      JsonBody body) {
    var request =
        SetConfigurationRequest.newBuilder()
            .setAppId(app)
            .setConfigurationJson(body.text())
            .setIfMatch(ifMatch == null ? "" : ifMatch.trim())
            .build();
    Person person = Person.of(security);
    try {
      var answer = person.ask(() -> appConfig.setConfiguration(request));
      return response(answer.getConfiguration());
    } catch (StatusRuntimeException e) {
      if (ifMatch != null && e.getStatus().getCode() == Status.Code.ABORTED) {
        throw new ProblemException(
            412,
            "The configuration is not the one that `If-Match` names. Read it again, and send your change"
                + " with its ETag.");
      }
      throw e;
    }
  }

  private static Response response(Configuration configuration) {
    return Response.ok(new One(configuration.getConfigurationJson()))
        .header(HttpHeaders.ETAG, configuration.getEtag())
        .build();
  }
}
