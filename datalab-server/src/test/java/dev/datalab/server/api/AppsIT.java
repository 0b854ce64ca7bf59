package dev.datalab.server.api;

import static dev.datalab.server.api.RunningServer.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The calls about apps, in the order in which people make them. */
class AppsIT {
  private static final String CONFIG =
      """
      {"funnels":[{"id":"buy","name":"Buy","stages":[
         {"id":"basket","name":"Basket","match":{"type":"url","op":"equals","value":"/basket"}},
         {"id":"done","name":"Done","match":{"type":"url","op":"equals","value":"/done"}}]}],
       "campaigns":[],"elements":[],"settings":{"timeZone":"UTC"}}""";

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void anAppIsRegisteredReadListedChangedAndDeleted() {
    String token = server.founder("ada", "One");

    Answer created =
        server
            .post(
                "/api/v1/apps",
                token,
                """
                {"name":"shop","url":"https://shop.example","tags":["eu"],"visibility":"private",
                 "origins":["https://shop.example","https://www.shop.example"]}""")
            .is(201);

    JsonNode app = created.json().path("app");
    String id = app.path("id").asText();
    assertThat(id).isNotEmpty();
    assertThat(app.path("name").asText()).isEqualTo("shop");
    assertThat(app.path("url").asText()).isEqualTo("https://shop.example");
    assertThat(app.at("/tags/0").asText()).isEqualTo("eu");
    assertThat(app.path("visibility").asText()).isEqualTo("private");
    assertThat(app.path("origins")).hasSize(2);
    assertThat(app.path("organization").asText()).isEqualTo("One");
    assertThat(app.at("/owner/username").asText()).isEqualTo("ada");
    assertThat(app.path("members")).isEmpty();
    assertThat(app.path("locked").asBoolean()).isFalse();
    assertThat(app.path("generation").asInt()).isZero();
    assertThat(app.path("createdAt").asText()).endsWith("Z");

    Answer read = server.get("/api/v1/apps/" + id, token).is(200);
    assertThat(read.json().path("app")).isEqualTo(app);
    assertThat(read.text("/role")).isEqualTo("OWNER");
    JsonNode list = server.get("/api/v1/apps", token).is(200).json().path("apps");
    assertThat(list).hasSize(1);
    assertThat(list.at("/0/id").asText()).isEqualTo(id);

    Answer changed =
        server
            .call("PATCH", "/api/v1/apps/" + id, token, "{\"tags\":[],\"name\":\"store\"}")
            .is(200);
    assertThat(changed.json().at("/app/tags")).isEmpty();
    assertThat(changed.text("/app/name")).isEqualTo("store");
    assertThat(changed.text("/app/url")).isEqualTo("https://shop.example");

    server.call("DELETE", "/api/v1/apps/" + id, token, "").is(204);
    server.get("/api/v1/apps/" + id, token).isProblem(404);
  }

  @Test
  void aNameIsTakenOnceInAnOrganization() {
    String one = server.founder("bea", "Two");
    String other = server.founder("cleo", "Three");
    server.app(one, "site", "public");

    server
        .post("/api/v1/apps", one, "{\"name\":\"site\",\"url\":\"https://a.example\"}")
        .isProblem(409);
    server.app(other, "site", "public");
  }

  @Test
  void aConfigurationIsReplacedByWhoKnowsTheOneThatStands() {
    String token = server.founder("dora", "Four");
    String path = "/api/v1/apps/" + server.app(token, "site", "public") + "/config";
    Answer empty = server.get(path, token).is(200);
    assertThat(empty.json().at("/config/funnels")).isEmpty();
    String etag = empty.header("etag");
    assertThat(etag).startsWith("\"").endsWith("\"");

    Answer set = server.call("PUT", path, token, CONFIG, "If-Match", etag).is(200);

    assertThat(set.text("/config/funnels/0/id")).isEqualTo("buy");
    assertThat(set.header("etag")).isNotEqualTo(etag);
    Answer read = server.get(path, token).is(200);
    assertThat(read.header("etag")).isEqualTo(set.header("etag"));
    assertThat(read.json()).isEqualTo(set.json());
    server.call("PUT", path, token, CONFIG, "If-Match", etag).isProblem(412);
    server.call("PUT", path, token, CONFIG, "If-Match", "*").is(200);
    server.call("PUT", path, token, CONFIG).is(200);
  }

  @Test
  void aWrongConfigurationIsPointedAt() {
    String token = server.founder("eva", "Five");
    String path = "/api/v1/apps/" + server.app(token, "site", "public") + "/config";

    Answer answer =
        server.call(
            "PUT",
            path,
            token,
            """
            {"funnels":[{"id":"buy","name":"Buy","stages":[
               {"id":"a","name":"A","match":{"type":"url","op":"like","value":"/"}}]}]}""");

    assertThat(answer.isProblem(422).pointers()).contains("/funnels/0/stages/0/match/op");
  }

