package dev.datalab.server.health;

import dev.datalab.server.rpc.Role;
import dev.datalab.server.rpc.ServiceChannels;
import dev.datalab.server.rpc.ServiceHost;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every component and every service how it is. Thread-safe. */
@Singleton
final class Health {
  private static final Logger log = LoggerFactory.getLogger(Health.class);
  static final String UP = "up";
  static final String DOWN = "down";

  private final List<Check> checks;
  private final ServiceHost host;
  private final ServiceChannels channels;

  /**
   * How it is.
   *
   * @param status {@code up} if every check is, else {@code down}
   * @param checks {@code up} or {@code down} by component and service
   */
  record Report(String status, Map<String, String> checks) {
    boolean isUp() {
      return status.equals(UP);
    }
  }

  @Inject
  Health(Set<Check> checks, ServiceHost host, ServiceChannels channels) {
    this.checks = checks.stream().sorted(Comparator.comparing(Check::name)).toList();
    this.host = host;
    this.channels = channels;
  }

  Report report() {
    var results = new TreeMap<String, String>();
    for (Check check : checks) {
      results.put(check.name(), run(check) ? UP : DOWN);
    }
    for (String service : host.services()) {
      results.put(service, serves(service) ? UP : DOWN);
    }
    return new Report(results.containsValue(DOWN) ? DOWN : UP, results);
  }

  private static boolean run(Check check) {
    try {
      check.test().run();
      return true;
    } catch (Exception e) {
      // Why stands in the log: the answer goes to anybody.
      log.warn("the check of {} fails: {}", check.name(), e.toString());
      return false;
    }
  }

  private boolean serves(String service) {
    try {
      return HealthGrpc.newBlockingStub(channels.to(Role.GATEWAY))
              .check(HealthCheckRequest.newBuilder().setService(service).build())
              .getStatus()
          == ServingStatus.SERVING;
    } catch (StatusRuntimeException e) {
      log.warn("{} does not answer: {}", service, e.getStatus());
      return false;
    }
  }
}
