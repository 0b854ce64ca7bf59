package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.server.client.visitor.VisitorClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The socket of a stream, and posts beside it. */
class SocketIT {
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

  private static JsonNode hello(Site site) {
    return site.hello(site.greeting()).is(200).json();
  }

  private static TabSocket open(JsonNode hello) {
    return TabSocket.open(server, hello.path("ticket").asText());
  }

  private static String frame(long seq, String... paths) {
    return "{\"seq\":%d,\"events\":%s}".formatted(seq, events(paths));
  }

  private static String events(String... paths) {
    return List.of(paths).stream().map(Site::page).toList().toString();
  }

  private static String post(JsonNode hello, long seq, String... paths) {
    return """
        {"session":"%s","stream":"%s","key":"%s","seq":%d,"events":%s}"""
        .formatted(
            hello.path("session").asText(),
            hello.path("stream").asText(),
            hello.path("key").asText(),
            seq,
            events(paths));
  }

  /** A hello that goes on with what an earlier one began. */
  private static ObjectNode continuing(Site site, JsonNode hello) {
    return site.greeting()
        .put("visitor", hello.path("visitor").asText())
        .put("session", hello.path("session").asText())
        .put("stream", hello.path("stream").asText());
  }

  @Test
  void aVisitIsStoredFromHelloToGoodbye() throws Exception {
    Site site = Site.of(server);
    try (VisitorClient visitor = site.visitor().build()) {
      assertThat(visitor.hello(Site.ORIGIN + "/", "", "en-GB", "1920x1080")).isTrue();
      long last = visitor.send(Site.page("/"), Site.page("/basket"));
      assertThat(last).isEqualTo(2);
      assertThat(visitor.awaitAcknowledged(last, SOON)).isTrue();
      visitor.goodbye();
      assertThat(visitor.refusal()).isEmpty();
    }
    assertThat(site.pages("")).containsExactly("/", "/basket");
  }

  @Test
  void everyFrameIsAcknowledgedARepeatedOneToo() throws Exception {
    Site site = Site.of(server);
    try (TabSocket tab = open(hello(site))) {
      assertThat(tab.send(frame(1, "/", "/a")).next()).isEqualTo("{\"ack\":2}");
      assertThat(tab.send(frame(3, "/b")).next()).isEqualTo("{\"ack\":3}");
      assertThat(tab.send(frame(1, "/", "/a")).next()).isEqualTo("{\"ack\":3}");
      assertThat(tab.send(frame(2, "/a", "/b", "/c")).next()).isEqualTo("{\"ack\":4}");
    }
    assertThat(site.pages("")).containsExactly("/", "/a", "/b", "/c");
  }

  @Test
  void whatIsAboveAGapIsKeptAndWhatIsLostIsNotWaitedFor() throws Exception {
    Site site = Site.of(server);
    try (TabSocket tab = open(hello(site))) {
      assertThat(tab.send(frame(4, "/d")).next()).isEqualTo("{\"ack\":0}");
      assertThat(tab.send(frame(1, "/a")).next()).isEqualTo("{\"ack\":1}");
      assertThat(tab.send("{\"lost\":[2,3]}").next()).isEqualTo("{\"ack\":4}");
      assertThat(tab.send(frame(2, "/late")).next()).isEqualTo("{\"ack\":4}");
    }
    assertThat(site.pages("")).containsExactlyInAnyOrder("/a", "/d");
  }

  @Test
  void aStreamGoesOnWhereItWasAfterItsConnectionIsLost() throws Exception {
    Site site = Site.of(server);
    JsonNode first = hello(site);
    try (TabSocket tab = open(first)) {
      assertThat(tab.send(frame(1, "/", "/a")).next()).isEqualTo("{\"ack\":2}");
    }
    JsonNode second = site.hello(continuing(site, first)).is(200).json();
    assertThat(second.path("session")).isEqualTo(first.path("session"));
    assertThat(second.path("stream")).isEqualTo(first.path("stream"));
    assertThat(second.path("key")).isEqualTo(first.path("key"));
    assertThat(second.path("resumeFrom").asLong()).isEqualTo(3);
    try (TabSocket tab = open(second)) {
      assertThat(tab.send(frame(3, "/b")).next()).isEqualTo("{\"ack\":3}");
    }
    assertThat(site.pages("")).containsExactly("/", "/a", "/b");
  }

  @Test
  void goodbyeIsAnsweredAndEndsTheConnectionAndNotTheVisit() throws Exception {
    Site site = Site.of(server);
    JsonNode first = hello(site);
    try (TabSocket tab = open(first)) {
      tab.send(frame(1, "/")).send("{\"goodbye\":true}");
      assertThat(tab.next()).isEqualTo("{\"ack\":1}");
      String last = tab.next();
      assertThat(last.equals("{\"ack\":1}") ? tab.next() : last).isEqualTo("closed 1000");
    }
    JsonNode second = site.hello(continuing(site, first)).is(200).json();
    assertThat(second.path("session")).isEqualTo(first.path("session"));
  }

  @Test
  void aPostBesideTheSocketIsStoredOnceWithIt() throws Exception {
    Site site = Site.of(server);
    JsonNode hello = hello(site);
    try (TabSocket tab = open(hello)) {
      assertThat(tab.send(frame(1, "/")).next()).isEqualTo("{\"ack\":1}");
      Answer posted = site.post(post(hello, 1, "/", "/a")).is(202);
      assertThat(posted.json().path("ack").asLong()).isEqualTo(2);
      assertThat(posted.header("access-control-allow-origin")).isEqualTo(Site.ORIGIN);
      assertThat(tab.send(frame(2, "/a", "/b")).next()).isEqualTo("{\"ack\":3}");
    }
    assertThat(site.pages("")).containsExactly("/", "/a", "/b");
  }

