package dev.datalab.server.api;

import static dev.datalab.server.api.RunningServer.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A visitor's data: handed over and erased; and ranges of time. */
class PrivacyIT {
  private static RunningServer server;
  private static String owner = "";
  private static String colleague = "";
  private static String stranger = "";

  @BeforeAll
  static void start() {
    server = RunningServer.start();
    owner = server.founder("ada", "One");
    colleague = server.colleague("cleo", owner);
    stranger = server.founder("bob", "Two");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String app(String name, String visibility) {
    String app = "/api/v1/apps/" + server.app(owner, name, visibility);
    StringBuilder lines = new StringBuilder();
    for (int minute = 0; minute < 20; minute++) {
      lines.append(
          "{\"visitor\":\"%s\",\"timestamp\":\"2026-11-01T10:%02d:00Z\",\"type\":\"url\",\"url\":\"/p\"}\n"
              .formatted(minute % 4 == 0 ? "ann & co/1" : "bob", minute));
    }
    server
        .send(
            "POST",
            app + "/import",
            owner,
            BodyPublishers.ofString(lines.toString()),
            "application/x-ndjson")
        .is(200);
    return app;
  }

  private static long lines(Answer answer) {
    return answer.is(200).response().body().lines().count();
  }

  @Test
  void aVisitorIsExportedAndErased() {
    String app = app("erased", "public");
    String ann = app + "/visitors/ann%20&%20co%2F1";
    Answer export = server.get(ann, colleague);
    assertThat(lines(export)).isEqualTo(5);
    assertThat(export.response().body()).contains("ann & co/1").doesNotContain("bob");

    assertThat(server.call("DELETE", ann, owner, "").is(200).json().path("events").asLong())
        .isEqualTo(5);
    assertThat(server.call("DELETE", ann, owner, "").is(200).json().path("events").asLong())
        .isZero();
    assertThat(server.get(ann, owner).is(200).response().body()).isEmpty();
    assertThat(lines(server.get(app + "/export", owner))).isEqualTo(15);
  }

  @Test
  void aRangeIsErased() {
    String app = app("range", "public");
    Answer answer =
        server.call(
            "DELETE", app + "/events?from=2026-11-01T10:05:00Z&to=2026-11-01T10:10:00Z", owner, "");
    assertThat(answer.is(200).json().path("events").asLong()).isEqualTo(5);
    assertThat(lines(server.get(app + "/export", owner))).isEqualTo(15);
    server.call("DELETE", app + "/events", owner, "").is(422);
    server.call("DELETE", app + "/events?from=yesterday", owner, "").is(400);
    server.call("DELETE", app + "/events?from=2&to=1", owner, "").is(422);
    server.call("DELETE", app + "/events?from=1&archive=7", owner, "").is(404);
  }

  @Test
  void onlyTheOwnerErasesAndWhoSeesTheAppMayExport() {
    String open = app("open", "public");
    String closed = app("closed", "private");
    for (String path : new String[] {"/visitors/bob", "/events?from=0"}) {
      server.call("DELETE", open + path, colleague, "").is(403);
      server.call("DELETE", closed + path, colleague, "").is(404);
      server.call("DELETE", open + path, stranger, "").is(404);
      server.call("DELETE", open + path, NOBODY, "").is(401);
    }
    server.get(open + "/visitors/bob", colleague).is(200);
    server.get(closed + "/visitors/bob", colleague).is(404);
    server.get(open + "/visitors/bob", stranger).is(404);
    server.get(open + "/visitors/bob", NOBODY).is(401);
  }
}
