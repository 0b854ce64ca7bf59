package dev.datalab.bench.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.server.client.ApiClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** An app of a server that is there for a benchmark only. */
final class BenchApp {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Duration MARGIN = Duration.ofDays(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ApiClient owner;
  private final String id;
  private final String token;
  private final Instant made = Instant.now();

  private BenchApp(ApiClient owner, String id, String token) {
    this.owner = owner;
    this.id = id;
    this.token = token;
  }

  /** Makes an app on a server that knows nobody yet. */
  static BenchApp onEmptyServer(URI server) throws IOException {
    ApiClient stranger = ApiClient.of(server.toString());
    ObjectNode person =
        JSON.createObjectNode()
            .put("username", "bench")
            .put("password", UUID.randomUUID().toString())
            .put("email", "bench@bench.example")
            .put("firstName", "B")
            .put("lastName", "Ench")
            .put("position", "Load generator")
            .put("organization", "Bench");
    JsonNode session = stranger.post("/api/v1/auth/register", person.toString());
    return ofOwner(stranger.signedIn(session.path("accessToken").asText()));
  }

  /** Makes an app of somebody who is signed in. */
  static BenchApp ofOwner(ApiClient owner) throws IOException {
    ObjectNode description =
        JSON.createObjectNode()
            .put("name", "bench intake " + Instant.now())
            .put("url", "https://bench.example")
            .put("visibility", "private");
    JsonNode app = owner.post("/api/v1/apps", description.toString()).path("app");
    String id = app.path("id").asText();
    String phrase = app.path("organization").asText() + "/" + app.path("name").asText();
    String token =
        owner
            .post(
                "/api/v1/apps/" + id + "/token",
                JSON.createObjectNode().put("phrase", phrase).put("expiresIn", "P1D").toString())
            .path("token")
            .asText();
    return new BenchApp(owner, id, token);
  }

  String token() {
    return token;
  }

  /** How many events the server has of the app, counted one by one as it exports them. */
  long storedEvents() throws IOException {
    String path =
        "/api/v1/apps/%s/export?from=%s&to=%s"
            .formatted(
                id,
                ApiClient.encoded(made.minus(MARGIN).toString()),
                ApiClient.encoded(Instant.now().plus(MARGIN).toString()));
    long lines = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream events = owner.stream(path)) {
      for (int read = events.read(buffer); read >= 0; read = events.read(buffer)) {
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
    }
    return lines;
  }

  /** How many visitors with any event a funnel finds. */
  long visitors() throws IOException {
    ObjectNode question =
        JSON.createObjectNode()
            .put("from", made.minus(MARGIN).toString())
            .put("to", Instant.now().plus(MARGIN).toString());
    question
        .putArray("stages")
        .addObject()
        .put("name", "Any page")
        .putObject("match")
        .put("type", "url")
        .put("op", "prefix")
        .put("value", "/p/");
    return owner
        .post("/api/v1/apps/" + id + "/analysis/funnel", question.toString())
        .path("visitors")
        .asLong();
  }

  /** Takes the app and everything of it away. */
  void delete() throws IOException {
    owner.delete("/api/v1/apps/" + id);
  }
}