  @Test
  void aPostNeedsTheStreamsKeyAndTheAppsOrigin() {
    Site site = Site.of(server);
    JsonNode hello = hello(site);
    String good = post(hello, 1, "/");
    Answer unknown =
        site.post(good.replace(hello.path("key").asText(), "a-key-of-nobodys")).isProblem(401);
    assertThat(unknown.header("access-control-allow-origin")).isEmpty();
    site.post(good.replace(hello.path("session").asText(), "unknown")).isProblem(401);
    site.post("{").isProblem(400);
    site.post(good.replace("\"seq\":1", "\"seq\":0")).isProblem(422);
    site.post(good.replace("\"events\":[", "\"more\":\"" + "x".repeat(70_000) + "\",\"events\":["))
        .isProblem(413);
    server
        .call("POST", "/api/v1/events", "", good, "Origin", "https://evil.example")
        .isProblem(403);
    server.call("POST", "/api/v1/events", "", good).is(202);
  }

  @Test
  void moreThanTheWindowUnacknowledgedEndsTheSocketWith1013() throws Exception {
    Site site = Site.of(server);
    JsonNode hello = hello(site);
    int window = hello.path("window").asInt();
    try (TabSocket tab = open(hello)) {
      assertThat(tab.send(frame(window, "/far")).next()).isEqualTo("{\"ack\":0}");
      assertThat(tab.send(frame(window + 1L, "/too-far")).next()).isEqualTo("closed 1013");
    }
    assertThat(site.pages("")).containsExactly("/far");
  }

  @Test
  void aFurtherSocketOfAStreamTakesThePlaceOfTheOlderOne() throws Exception {
    Site site = Site.of(server);
    JsonNode first = hello(site);
    try (TabSocket older = open(first)) {
      JsonNode second = site.hello(continuing(site, first)).is(200).json();
      try (TabSocket newer = open(second)) {
        assertThat(older.next()).isEqualTo("closed 4000");
        assertThat(newer.send(frame(1, "/")).next()).isEqualTo("{\"ack\":1}");
      }
    }
  }

  @Test
  void twoTabsOfASessionHaveAStreamEach() throws Exception {
    Site site = Site.of(server);
    JsonNode first = hello(site);
    ObjectNode further = continuing(site, first);
    further.remove("stream");
    JsonNode second = site.hello(further).is(200).json();
    assertThat(second.path("session")).isEqualTo(first.path("session"));
    assertThat(second.path("stream")).isNotEqualTo(first.path("stream"));
    try (TabSocket one = open(first);
        TabSocket two = open(second)) {
      assertThat(one.send(frame(1, "/one")).next()).isEqualTo("{\"ack\":1}");
      assertThat(two.send(frame(1, "/two")).next()).isEqualTo("{\"ack\":1}");
      assertThat(one.send(frame(2, "/three")).next()).isEqualTo("{\"ack\":2}");
    }
    assertThat(site.pages("")).hasSize(3);
  }

  @Test
  void whatIsNoFrameEndsTheSocket() throws Exception {
    Site site = Site.of(server);
    try (TabSocket tab = open(hello(site))) {
      assertThat(tab.send("hello?").next()).isEqualTo("closed 1008");
    }
    try (TabSocket tab = open(hello(site))) {
      assertThat(tab.sendBytes(new byte[] {1, 2}).next()).isEqualTo("closed 1003");
    }
    try (TabSocket tab = open(hello(site))) {
      String large = "x".repeat(70_000);
      assertThat(tab.send("{\"seq\":1,\"more\":\"" + large + "\"}").next())
          .isEqualTo("closed 1009");
    }
  }

  @Test
  void anEventThatBreaksARuleIsSettledAndNotStored() throws Exception {
    Site site = Site.of(server);
    try (TabSocket tab = open(hello(site))) {
      String frame =
          "{\"seq\":1,\"events\":[{\"type\":99,\"timestamp\":1}," + Site.page("/") + "]}";
      assertThat(tab.send(frame).next()).isEqualTo("{\"ack\":2}");
    }
    assertThat(site.pages("")).containsExactly("/");
  }

  @Test
  void overTheTokensEventsPerSecondAPostIsRefusedAndASocketEnds() throws Exception {
    Site site = Site.of(server, "", "\"eventsPerSecond\":5");
    JsonNode hello = hello(site);
    String[] many = IntStream.range(0, 20).mapToObj(i -> "/" + i).toArray(String[]::new);
    try (TabSocket tab = open(hello)) {
      tab.send(frame(1, "/a"));
      String heard = tab.next();
      for (long seq = 2; heard.startsWith("{") && seq < 200; seq++) {
        heard = tab.send(frame(seq, many)).next();
      }
      assertThat(heard).isEqualTo("closed 1013");
    }
    Answer refused = site.post(post(hello, 50, many)).isProblem(429);
    assertThat(Integer.parseInt(refused.header("retry-after"))).isPositive();
    assertThat(refused.header("access-control-allow-origin")).isEqualTo(Site.ORIGIN);
  }
}
