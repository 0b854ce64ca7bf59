package dev.datalab.server.history;

import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.eventmanager.v1.EraseVisitorRequest;
import dev.datalab.proto.eventmanager.v1.ExportRequest;
import dev.datalab.server.rest.Person;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** What is known of a visitor: to be handed over, and to be erased. */
@Path("/api/v1/apps/{app}/visitors/{visitor}")
@SignedIn
public final class VisitorsResource implements Resource {
  private final AppAccess access;
  private final Exports exports;
  private final Erasing erasing;

  @Inject
  VisitorsResource(AppAccess access, Exports exports, Erasing erasing) {
    this.access = access;
    this.exports = exports;
    this.erasing = erasing;
  }

  /** All events of the visitor, archives included, as an export. */
  @GET
  @Produces({"application/x-ndjson", "application/json"})
  public Response get(
      @Context SecurityContext security,
      @Context Request http,
      @PathParam("app") String appId,
      @PathParam("visitor") String visitor,
      @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @DefaultValue("") String acceptEncoding) {
    Person person = Person.of(security);
    App app = access.require(person, appId, Role.ROLE_VIEWER);
    var request =
        ExportRequest.newBuilder()
            .setAppId(app.getId())
            .setGeneration(app.getGeneration())
            .setArchive("all")
            .setVisitor(visitor)
            .build();
    return exports.answer(person, request, http, acceptEncoding);
  }

  /** Erases all events of the visitor, archives included. */
  @DELETE
  @Produces(MediaType.APPLICATION_JSON)
  public Record delete(
      @Context SecurityContext security,
      @PathParam("app") String appId,
      @PathParam("visitor") String visitor) {
    Person person = Person.of(security);
    App app = access.require(person, appId, Role.ROLE_OWNER);
    var request =
        EraseVisitorRequest.newBuilder().setAppId(app.getId()).setVisitor(visitor).build();
    return erasing.of(person, stub -> stub.eraseVisitor(request).getEvents());
  }
}
