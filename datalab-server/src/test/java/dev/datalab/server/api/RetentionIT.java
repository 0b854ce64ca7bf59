package dev.datalab.server.api;

import static dev.datalab.server.api.RunningServer.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server erases what is older than its app keeps it, also after a restart. */
class RetentionIT {
  private static final Map<String, String> OFTEN = Map.of("events.retention-interval", "1 s");

  private static RunningServer start(java.nio.file.Path directory, SetClock clock) {
    return RunningServer.start(directory, clock, OFTEN);
  }

  private static long lines(RunningServer server, String app, String token) {
    return server.get(app + "/export", token).is(200).response().body().lines().count();
  }

  private static String signIn(RunningServer server) {
    return server
        .post("/api/v1/auth/login", NOBODY, "{\"username\":\"ada\",\"password\":\"correct horse\"}")
        .is(200)
        .text("/accessToken");
  }

  @Test
  void whatIsTooOldIsErasedAsTimeGoesBy() {
    var directory = RunningServer.freshDirectory();
    var clock = new SetClock();
    Instant now = Instant.now();
    String app;
    try (RunningServer server = start(directory, clock)) {
      String owner = server.founder("ada", "One");
      app = "/api/v1/apps/" + server.app(owner, "shop", "public");
      StringBuilder events = new StringBuilder();
      for (int day : new int[] {1, 6, 9, 40}) {
        events.append(
            "{\"visitor\":\"v\",\"timestamp\":\"%s\",\"type\":\"url\",\"url\":\"/\"}\n"
                .formatted(now.minus(Duration.ofDays(day))));
      }
      server
          .send(
              "POST",
              app + "/import",
              owner,
              BodyPublishers.ofString(events.toString()),
              "application/x-ndjson")
          .is(200);
      assertThat(lines(server, app, owner)).isEqualTo(4);

      server.call("PUT", app + "/config", owner, "{\"settings\":{\"retentionDays\":7}}").is(200);

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(lines(server, app, owner)).isEqualTo(2));
    }
    clock.advance(Duration.ofDays(4));
    try (RunningServer server = start(directory, clock)) {
      String owner = signIn(server);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(lines(server, app, owner)).isEqualTo(1));
    }
  }
}
