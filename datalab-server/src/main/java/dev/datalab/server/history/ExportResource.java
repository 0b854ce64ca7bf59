package dev.datalab.server.history;

import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.eventmanager.v1.ExportRequest;
import dev.datalab.server.rest.Person;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** History out, as NDJSON that import takes. */
@Path("/api/v1/apps/{app}/export")
@SignedIn
public final class ExportResource implements Resource {
  private final AppAccess access;
  private final Exports exports;

  @Inject
  ExportResource(AppAccess access, Exports exports) {
    this.access = access;
    this.exports = exports;
  }

  /** The events of a range, one a line; gzip if the client takes it. */
  @GET
  @Produces({"application/x-ndjson", "application/json"})
  public Response get(
      @Context SecurityContext security,
      @Context Request http,
      @PathParam("app") String appId,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("archive") @DefaultValue("") String archive,
      @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @DefaultValue("") String acceptEncoding) {
    Person person = Person.of(security);
    App app = access.require(person, appId, Role.ROLE_VIEWER);
    var request =
        ExportRequest.newBuilder()
            .setAppId(app.getId())
            .setGeneration(app.getGeneration())
            .setArchive(archive);
    Moments.read("from", from).ifPresent(request::setFromMillis);
    Moments.read("to", to).ifPresent(request::setToMillis);
    return exports.answer(person, request.build(), http, acceptEncoding);
  }
}
