package dev.datalab.server.history;

import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.eventmanager.v1.EraseRangeRequest;
import dev.datalab.server.problem.ProblemException;
import dev.datalab.server.rest.Person;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Erases the events of a range. */
@Path("/api/v1/apps/{app}/events")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public final class ErasureResource implements Resource {
  private final AppAccess access;
  private final Erasing erasing;

  @Inject
  ErasureResource(AppAccess access, Erasing erasing) {
    this.access = access;
    this.erasing = erasing;
  }

  /** Erases what lies in the range: of an archive, of all, or of what was collected since. */
  @DELETE
  public Record delete(
      @Context SecurityContext security,
      @PathParam("app") String appId,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("archive") @DefaultValue("") String archive) {
    Person person = Person.of(security);
    App app = access.require(person, appId, Role.ROLE_OWNER);
    OptionalLong first = Moments.read("from", from);
    OptionalLong end = Moments.read("to", to);
    if (first.isEmpty() && end.isEmpty()) {
      throw new ProblemException(
          422, "Which events? Give `from`, `to` or both, so that nothing is erased by mistake.");
    }
    var request =
        EraseRangeRequest.newBuilder()
            .setAppId(app.getId())
            .setGeneration(app.getGeneration())
            .setArchive(archive);
    first.ifPresent(request::setFromMillis);
    end.ifPresent(request::setToMillis);
    return erasing.of(person, stub -> stub.eraseRange(request.build()).getEvents());
  }
}
