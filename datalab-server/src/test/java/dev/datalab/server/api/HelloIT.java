package dev.datalab.server.api;

import static dev.datalab.server.api.RunningServer.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a page's hello is answered, and who may read the answer. */
class HelloIT {
  private static final String LOCAL = "http://localhost:3000";
  private static RunningServer server;
  private static Site site;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
    site = Site.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aHelloAnswersSessionStreamVisitorTicketKeyAndConfiguration() {
    Answer answer = site.hello(site.greeting()).is(200);

    assertThat(answer.text("/session")).isNotEmpty();
    assertThat(answer.text("/stream")).isNotEmpty();
    assertThat(answer.text("/visitor")).isNotEmpty();
    assertThat(answer.text("/ticket")).isNotEmpty();
    assertThat(answer.text("/key")).isNotEmpty();
    assertThat(answer.json().path("resumeFrom").asLong()).isEqualTo(1);
    assertThat(answer.json().path("window").asInt()).isGreaterThanOrEqualTo(64);
    assertThat(answer.json().at("/config/elements/0/target").asText()).isEqualTo("#e");
    assertThat(answer.json().has("previous")).isFalse();
    assertThat(answer.header("content-type")).startsWith("application/json");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    assertThat(answer.header("x-request-id")).isNotBlank();
  }

  @Test
  void theTokenMayStandInAHeaderOfItsOwn() {
    site.hello(NOBODY, Site.ORIGIN, site.greeting().toString(), "x-datalab-token", site.token())
        .is(200);
  }

  @Test
  void answersAreReadableForTheAppsOwnPagesAndForNoOthers() {
    Answer own = site.hello(site.greeting(), "X-Request-Id", "mine").is(200);
    assertThat(own.header("access-control-allow-origin")).isEqualTo(Site.ORIGIN);
    assertThat(own.header("access-control-allow-credentials")).isEqualTo("true");
    assertThat(own.header("vary")).isEqualTo("Origin");
    assertThat(own.header("x-request-id")).isEqualTo("mine");

    Answer foreign =
        site.hello(site.token(), "https://evil.example", site.greeting().toString()).isProblem(403);
    assertThat(foreign.header("access-control-allow-origin")).isEmpty();

    Answer program = site.hello(site.token(), "", site.greeting().toString()).is(200);
    assertThat(program.header("access-control-allow-origin")).isEmpty();
  }

  @Test
  void onlyATokenOfAnAppIsGood() {
    String body = site.greeting().toString();
    for (String token : List.of(NOBODY, "nonsense", "a.b.c", site.owner(), "x".repeat(5_000))) {
      Answer refused = site.hello(token, Site.ORIGIN, body).isProblem(401);
      assertThat(refused.header("access-control-allow-origin")).isEmpty();
    }
  }

  @Test
  void whatIsWrongWithABodyIsSaidToTheAppsOwnPages() {
    Answer malformed = site.hello(site.token(), Site.ORIGIN, "{\"now\":").isProblem(400);
    assertThat(malformed.header("access-control-allow-origin")).isEqualTo(Site.ORIGIN);

    Answer invalid =
        site.hello(site.greeting().put("screen", "large").putNull("now").put("consent", "maybe"))
            .isProblem(422);
    assertThat(invalid.pointers()).containsExactlyInAnyOrder("/now", "/screen", "/consent");
    assertThat(invalid.header("access-control-allow-origin")).isEqualTo(Site.ORIGIN);
  }

  @Test
  void aBodyHas64KibibytesAtMost() {
    String large = site.greeting().put("more", "x".repeat(70_000)).toString();
    site.hello(site.token(), Site.ORIGIN, large).isProblem(413);
    server
        .send(
            "POST",
            "/api/v1/hello",
            site.token(),
            BodyPublishers.ofByteArrays(List.of(large.getBytes(StandardCharsets.UTF_8))),
            "application/json")
        .isProblem(413);
  }

  @Test
  void helloIsAPostOfJson() {
    server
        .send(
            "POST",
            "/api/v1/hello",
            site.token(),
            BodyPublishers.ofString(site.greeting().toString()),
            "application/x-www-form-urlencoded")
        .isProblem(415);
    for (String method : List.of("GET", "PUT", "DELETE")) {
      Answer refused = server.call(method, "/api/v1/hello", site.token(), "").isProblem(405);
      assertThat(refused.header("allow")).isEqualTo("POST, OPTIONS");
    }
  }

