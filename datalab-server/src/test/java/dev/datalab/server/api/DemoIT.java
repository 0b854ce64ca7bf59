package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The demo as somebody sees it who starts it, stops it and starts it again. */
final class DemoIT {
  private final Instant now = Instant.now();

  @Test
  void theFirstStartFillsTheShopAndTheSecondFindsItAsItWas() throws Exception {
    Path directory = RunningServer.freshDirectory();
    List<String> first;
    List<String> second;
    try (RunningDemo demo = RunningDemo.start(directory, now, 0)) {
      first = demo.printed();
      assertThat(demo.page("/"))
          .contains("src=\"http://localhost:" + demo.port() + "/datalab.js\"");
    }
    try (RunningDemo demo = RunningDemo.start(directory, now.plusSeconds(3_600), 0)) {
      second = demo.printed();
      // The server has another port now, and the snippet comes from there.
      assertThat(demo.page("/"))
          .contains("src=\"http://localhost:" + demo.port() + "/datalab.js\"");
    }

    assertThat(first).anyMatch(line -> line.contains("founded Northwind Outdoor"));
    assertThat(first)
        .anyMatch(line -> line.matches(".*imported two weeks .*, [\\d,]{6,} events.*"));
    assertThat(first).anyMatch(line -> line.contains("issued the shop's token"));
    assertThat(second).anyMatch(line -> line.contains("signed in as demo"));
    assertThat(second).anyMatch(line -> line.contains("history are there"));
    assertThat(second).anyMatch(line -> line.contains("the shop's token is good"));
    assertThat(second).noneMatch(line -> line.contains("!"));
    assertThat(funnel(first)).hasSize(6).isEqualTo(funnel(second));
    assertThat(funnel(first).get(5)).contains("Buy").matches(".*[1-9].*");
    assertThat(beginning("  Sign in", first)).isEqualTo(beginning("  Sign in", second)).hasSize(1);
  }

  @Test
  void visitorsWalkThroughTheShopAndAreSeen() throws Exception {
    try (RunningDemo demo = RunningDemo.start(RunningServer.freshDirectory(), now, 12)) {
      assertThat(demo.printed())
          .anyMatch(
              line -> line.contains("visitors are walking through the shop now, 12 at a time"));
      await().atMost(Duration.ofSeconds(30)).until(() -> demo.visitors() == 12);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                assertThat(demo.since(now, "").path("visitors").asLong()).isGreaterThan(14);
                assertThat(stage(demo.since(now, ""), "Product")).isGreaterThan(3);
              });
      assertThat(values(demo.since(now, "device")))
          .isSubsetOf("desktop", "mobile", "tablet")
          .contains("desktop", "mobile");
      assertThat(values(demo.since(now, "browser")))
          .isSubsetOf("Chrome", "Chrome Mobile", "Mobile Safari", "Safari", "Firefox", "Edge");
      assertThat(values(demo.since(now, "visitorType"))).contains("returning");
      assertThat(values(demo.since(now, "page"))).contains("/").allMatch(p -> p.startsWith("/"));
    }
  }

  @Test
  void whatVisitorsDidIsThereAfterACleanStopAndNobodyIsLeft() throws Exception {
    Path directory = RunningServer.freshDirectory();
    long seen;
    try (RunningDemo demo = RunningDemo.start(directory, now, 8)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> demo.visitors() == 8);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> demo.since(now, "").path("visitors").asLong() >= 8);
      seen = demo.since(now, "").path("visitors").asLong();
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("visitors") || name.startsWith("shop")));
    try (RunningDemo demo = RunningDemo.start(directory, now.plusSeconds(60), 0)) {
      assertThat(demo.since(now, "").path("visitors").asLong()).isGreaterThanOrEqualTo(seen);
    }
  }

  @Test
  void aTokenThatWasRevokedMeanwhileIsSaidToBeAndAnotherOneIsIssuedOnDemand() throws Exception {
    Path directory = RunningServer.freshDirectory();
    try (RunningDemo demo = RunningDemo.start(directory, now, 0)) {
      demo.owner().delete("/api/v1/apps/" + demo.app() + "/token");
    }
    try (RunningDemo demo = RunningDemo.start(directory, now, 5)) {
      assertThat(demo.printed())
          .anyMatch(line -> line.contains("The shop's token is not good any more"))
          .anyMatch(line -> line.contains("--new-token"))
          .noneMatch(line -> line.contains("walking"));
      assertThat(demo.visitors()).isZero();
      assertThat(demo.page("/")).doesNotContain("data-token");
    }
    try (RunningDemo demo = RunningDemo.startWithNewToken(directory, now)) {
      assertThat(demo.printed()).anyMatch(line -> line.contains("issued another token"));
      assertThat(demo.page("/")).contains("data-token");
    }
    try (RunningDemo demo = RunningDemo.startWithNewToken(directory, now)) {
      assertThat(demo.printed())
          .anyMatch(line -> line.contains("the old one is good for a day more"));
    }
    try (RunningDemo demo = RunningDemo.start(directory, now, 0)) {
      assertThat(demo.printed()).anyMatch(line -> line.contains("the shop's token is good"));
    }
  }

  @Test
  void whenTheTokenIsRevokedTheVisitorsLeaveAndTheDemoSaysWhy() throws Exception {
    try (RunningDemo demo = RunningDemo.start(RunningServer.freshDirectory(), now, 4)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> demo.visitors() == 4);

      JsonNode app = demo.owner().get("/api/v1/apps/" + demo.app()).path("app");
      demo.owner()
          .post(
              "/api/v1/apps/" + demo.app() + "/unlock",
              "{\"phrase\": \"%s/shop\"}".formatted(app.path("organization").asText()));

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(demo.printed())
                      .filteredOn(line -> line.contains("The shop's token was revoked"))
                      .hasSize(1));
      assertThat(demo.visitors()).isZero();
      assertThat(demo.page("/")).doesNotContain("data-token");
    }
  }

  @Test
  void theShopTakesAnotherPortWhereItsOwnIsTakenUnlessThatOneWasAskedFor() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThatIOException()
          .isThrownBy(
              () -> RunningDemo.startAtPort(RunningServer.freshDirectory(), taken.getLocalPort()))
          .withMessageContaining("can't listen on port " + taken.getLocalPort())
          .withMessageContaining("--shop-port");
    }
    try (RunningDemo demo = RunningDemo.startBesideATakenPort(RunningServer.freshDirectory())) {
      assertThat(demo.page("/")).contains("data-token");
    }
  }

  private static Set<String> values(JsonNode funnel) {
    Set<String> values = new TreeSet<>();
    funnel.path("breakdown").forEach(row -> values.add(row.path("value").asText()));
    return values;
  }

  private static long stage(JsonNode funnel, String name) {
    for (JsonNode stage : funnel.path("stages")) {
      if (stage.path("name").asText().equals(name)) {
        return stage.path("visitors").asLong();
      }
    }
    throw new AssertionError("no stage " + name + " in " + funnel);
  }

  private static List<String> funnel(List<String> lines) {
    return lines.stream()
        .dropWhile(line -> !line.startsWith("  Purchase, "))
        .filter(line -> !line.isEmpty())
        .limit(6)
        .toList();
  }

  private static List<String> beginning(String with, List<String> lines) {
    return lines.stream().filter(line -> line.startsWith(with)).toList();
  }
}
