package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datalab.server.client.visitor.VisitorClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of a visit that pauses for longer than half an hour. */
class SessionEndIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final SetClock CLOCK = new SetClock();
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start(RunningServer.freshDirectory(), CLOCK);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void pause() {
    CLOCK.advance(Duration.ofMinutes(31));
  }

  @Test
  void aSocketThatIsSilentForHalfAnHourEndsWith4001() throws Exception {
    Site site = Site.of(server);
    String ticket = site.hello(site.greeting()).is(200).text("/ticket");
    try (TabSocket tab = TabSocket.open(server, ticket)) {
      CLOCK.advance(Duration.ofMinutes(29));
      assertThat(tab.isSilent(Duration.ofSeconds(3))).isTrue();
      CLOCK.advance(Duration.ofMinutes(2));
      assertThat(tab.next()).isEqualTo("closed 4001");
    }
  }

  @Test
  void anEndedSessionIsFollowedByAnotherAndWhatWasLeftIsBroughtToTheOld() throws Exception {
    Site site = Site.of(server);
    JsonNode first = site.hello(site.greeting()).is(200).json();
    try (TabSocket tab = TabSocket.open(server, first.path("ticket").asText())) {
      tab.send("{\"seq\":1,\"events\":[" + Site.page("/a") + "]}");
      assertThat(tab.next()).isEqualTo("{\"ack\":1}");
    }
    pause();

    JsonNode second =
        site.hello(
                site.greeting()
                    .put("session", first.path("session").asText())
                    .put("stream", first.path("stream").asText()))
            .is(200)
            .json();

    assertThat(second.path("session")).isNotEqualTo(first.path("session"));
    JsonNode previous = second.path("previous");
    assertThat(previous.path("session")).isEqualTo(first.path("session"));
    assertThat(previous.path("stream")).isEqualTo(first.path("stream"));
    assertThat(previous.path("resumeFrom").asLong()).isEqualTo(2);
    String left =
        """
        {"session":"%s","stream":"%s","key":"%s","seq":2,"events":[%s]}"""
            .formatted(
                previous.path("session").asText(),
                previous.path("stream").asText(),
                previous.path("key").asText(),
                Site.page("/b"));
    assertThat(site.post(left).is(202).json().path("ack").asLong()).isEqualTo(2);
    assertThat(site.pages("")).containsExactlyInAnyOrder("/a", "/b");

    CLOCK.advance(Duration.ofHours(49));
    site.post(left.replace("\"seq\":2", "\"seq\":3")).isProblem(401);
  }

  @Test
  void theClientBringsWhatWasLeftByItself() throws Exception {
    Site site = Site.of(server);
    try (VisitorClient visitor = site.visitor().clock(CLOCK).build()) {
      visitor.hello(Site.ORIGIN + "/", "", "en", "1x1");
      assertThat(visitor.awaitAcknowledged(visitor.send(Site.page("/a")), SOON)).isTrue();
      String session = visitor.session();
      visitor.goodbye();
      pause();

      visitor.hello(Site.ORIGIN + "/", "", "en", "1x1");
      assertThat(visitor.session()).isNotEqualTo(session);
      long last = visitor.send(Site.page("/b"));
      assertThat(last).as("the client's numbers run on").isEqualTo(2);
      assertThat(visitor.awaitAcknowledged(last, SOON)).isTrue();
      assertThat(visitor.acknowledged()).isEqualTo(2);
    }
    assertThat(site.pages("")).containsExactlyInAnyOrder("/a", "/b");
  }
}