  @Test
  void aPreflightIsAnsweredToWhoeverAsks() {
    for (String path : List.of("/api/v1/hello", "/api/v1/events")) {
      Answer answer =
          server
              .call(
                  "OPTIONS",
                  path,
                  NOBODY,
                  "",
                  "Origin",
                  "https://any.example",
                  "Access-Control-Request-Method",
                  "POST",
                  "Access-Control-Request-Headers",
                  "content-type,x-datalab-token")
              .is(204);
      assertThat(answer.header("access-control-allow-origin")).isEqualTo("https://any.example");
      assertThat(answer.header("access-control-allow-methods")).isEqualTo("POST");
      assertThat(answer.header("access-control-allow-headers"))
          .isEqualTo("authorization, content-type, x-datalab-token");
      assertThat(answer.header("access-control-allow-credentials")).isEqualTo("true");
      assertThat(answer.header("access-control-max-age")).isEqualTo("86400");
      assertThat(answer.header("vary")).isEqualTo("Origin");
      assertThat(answer.response().body()).isEmpty();
    }
  }

  @Test
  void noOtherCallIsOpenToPagesOfOtherOrigins() {
    Answer preflight = server.call("OPTIONS", "/api/v1/apps", NOBODY, "", "Origin", Site.ORIGIN);
    assertThat(preflight.header("access-control-allow-origin")).isEmpty();
  }

  @Test
  void overTheTokensSessionsAHelloIsToldWhenToComeAgain() {
    Site small = Site.of(server, "", "\"sessions\":1");
    JsonNode first = small.hello(small.greeting()).is(200).json();

    Answer refused = small.hello(small.greeting()).isProblem(429);
    assertThat(Integer.parseInt(refused.header("retry-after"))).isPositive();
    assertThat(refused.header("access-control-allow-origin")).isEqualTo(Site.ORIGIN);
    small
        .hello(
            small
                .greeting()
                .put("session", first.path("session").asText())
                .put("stream", first.path("stream").asText()))
        .is(200);
  }

  @Test
  void ofWhoDoesNotWantItNothingIsCollected() {
    Site polite = Site.of(server, "\"honour\":[\"dnt\",\"gpc\"]", "");
    for (Answer answer :
        List.of(
            polite.hello(polite.greeting(), "DNT", "1"),
            polite.hello(polite.greeting(), "Sec-GPC", "1"),
            polite.hello(polite.greeting().put("consent", false)))) {
      answer.is(204);
      assertThat(answer.response().body()).isEmpty();
      assertThat(answer.header("access-control-allow-origin")).isEqualTo(Site.ORIGIN);
      assertThat(answer.header("set-cookie")).isEmpty();
    }
    polite.hello(polite.greeting(), "DNT", "0").is(200);
    site.hello(site.greeting(), "DNT", "1", "Sec-GPC", "1").is(200);
    site.hello(site.greeting().put("consent", false)).is(204);
    site.hello(site.greeting().put("consent", true)).is(200);
  }

  @Test
  void whereServerAndSiteShareADomainTheServersCookieKnowsTheVisitor() {
    Site local = Site.local(server, "");
    String cookie = "datalab_" + local.app();
    Answer first = local.hello(local.token(), LOCAL, local.greeting().toString()).is(200);
    String visitor = first.text("/visitor");
    assertThat(first.header("set-cookie"))
        .isEqualTo(
            cookie
                + "="
                + visitor
                + "; Path=/api/v1/hello; HttpOnly; Secure; SameSite=Lax; Max-Age=34190000");

    Answer again =
        local
            .hello(
                local.token(),
                LOCAL,
                local.greeting().put("visitor", "of-the-page").toString(),
                "Cookie",
                "other=1; " + cookie + "=" + visitor + "; datalab_x=2")
            .is(200);
    assertThat(again.text("/visitor")).isEqualTo(visitor);
  }

  @Test
  void elsewhereAndWithoutCookiesThereIsNone() {
    assertThat(site.hello(site.greeting()).is(200).header("set-cookie")).isEmpty();
    Site cookieless = Site.local(server, "\"identity\":\"cookieless\"");
    Answer answer = cookieless.hello(cookieless.token(), LOCAL, site.greeting().toString()).is(200);
    assertThat(answer.header("set-cookie")).isEmpty();
    Answer again =
        cookieless
            .hello(
                cookieless.token(),
                LOCAL,
                site.greeting().toString(),
                "Cookie",
                "datalab_" + cookieless.app() + "=somebody")
            .is(200);
    assertThat(again.text("/visitor")).isEqualTo(answer.text("/visitor")).isNotEqualTo("somebody");
  }

  @Test
  void theVisitorOfThePageIsKept() {
    assertThat(site.hello(site.greeting().put("visitor", "v-1")).is(200).text("/visitor"))
        .isEqualTo("v-1");
  }
}
