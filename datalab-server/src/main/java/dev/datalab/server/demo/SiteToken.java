package dev.datalab.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datalab.server.client.ApiClient;
import dev.datalab.server.client.ApiProblem;
import java.io.IOException;
import java.util.Optional;

/** Sees to it that the shop has a token: the one of an earlier start, or a first one. */
final class SiteToken {
  private static final int UNAUTHORIZED = 401;
  private static final int CONFLICT = 409;
  private static final String REMEDY =
      "No visitors walk, and the shop's pages carry no snippet. Start the demo with --new-token to"
          + " issue one.";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ApiClient client;
  private final String app;
  private final Steps steps;

  /**
   * The token of an app.
   *
   * @param client signed in as the owner
   */
  SiteToken(ApiClient client, String app, Steps steps) {
    this.client = client;
    this.app = app;
    this.steps = steps;
  }

  /**
   * The token that the shop can be opened with; empty, and said, where there is none.
   *
   * @param known what an earlier start kept
   * @param another whether to issue another one whatever there is
   */
  Optional<IssuedToken> find(Optional<IssuedToken> known, boolean another) throws IOException {
    Optional<IssuedToken> ours = known.filter(token -> token.app().equals(app));
    if (another) {
      return Optional.of(replace());
    }
    if (ours.isEmpty()) {
      return issueFirst();
    }
    if (isGood(ours.get())) {
      steps.done("the shop's token is good");
      return ours;
    }
    steps.warn(
        "The shop's token is not good any more: it was revoked, or the app was unlocked.", REMEDY);
    return Optional.empty();
  }

  private Optional<IssuedToken> issueFirst() throws IOException {
    try {
      IssuedToken token = issue();
      steps.done("issued the shop's token, which locks the app");
      return Optional.of(token);
    } catch (ApiProblem e) {
      if (e.status() != CONFLICT) {
        throw e;
      }
      steps.warn("The shop has a token that was not issued by the demo. " + e.getMessage(), REMEDY);
      return Optional.empty();
    }
  }

  private IssuedToken replace() throws IOException {
    try {
      IssuedToken token = issue();
      steps.done("issued another token, which locks the app");
      return token;
    } catch (ApiProblem e) {
      if (e.status() != CONFLICT) {
        throw e;
      }
      IssuedToken token = issued(client.post(path() + "/refresh", "{}"));
      steps.done("issued another token; the old one is good for a day more");
      return token;
    }
  }

  private IssuedToken issue() throws IOException {
    String phrase = ShopApp.ORGANIZATION + "/" + ShopApp.NAME;
    return issued(client.post(path(), JSON.createObjectNode().put("phrase", phrase).toString()));
  }

  private IssuedToken issued(JsonNode answer) {
    return new IssuedToken(app, answer.path("token").asText(), answer.path("snippet").asText());
  }

  /** Asks by a hello of somebody who does not want to be watched, which leaves no trace. */
  private boolean isGood(IssuedToken token) throws IOException {
    String hello =
        JSON.createObjectNode()
            .put("now", System.currentTimeMillis())
            .put("url", "/")
            .put("referrer", "")
            .put("language", "")
            .put("screen", "")
            .put("timeZone", "UTC")
            .put("consent", false)
            .toString();
    try {
      client.signedIn(token.text()).post("/api/v1/hello", hello);
      return true;
    } catch (ApiProblem e) {
      if (e.status() != UNAUTHORIZED) {
        throw e;
      }
      return false;
    }
  }

  private String path() {
    return "/api/v1/apps/" + ApiClient.encoded(app) + "/token";
  }
}
