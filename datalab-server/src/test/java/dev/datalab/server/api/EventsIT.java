package dev.datalab.server.api;

import static dev.datalab.server.api.RunningServer.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datalab.server.config.ServerSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** History in, questions about it, and history out. */
class EventsIT {
  private static final String LINES =
      """
      {"visitor":"u1","timestamp":"2026-11-01T10:00:00Z","type":"url","url":"/"}
      {"visitor":"u1","timestamp":"2026-11-01T10:01:00Z","type":"url","url":"/basket"}

      {"visitor":"u1","timestamp":"2026-11-01T10:02:00Z","type":"event","name":"purchase"}
      {"visitor":"u2","timestamp":"2026-11-01T11:00:00Z","type":"url","url":"/basket","id":"x"}
      {"visitor":"u3","timestamp":"nonsense","type":"url","url":"/basket"}
      """;

  private static final String FUNNEL =
      """
      {"from":"2026-11-01T00:00:00Z","to":"2026-11-02T00:00:00Z","stages":[
        {"name":"Basket","match":{"type":"url","op":"equals","value":"/basket"}},
        {"name":"Purchase","match":{"type":"event","name":"purchase"}}]%s}""";

  private static RunningServer server;
  private static String owner = "";
  private static String stranger = "";

  @BeforeAll
  static void start() {
    server = RunningServer.start();
    owner = server.founder("ada", "One");
    stranger = server.founder("bob", "Two");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer add(String app, String token, String lines, String query) {
    return server.send(
        "POST",
        app + "/import" + query,
        token,
        BodyPublishers.ofString(lines),
        "application/x-ndjson");
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String newApp(String name) {
    return "/api/v1/apps/" + server.app(owner, name, "public");
  }

  private static long visitors(String app, String extra) {
    Answer answer = server.post(app + "/analysis/funnel", owner, FUNNEL.formatted(extra)).is(200);
    return answer.json().path("visitors").asLong();
  }

  @Test
  void whatIsImportedIsAskedAboutAndExported() {
    String app = newApp("first");

    Answer imported = add(app, owner, LINES, "").is(200);

    assertThat(imported.json().path("accepted").asLong()).isEqualTo(4);
    assertThat(imported.json().path("duplicates").asLong()).isZero();
    assertThat(imported.json().at("/rejected/0/line").asLong()).isEqualTo(6);
    assertThat(imported.text("/rejected/0/detail")).isNotBlank();
    assertThat(imported.json().path("rejectedTotal").asLong()).isEqualTo(1);

    JsonNode funnel =
        server.post(app + "/analysis/funnel", owner, FUNNEL.formatted("")).is(200).json();
    assertThat(funnel.path("visitors").asLong()).isEqualTo(2);
    assertThat(funnel.at("/stages/0/visitors").asLong()).isEqualTo(2);
    assertThat(funnel.at("/stages/1/visitors").asLong()).isEqualTo(1);
    assertThat(funnel.at("/stages/1/conversionFromPrevious").asDouble()).isEqualTo(0.5);

    Answer exported = server.get(app + "/export", owner).is(200);
    assertThat(exported.header("content-type")).startsWith("application/x-ndjson");
    assertThat(exported.response().body().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("{") && line.contains("\"type\":\""));
    String other = newApp("second");
    assertThat(
            add(other, owner, exported.response().body(), "")
                .is(200)
                .json()
                .path("accepted")
                .asLong())
        .isEqualTo(4);
    assertThat(
            server
                .get(app + "/export?from=2026-11-01T10:30:00Z&to=2026-11-02T00:00:00Z", owner)
                .is(200)
                .response()
                .body()
                .lines())
        .hasSize(1);
  }

  @Test
  void gzipIsKnownByItsOwnBytesOrByItsHeader() throws IOException {
    String app = newApp("packed");

    Answer byBytes =
        server.send(
            "POST",
            app + "/import",
            owner,
            BodyPublishers.ofByteArray(gzip(LINES)),
            "application/gzip");
    assertThat(byBytes.is(200).json().path("accepted").asLong()).isEqualTo(4);
    Answer byHeader =
        server.send(
            "POST",
            app + "/import",
            owner,
            BodyPublishers.ofByteArray(gzip(LINES)),
            "application/x-ndjson",
            "Content-Encoding",
            "gzip");
    assertThat(byHeader.is(200).json().path("duplicates").asLong()).isEqualTo(1);
    byte[] broken = gzip(LINES.repeat(50));
    server
        .send(
            "POST",
            app + "/import",
            owner,
            BodyPublishers.ofByteArray(broken, 0, broken.length - 20),
            "application/gzip")
        .isProblem(400);
  }

  @Test
  void aLineOfANamedImportIsStoredOnceAndTheImportGoesOn() {
    String app = newApp("named");
    assertThat(
            server.get(app + "/import/history", owner).is(200).json().path("resumeFrom").asLong())
        .isEqualTo(1);

    assertThat(add(app, owner, LINES, "?import=history").is(200).json().path("accepted").asLong())
        .isEqualTo(4);
    Answer again = add(app, owner, LINES, "?import=history&line=1").is(200);

    assertThat(again.json().path("accepted").asLong()).isZero();
    assertThat(
            server.get(app + "/import/history", owner).is(200).json().path("resumeFrom").asLong())
        .isEqualTo(7);
    add(app, owner, LINES, "?import=history&line=zero").isProblem(400);
  }

  @Test
  void unlockingMakesAnArchiveThatIsAskedListedExportedAndDeleted() {
    String app = newApp("locked");
    add(app, owner, LINES, "").is(200);
    server.post(app + "/token", owner, "{\"phrase\":\"One/locked\"}").is(201);
    server.post(app + "/unlock", owner, "{\"phrase\":\"One/locked\"}").is(200);

    assertThat(visitors(app, "")).isZero();
    JsonNode archives = server.get(app + "/archives", owner).is(200).json().path("archives");
    assertThat(archives).hasSize(1);
    String archive = archives.at("/0/id").asText();
    assertThat(archives.at("/0/events").asLong()).isEqualTo(4);
    assertThat(visitors(app, ",\"archive\":\"" + archive + "\"")).isEqualTo(2);
    assertThat(visitors(app, ",\"archive\":\"all\"")).isEqualTo(2);
    assertThat(
            server.get(app + "/export?archive=" + archive, owner).is(200).response().body().lines())
        .hasSize(4);

    server.call("DELETE", app + "/archives/" + archive, owner, "").is(204);
    assertThat(server.get(app + "/archives", owner).is(200).json().path("archives")).isEmpty();
    server.call("DELETE", app + "/archives/" + archive, owner, "").isProblem(404);
  }

  @Test
  void anExportIsPackedForWhoTakesIt() throws IOException {
    String app = newApp("wanted");
    add(app, owner, LINES, "").is(200);

    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + app + "/export"))
            .header("Authorization", "Bearer " + owner)
            .header("Accept-Encoding", "gzip")
            .build();
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofInputStream()).join();

    assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
    try (var lines = new GZIPInputStream(answer.body())) {
      assertThat(new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines()).hasSize(4);
    }
  }

  @Test
  void lookingAtAnExportTakesNobodysPlace() {
    String app = newApp("looked");
    int places = ServerSettings.defaults(Path.of("unused")).http().transfers();

    for (int i = 0; i <= places; i++) {
      Answer head = server.call("HEAD", app + "/export", owner, "").is(200);
      assertThat(head.header("content-type")).isEqualTo("application/x-ndjson");
    }
    server.get(app + "/export", owner).is(200);
  }

  @Test
  void anUnknownKindOfQuestionIsNotThere() {
    server
        .post(newApp("kinds") + "/analysis/horoscope", owner, FUNNEL.formatted(""))
        .isProblem(404);
  }

  @Test
  void nobodyImportsIntoOrExportsFromAForeignApp() {
    String app = newApp("foreign");

    add(app, NOBODY, LINES, "").isProblem(401);
    add(app, stranger, LINES, "").isProblem(404);
    server.get(app + "/export", stranger).isProblem(404);
    server
        .send("POST", app + "/import", owner, BodyPublishers.ofString("<xml/>"), "application/xml")
        .isProblem(415);
    server
        .send(
            "POST",
            app + "/import",
            owner,
            BodyPublishers.ofString(LINES),
            "application/x-ndjson",
            "Content-Encoding",
            "br")
        .isProblem(415);
    server.get(app + "/export?from=yesterday", owner).isProblem(400);
  }

  @Test
  void aViewerReadsAndDoesNotImport() {
    String viewer = server.colleague("eve", owner);
    String app = "/api/v1/apps/" + server.app(owner, "private", "private");
    String invitation =
        server
            .post(app + "/invitations", owner, "{\"username\":\"eve\",\"role\":\"VIEWER\"}")
            .is(201)
            .text("/invitation/id");
    server.post(app + "/invitations/" + invitation + "/accept", viewer, "").is(200);

    add(app, viewer, LINES, "").isProblem(403);
    server.get(app + "/import/history", viewer).isProblem(403);
    server.get(app + "/export", viewer).is(200);
    server.get(app + "/archives", viewer).is(200);
    server.call("DELETE", app + "/archives/some", viewer, "").isProblem(403);
    server.post(app + "/analysis/funnel", viewer, FUNNEL.formatted("")).is(200);
  }

  @Test
  void anImportsKeyHas1To200CharactersOfAnyKind() {
    String token = server.founder("keys", "Keys");
    String path = "/api/v1/apps/" + server.app(token, "site", "private") + "/import";
    for (String key : List.of("k", "k".repeat(200), "a%20b", "%E6%9D%8E", "a%00b", "a%25b%2F%3F")) {
      server
          .send(
              "POST",
              path + "?import=" + key,
              token,
              BodyPublishers.ofString(
                  "{\"visitor\":\"u\",\"timestamp\":1,\"type\":\"url\",\"url\":\"/\"}"),
              "application/x-ndjson")
          .is(200);
      assertThat(server.get(path + "/" + key, token).is(200).json().path("resumeFrom").asLong())
          .as(key)
          .isEqualTo(2);
    }
    server
        .send(
            "POST",
            path + "?import=" + "k".repeat(201),
            token,
            BodyPublishers.ofString("{}"),
            "application/x-ndjson")
        .isProblem(422);
    server.get(path + "/" + "k".repeat(201), token).isProblem(422);
  }
}
