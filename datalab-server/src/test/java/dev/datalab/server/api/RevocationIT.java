package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datalab.server.client.visitor.VisitorClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A token that is void lets nobody in from the moment on when it is said to be. */
class RevocationIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String path(Site site) {
    return "/api/v1/apps/" + site.app();
  }

  private static String frame(JsonNode hello, long seq, String page) {
    return """
        {"session":"%s","stream":"%s","key":"%s","seq":%d,"events":[%s]}"""
        .formatted(
            hello.path("session").asText(),
            hello.path("stream").asText(),
            hello.path("key").asText(),
            seq,
            Site.page(page));
  }

  /** Says hello, opens the socket, and has an event stored, so that everything is remembered. */
  private static TabSocket visiting(JsonNode hello) throws InterruptedException {
    TabSocket tab = TabSocket.open(server, hello.path("ticket").asText());
    tab.send("{\"seq\":1,\"events\":[" + Site.page("/") + "]}");
    assertThat(tab.next()).isEqualTo("{\"ack\":1}");
    return tab;
  }

  private static void assertShut(Site site, JsonNode hello, TabSocket tab) throws Exception {
    site.post(frame(hello, 2, "/after")).isProblem(401);
    site.hello(site.greeting()).isProblem(401);
    assertThat(tab.next()).isEqualTo("closed 1008");
  }

  @Test
  void aRevokedTokensSocketsAreClosedAndItsStreamsRefusedAtOnce() throws Exception {
    Site site = Site.of(server);
    JsonNode hello = site.hello(site.greeting()).is(200).json();
    String unused = site.hello(site.greeting()).is(200).text("/ticket");
    try (TabSocket tab = visiting(hello)) {
      server.call("DELETE", path(site) + "/token", site.owner(), "").is(204);
      assertShut(site, hello, tab);
    }
    assertThat(TabSocket.refused(server, unused, Site.ORIGIN).statusCode()).isEqualTo(401);
    assertThat(site.pages("")).containsExactly("/");
  }

  @Test
  void anotherTokenOfTheSameGenerationIsGoodAtOnceAndTheOldStreamsStayRefused() throws Exception {
    Site site = Site.of(server);
    JsonNode hello = site.hello(site.greeting()).is(200).json();
    visiting(hello).close();
    server.call("DELETE", path(site) + "/token", site.owner(), "").is(204);
    String token =
        server
            .post(path(site) + "/token", site.owner(), "{\"phrase\":\"" + site.phrase() + "\"}")
            .is(201)
            .text("/token");
    site.hello(token, Site.ORIGIN, site.greeting().toString()).is(200);
    site.post(frame(hello, 2, "/after")).isProblem(401);
    Answer further =
        site.hello(
                token,
                Site.ORIGIN,
                site.greeting()
                    .put("session", hello.path("session").asText())
                    .put("stream", hello.path("stream").asText())
                    .toString())
            .is(200);
    assertThat(further.text("/session")).isNotEqualTo(hello.path("session").asText());
  }

  @Test
  void aRefreshedTokensStreamsGoOn() throws Exception {
    Site site = Site.of(server);
    JsonNode hello = site.hello(site.greeting()).is(200).json();
    try (TabSocket tab = visiting(hello)) {
      String next = server.post(path(site) + "/token/refresh", site.owner(), "").text("/token");
      tab.send("{\"seq\":2,\"events\":[" + Site.page("/a") + "]}");
      assertThat(tab.next()).isEqualTo("{\"ack\":2}");
      site.post(frame(hello, 3, "/b")).is(202);
      site.hello(site.greeting()).is(200);
      site.hello(next, Site.ORIGIN, site.greeting().toString()).is(200);
    }
  }

  @Test
  void unlockingClosesTheSocketsAndMakesAnArchiveOfWhatCame() throws Exception {
    Site site = Site.of(server);
    JsonNode hello = site.hello(site.greeting()).is(200).json();
    try (TabSocket tab = visiting(hello)) {
      server
          .post(path(site) + "/unlock", site.owner(), "{\"phrase\":\"" + site.phrase() + "\"}")
          .is(200);
      assertShut(site, hello, tab);
    }
    assertThat(site.pages("")).isEmpty();
    JsonNode archives =
        server.get(path(site) + "/archives", site.owner()).is(200).json().path("archives");
    assertThat(archives).hasSize(1);
    assertThat(archives.path(0).path("events").asLong()).isEqualTo(1);
    assertThat(site.pages(archives.path(0).path("id").asText())).containsExactly("/");
  }

  @Test
  void ofADeletedAppNothingIsLeftAndNothingComes() throws Exception {
    Site site = Site.of(server);
    JsonNode hello = site.hello(site.greeting()).is(200).json();
    visiting(hello).close();
    server
        .post(path(site) + "/unlock", site.owner(), "{\"phrase\":\"" + site.phrase() + "\"}")
        .is(200);
    server.call("DELETE", path(site), site.owner(), "").is(204);
    site.post(frame(hello, 2, "/after")).isProblem(401);
    site.hello(site.greeting()).isProblem(401);
  }

  @Test
  void whatIsAcknowledgedWhileTheAppIsUnlockedIsInTheArchiveAndNothingElse() throws Exception {
    Site site = Site.of(server);
    try (VisitorClient visitor = site.visitor().build()) {
      visitor.hello(Site.ORIGIN + "/", "", "en", "1x1");
      var sending =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 100_000; i++) {
                    visitor.awaitAcknowledged(visitor.send(Site.page("/p")) - 100, SOON);
                  }
                } catch (IllegalStateException | InterruptedException e) {
                  // Refused: the token is void.
                }
              });
      sending.start();
      assertThat(visitor.awaitAcknowledged(200, SOON)).isTrue();
      server
          .post(path(site) + "/unlock", site.owner(), "{\"phrase\":\"" + site.phrase() + "\"}")
          .is(200);
      long archived =
          server
              .get(path(site) + "/archives", site.owner())
              .json()
              .at("/archives/0/events")
              .asLong();
      sending.join(SOON.toMillis());
      assertThat(visitor.refusal()).isNotEmpty();
      assertThat(archived).isGreaterThanOrEqualTo(visitor.acknowledged());
      assertThat(
              server
                  .get(path(site) + "/archives", site.owner())
                  .json()
                  .at("/archives/0/events")
                  .asLong())
          .as("nothing comes after the answer")
          .isEqualTo(archived);
      assertThat(site.pages("")).isEmpty();
    }
  }
}
