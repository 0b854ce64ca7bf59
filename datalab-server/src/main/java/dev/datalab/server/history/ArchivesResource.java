package dev.datalab.server.history;

import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.eventmanager.v1.Archive;
import dev.datalab.proto.eventmanager.v1.DeleteArchiveRequest;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc.EventManagerBlockingStub;
import dev.datalab.proto.eventmanager.v1.GetArchivesRequest;
import dev.datalab.server.rest.Person;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import dev.datalab.server.rest.Times;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** What was collected under earlier tokens. */
@Path("/api/v1/apps/{app}/archives")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public final class ArchivesResource implements Resource {
  private final AppAccess access;
  private final EventManagerBlockingStub eventManager;

  record View(String id, String from, String to, long events) {
    static View of(Archive archive) {
      return new View(
          archive.getId(),
          Times.iso(archive.getFromMillis()),
          Times.iso(archive.getToMillis()),
          archive.getEvents());
    }
  }

  record All(List<View> archives) {}

  @Inject
  ArchivesResource(AppAccess access, EventManagerBlockingStub eventManager) {
    this.access = access;
    this.eventManager = eventManager;
  }

  /** The archives, the oldest first. */
  @GET
  public Record list(@Context SecurityContext security, @PathParam("app") String appId) {
    Person person = Person.of(security);
    App app = access.require(person, appId, Role.ROLE_VIEWER);
    var request =
        GetArchivesRequest.newBuilder()
            .setAppId(app.getId())
            .setGeneration(app.getGeneration())
            .build();
    var answer = person.ask(() -> eventManager.getArchives(request));
    return new All(answer.getArchivesList().stream().map(View::of).toList());
  }

  /** Deletes an archive with its events. */
  @DELETE
  @Path("/{archive}")
  public void delete(
      @Context SecurityContext security,
      @PathParam("app") String appId,
      @PathParam("archive") String archive) {
    Person person = Person.of(security);
    App app = access.require(person, appId, Role.ROLE_OWNER);
    var request =
        DeleteArchiveRequest.newBuilder()
            .setAppId(app.getId())
            .setArchiveId(archive)
            .setGeneration(app.getGeneration())
            .build();
    person.ask(() -> eventManager.deleteArchive(request));
  }
}
