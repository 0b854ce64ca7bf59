package dev.datalab.server.api;

import static dev.datalab.server.api.RunningServer.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of the server, and what it says of itself. */
class PagesIT {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/docs, text/html",
    "/docs/, text/html",
    "/style.css, text/css",
    "/favicon.svg, image/svg+xml",
    "/docs/docs.js, text/javascript",
    "/docs/docs.css, text/css",
    "/docs/swagger-ui.css, text/css",
    "/docs/swagger-ui-bundle.js, text/javascript",
  })
  void aPageHasItsTypeAndATagByWhichItIsNotSentTwice(String path, String type) {
    Answer page = server.get(path, NOBODY).is(200);

    assertThat(page.header("content-type")).startsWith(type);
    assertThat(page.response().body()).isNotBlank();
    assertThat(page.header("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
    Answer again =
        server.call("GET", path, NOBODY, "", "If-None-Match", page.header("etag")).is(304);
    assertThat(again.response().body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/", "/docs"})
  void aPageLoadsNothingFromElsewhereAndHoldsNoScript(String path) {
    String page = server.get(path, NOBODY).is(200).response().body();

    assertThat(page).doesNotContainPattern("(src|href)=\"(https?:)?//");
    assertThat(page).doesNotContainPattern("<script(?![^>]*src=)").doesNotContain("<style");
    assertThat(page).doesNotContainPattern("\\son[a-z]+=");
  }

  @Test
  void theDescriptionIsShownByThePageOfTheCalls() {
    assertThat(server.get("/docs/docs.js", NOBODY).response().body()).contains("/openapi.json");
    assertThat(server.get("/openapi.json", NOBODY).is(200).text("/openapi")).isEqualTo("3.1.0");
  }

  @Test
  void aReadyServerSaysSoAndNamesItsParts() {
    Answer health = server.get("/health", NOBODY).is(200);

    assertThat(health.text("/status")).isEqualTo("up");
    assertThat(health.json().path("checks").properties())
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(check -> assertThat(check.getValue().asText()).isEqualTo("up"));
    assertThat(health.json().path("checks").has("datalab.userauth.v1.UserAuth")).isTrue();
    assertThat(server.get("/ready", NOBODY).is(200).text("/status")).isEqualTo("ready");
  }

  @Test
  void noAnswerMayBeCachedOrReadByAnotherSite() {
    Answer answer =
        server.call("GET", "/health", NOBODY, "", "Origin", "https://elsewhere.example").is(200);

    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    assertThat(answer.header("access-control-allow-origin")).isEmpty();
  }
}
