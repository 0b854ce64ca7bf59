package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may watch, with what, and until when. */
class LiveIT {
  private static final String FUNNEL =
      """
      {"funnels":[{"id":"sale","name":"Sale","stages":[
         {"id":"home","name":"Home","match":{"type":"url","op":"equals","value":"/"}},
         {"id":"basket","name":"Basket","match":{"type":"url","op":"equals","value":"/basket"}}]}]}""";

  private static RunningServer server;
  private static String owner = "";

  @BeforeAll
  static void start() {
    server = RunningServer.start();
    owner = server.founder("olga", "Live");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void whoIsHereIsSaidAtOnceAndWhenItChanges() {
    String app = server.app(owner, "shop", "private");
    server.call("PUT", "/api/v1/apps/" + app + "/config", owner, FUNNEL).is(200);
    visit(app, "ann", "/", "/basket");
    visit(app, "bob", "/");

    try (LiveSocket socket = watch(app)) {
      JsonNode now = socket.nowWith(2).json();
      assertThat(now.path("pages").toString())
          .isEqualTo("[{\"page\":\"/\",\"visitors\":1},{\"page\":\"/basket\",\"visitors\":1}]");
      assertThat(now.path("funnels").toString())
          .isEqualTo(
              "[{\"id\":\"sale\",\"name\":\"Sale\",\"visitors\":2,\"stages\":["
                  + "{\"id\":\"home\",\"name\":\"Home\",\"visitors\":2,\"here\":1},"
                  + "{\"id\":\"basket\",\"name\":\"Basket\",\"visitors\":1,\"here\":1}]}]");
      assertThat(now.has("partial")).isFalse();

      visit(app, "cid", "/elsewhere");

      assertThat(socket.nowWith(3).json().at("/funnels/0/visitors").asInt()).isEqualTo(3);
    }
  }

  @Test
  void aFunnelThatIsChangedIsSeenWithoutComingAgain() {
    String app = server.app(owner, "changing", "private");
    visit(app, "ann", "/");

    try (LiveSocket socket = watch(app)) {
      assertThat(socket.nowWith(1).json().path("funnels")).isEmpty();

      server.call("PUT", "/api/v1/apps/" + app + "/config", owner, FUNNEL).is(200);

      JsonNode now = socket.now(json -> json.path("funnels").size() == 1).json();
      assertThat(now.at("/funnels/0/stages/0/here").asInt()).isEqualTo(1);
    }
  }

  @Test
  void whoIsHereIsRepeatedEveryTenSeconds() {
    String app = server.app(owner, "quiet", "private");

    try (LiveSocket socket = watch(app)) {
      LiveSocket.Message first = socket.nowWith(0);
      LiveSocket.Message second =
          socket.now(json -> json.path("time").asLong() > first.json().path("time").asLong());

      assertThat((second.nanos() - first.nanos()) / 1e9).isBetween(9.0, 11.5);
    }
  }

  @Test
  void aTicketOpensOneLiveViewOnceAndNoOther() {
    String app = server.app(owner, "tickets", "private");
    String other = server.app(owner, "other", "private");

    String ticket = ticket(app, owner);
    LiveSocket.open(server.port(), app, ticket).close();
    assertThat(LiveSocket.refusal(server.port(), app, ticket)).isEqualTo(401);

    String ofOther = ticket(other, owner);
    assertThat(LiveSocket.refusal(server.port(), app, ofOther)).isEqualTo(401);
    // Shown at the wrong door it is spent.
    assertThat(LiveSocket.refusal(server.port(), other, ofOther)).isEqualTo(401);

    String ofNotifications =
        server
            .post("/api/v1/tickets", owner, "{\"for\":\"notifications\"}")
            .is(200)
            .text("/ticket");
    assertThat(LiveSocket.refusal(server.port(), app, ofNotifications)).isEqualTo(401);
    assertThat(LiveSocket.refusal(server.port(), app, "")).isEqualTo(401);
    assertThat(LiveSocket.refusal(server.port(), app, "x".repeat(5_000))).isEqualTo(401);
  }

  @Test
  void aTicketThatIsHalfAMinuteOldIsLate() {
    var clock = new SetClock();
    try (RunningServer later = RunningServer.start(RunningServer.freshDirectory(), clock)) {
      String ada = later.founder("ada", "Late");
      String app = later.app(ada, "shop", "private");
      String body = "{\"for\":\"live\",\"app\":\"" + app + "\"}";
      String ticket = later.post("/api/v1/tickets", ada, body).is(200).text("/ticket");
      String late = later.post("/api/v1/tickets", ada, body).is(200).text("/ticket");
      clock.advance(Duration.ofSeconds(20));
      assertThat(LiveSocket.refusal(later.port(), app, ticket)).isEqualTo(101);

      clock.advance(Duration.ofSeconds(11));

      assertThat(LiveSocket.refusal(later.port(), app, late)).isEqualTo(401);
    }
  }

  @Test
  void aTicketIsForWhoeverSeesTheApp() {
    String app = server.app(owner, "mine", "private");
    String stranger = server.founder("stan", "Elsewhere");
    String body = "{\"for\":\"live\",\"app\":\"" + app + "\"}";

    server.post("/api/v1/tickets", RunningServer.NOBODY, body).isProblem(401);
    server.post("/api/v1/tickets", stranger, body).isProblem(404);
    server.post("/api/v1/tickets", owner, body).is(200);
    assertThat(
            server.post("/api/v1/tickets", owner, "{\"for\":\"live\"}").isProblem(422).pointers())
        .containsExactly("/app");
    assertThat(server.post("/api/v1/tickets", owner, "{}").isProblem(422).pointers())
        .containsExactly("/for");
    assertThat(
            server
                .post("/api/v1/tickets", owner, "{\"for\":\"everything\"}")
                .isProblem(422)
                .pointers())
        .containsExactly("/for");
    assertThat(
            server
                .post("/api/v1/tickets", owner, "{\"for\":\"notifications\",\"app\":\"a\"}")
                .isProblem(422)
                .pointers())
        .containsExactly("/for");
  }

  @Test
  void aMemberWhoIsRemovedIsNotToldAnyMore() {
    String app = server.app(owner, "members", "private");
    String vera = server.colleague("vera", owner);
    String invitation =
        server
            .post(
                "/api/v1/apps/" + app + "/invitations",
                owner,
                "{\"username\":\"vera\",\"role\":\"VIEWER\"}")
            .is(201)
            .text("/invitation/id");
    String ofInvitation = "/api/v1/apps/" + app + "/invitations/" + invitation;
    server.post(ofInvitation + "/accept", vera, "").is(200);
    String veraId = server.get("/api/v1/users/me", vera).is(200).text("/id");

    String unused = ticket(app, vera);
    try (LiveSocket ofVera = LiveSocket.open(server.port(), app, ticket(app, vera));
        LiveSocket ofOwner = watch(app)) {
      ofVera.nowWith(0);
      ofOwner.nowWith(0);

      server.call("DELETE", "/api/v1/apps/" + app + "/members/" + veraId, owner, "").is(204);

      assertThat(ofVera.awaitClose()).isEqualTo(1008);
      assertThat(LiveSocket.refusal(server.port(), app, unused)).isEqualTo(404);
      visit(app, "ann", "/");
      ofOwner.nowWith(1);
      assertThat(ofVera.of("now")).noneMatch(now -> now.json().path("visitors").asInt() > 0);
    }
  }

  @Test
  void whoWatchesAnAppThatIsDeletedIsToldSo() {
    String app = server.app(owner, "deleted", "private");

    try (LiveSocket socket = watch(app)) {
      socket.nowWith(0);

      server.call("DELETE", "/api/v1/apps/" + app, owner, "").is(204);

      assertThat(socket.awaitClose()).isEqualTo(1008);
    }
  }

  @Test
  void anUnlockedAppBeginsWithNobody() {
    String app = server.app(owner, "unlocked", "private");
    String token = "{\"phrase\":\"Live/unlocked\"}";
    server.post("/api/v1/apps/" + app + "/token", owner, token).is(201);
    visit(app, "ann", "/");

    try (LiveSocket socket = watch(app)) {
      socket.nowWith(1);

      server.post("/api/v1/apps/" + app + "/unlock", owner, token).is(200);

      socket.nowWith(0);
      visit(app, "bob", "/");
      JsonNode now = socket.now(json -> json.path("pages").size() == 1).json();
      assertThat(now.path("visitors").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aClientThatSpeaksIsClosed() {
    String app = server.app(owner, "spoken", "private");

    try (LiveSocket socket = watch(app)) {
      socket.nowWith(0);

      socket.say("hello");

      assertThat(socket.awaitClose()).isEqualTo(1008);
    }
  }

  @Test
  void aServerThatStopsSaysSo() {
    RunningServer stopping = RunningServer.start();
    String ada = stopping.founder("ada", "Stops");
    String app = stopping.app(ada, "shop", "private");
    String ticket =
        stopping
            .post("/api/v1/tickets", ada, "{\"for\":\"live\",\"app\":\"" + app + "\"}")
            .is(200)
            .text("/ticket");
    try (LiveSocket socket = LiveSocket.open(stopping.port(), app, ticket)) {
      socket.nowWith(0);

      stopping.close();

      assertThat(socket.awaitClose()).isEqualTo(1012);
    }
  }

  private static LiveSocket watch(String app) {
    return LiveSocket.open(server.port(), app, ticket(app, owner));
  }

  private static String ticket(String app, String person) {
    return server
        .post("/api/v1/tickets", person, "{\"for\":\"live\",\"app\":\"" + app + "\"}")
        .is(200)
        .text("/ticket");
  }

  /** Somebody was on some pages, the last of them now. */
  private static void visit(String app, String visitor, String... pages) {
    var lines = new StringBuilder();
    long time = System.currentTimeMillis() - pages.length;
    for (String page : List.of(pages)) {
      lines.append(
          "{\"visitor\":\"%s\",\"timestamp\":%d,\"type\":\"url\",\"url\":\"%s\"}\n"
              .formatted(visitor, ++time, page));
    }
    server
        .send(
            "POST",
            "/api/v1/apps/" + app + "/import",
            owner,
            BodyPublishers.ofString(lines.toString()),
            "application/x-ndjson")
        .is(200);
  }
}
