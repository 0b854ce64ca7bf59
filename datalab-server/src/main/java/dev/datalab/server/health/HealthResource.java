package dev.datalab.server.health;

import dev.datalab.server.problem.Problem;
import dev.datalab.server.problem.ProblemException;
import dev.datalab.server.rest.Resource;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Collectors;

/** For whoever watches the server. Needs no sign-in and tells no secret. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource implements Resource {
  private final Health health;

  record Ready(String status) {}

  @Inject
  HealthResource(Health health) {
    this.health = health;
  }

  /** Answers 200 as long as the process lives, and says how each part is. */
  @GET
  @Path("/health")
  public Record health() {
    return health.report();
  }

  /** Answers 200 if every part can do its work, 503 if not. */
  @GET
  @Path("/ready")
  public Record ready() {
    Health.Report report = health.report();
    if (report.isUp()) {
      return new Ready("ready");
    }
    String down =
        report.checks().entrySet().stream()
            .filter(check -> check.getValue().equals(Health.DOWN))
            .map(check -> check.getKey())
            .collect(Collectors.joining(", "));
    throw new ProblemException(
        Problem.retry(503, "Not ready: " + down + ". The server's log says why.", 1));
  }
}