  @Test
  void aTokenLocksTheAppAndUnlockingMakesItsDataAnArchive() {
    String token = server.founder("fay", "Six");
    String app = "/api/v1/apps/" + server.app(token, "site", "public");

    assertThat(
            server
                .post(app + "/token", token, "{\"phrase\":\"Six/other\"}")
                .isProblem(422)
                .pointers())
        .containsExactly("/phrase");
    Answer issued =
        server
            .post(
                app + "/token",
                token,
                """
                {"phrase":"Six/site","expiresIn":"P30D","limits":{"sessions":5}}""")
            .is(201);
    assertThat(issued.text("/token")).isNotEmpty();
    assertThat(issued.text("/expiresAt")).endsWith("Z");
    assertThat(issued.text("/snippet")).contains(issued.text("/token"));
    assertThat(server.get(app, token).is(200).json().at("/app/locked").asBoolean()).isTrue();

    server.post(app + "/token", token, "{\"phrase\":\"Six/site\"}").isProblem(409);
    server.call("PUT", app + "/config", token, CONFIG).isProblem(409);
    server.call("PATCH", app, token, "{\"url\":\"https://b.example\"}").isProblem(409);
    server.call("PATCH", app, token, "{\"tags\":[\"still\"]}").is(200);

    Answer refreshed = server.post(app + "/token/refresh", token, "").is(200);
    assertThat(refreshed.text("/token")).isNotEqualTo(issued.text("/token"));
    server.call("DELETE", app + "/token", token, "").is(204);
    server.post(app + "/unlock", token, "{\"phrase\":\"Six\"}").isProblem(422);
    Answer unlocked = server.post(app + "/unlock", token, "{\"phrase\":\"Six/site\"}").is(200);
    assertThat(unlocked.json().at("/app/locked").asBoolean()).isFalse();
    assertThat(unlocked.json().at("/app/generation").asInt()).isEqualTo(1);
    server.post(app + "/unlock", token, "{\"phrase\":\"Six/site\"}").isProblem(409);
    server.call("PUT", app + "/config", token, CONFIG).is(200);
  }

  @Test
  void anAppTokenIsNoAccessToken() {
    String token = server.founder("gina", "Seven");
    String app = "/api/v1/apps/" + server.app(token, "site", "public");
    String appToken =
        server.post(app + "/token", token, "{\"phrase\":\"Seven/site\"}").is(201).text("/token");

    server.get(app, appToken).isProblem(401);
  }

  @Test
  void aDurationOfMonthsIsNoExpiry() {
    String token = server.founder("hal", "Eight");
    String app = "/api/v1/apps/" + server.app(token, "site", "public");

    for (String expiry : new String[] {"P1M", "P1Y", "PT0S", "-PT1H", "soon", "PT0.5S"}) {
      Answer answer =
          server.post(
              app + "/token",
              token,
              "{\"phrase\":\"Eight/site\",\"expiresIn\":\"" + expiry + "\"}");
      assertThat(answer.isProblem(422).pointers()).as(expiry).containsExactly("/expiresIn");
    }
  }

  @Test
  void aColleagueIsInvitedRemindedAcceptsChangesRoleAndLeaves() {
    String owner = server.founder("ivy", "Nine");
    String colleague = server.colleague("jon", owner);
    String app = "/api/v1/apps/" + server.app(owner, "site", "private");
    server.get(app, colleague).isProblem(404);

    String invitation =
        server
            .post(app + "/invitations", owner, "{\"username\":\"jon\",\"role\":\"VIEWER\"}")
            .is(201)
            .text("/invitation/id");
    server.post(app + "/invitations/" + invitation + "/remind", owner, "").is(200);
    JsonNode received =
        server.get("/api/v1/users/me/invitations", colleague).is(200).json().path("invitations");
    assertThat(received.at("/0/id").asText()).isEqualTo(invitation);
    server.post(app + "/invitations/" + invitation + "/accept", colleague, "").is(200);

    assertThat(server.get(app, colleague).is(200).text("/role")).isEqualTo("VIEWER");
    server.call("PATCH", app, colleague, "{\"tags\":[]}").isProblem(403);
    String id = server.get("/api/v1/users/me", colleague).text("/id");
    server.call("PATCH", app + "/members/" + id, owner, "{\"role\":\"EDITOR\"}").is(200);
    server.call("PATCH", app, colleague, "{\"tags\":[]}").is(200);
    server.call("DELETE", app + "/members/" + id, owner, "").is(204);
    server.get(app, colleague).isProblem(404);
  }

  @Test
  void nobodyIsInvitedToAPublicApp() {
    String owner = server.founder("kim", "Ten");
    String colleague = server.colleague("lou", owner);
    String app = "/api/v1/apps/" + server.app(owner, "site", "public");

    server
        .post(app + "/invitations", owner, "{\"username\":\"lou\",\"role\":\"EDITOR\"}")
        .isProblem(409);
    assertThat(server.get(app, colleague).is(200).text("/role")).isEqualTo("EDITOR");
  }

  @Test
  void theOwnershipIsHandedOver() {
    String owner = server.founder("max", "Eleven");
    String colleague = server.colleague("nan", owner);
    String app = "/api/v1/apps/" + server.app(owner, "site", "public");
    String id = server.get("/api/v1/users/me", colleague).text("/id");

    Answer answer =
        server.call("PATCH", app + "/members/" + id, owner, "{\"role\":\"OWNER\"}").is(200);

    assertThat(answer.text("/app/owner/username")).isEqualTo("nan");
    assertThat(answer.text("/role")).isEqualTo("EDITOR");
    assertThat(server.get(app, colleague).is(200).text("/role")).isEqualTo("OWNER");
    assertThat(server.get(app, NOBODY).isProblem(401).header("www-authenticate"))
        .isEqualTo("Bearer");
  }

  @Test
  void anInvitationNamesAllThatIsMissing() {
    String owner = server.founder("nora", "Missing");
    String path = "/api/v1/apps/" + server.app(owner, "site", "private") + "/invitations";

    assertThat(server.post(path, owner, "{}").isProblem(422).pointers())
        .containsExactly("/username", "/role");
    assertThat(server.post(path, owner, "{\"username\":7}").isProblem(422).pointers())
        .containsExactly("/username", "/role");
    assertThat(server.post(path, owner, "{\"role\":\"VIEWER\"}").isProblem(422).pointers())
        .containsExactly("/username");
  }
}
