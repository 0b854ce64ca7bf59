package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that is killed with -9 while history comes in. */
class KilledDuringImportIT {
  private static final int KILLS = 10;
  private static final int PIECE_LINES = 1_000;
  private static final int LINES = 50_000;
  private static final long SEED = 20_261_122L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String token = "";
  private String app = "";
  private long answered;

  @Test
  void everyAnsweredLineIsThereOnceAndNoLineTwice() throws Exception {
    Path directory = RunningServer.freshDirectory();
    var random = new Random(SEED);
    for (int kills = 0; kills < KILLS; kills++) {
      try (ServeProcess server = ServeProcess.start(directory)) {
        signUpOnce(server);
        long stands = resumeFrom(server);
        assertThat(stands - 1).as("kill %d, seed %d", kills, SEED).isGreaterThanOrEqualTo(answered);
        answered = stands - 1;
        CompletableFuture<Void> killing =
            CompletableFuture.runAsync(
                server::kill,
                CompletableFuture.delayedExecutor(random.nextInt(600), TimeUnit.MILLISECONDS));
        importUntilKilled(server);
        killing.join();
      }
    }
    try (ServeProcess server = ServeProcess.start(directory)) {
      long stands = resumeFrom(server);
      assertThat(stands - 1).isGreaterThanOrEqualTo(answered);
      for (long next = stands; next <= LINES; next += PIECE_LINES) {
        assertThat(post(server, next).statusCode()).isEqualTo(200);
      }
      assertEveryLineOnce(server);
      assertThat(server.terminate()).isEqualTo(143);
    }
  }

  private void importUntilKilled(ServeProcess server) throws InterruptedException {
    for (long next = answered + 1; next <= LINES; next += PIECE_LINES) {
      try {
        HttpResponse<String> answer = post(server, next);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        answered = Math.min(LINES, next + PIECE_LINES - 1);
      } catch (IOException e) {
        return;
      }
    }
  }

  private HttpResponse<String> post(ServeProcess server, long first)
      throws IOException, InterruptedException {
    var lines = new StringBuilder();
    for (long line = first; line < Math.min(LINES + 1L, first + PIECE_LINES); line++) {
      lines.append(
          """
          {"visitor":"v%d","timestamp":%d,"type":"event","name":"n","properties":{"line":%d}}
          """
              .formatted(line % 97, 1_793_000_000_000L + line * 10, line));
    }
    return client.send(
        request(server, app + "/import?import=history&line=" + first)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(lines.toString()))
            .build(),
        BodyHandlers.ofString());
  }

  private long resumeFrom(ServeProcess server) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            request(server, app + "/import/history").GET().build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("resumeFrom").asLong();
  }

  private void assertEveryLineOnce(ServeProcess server) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request(server, app + "/export").GET().build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    var seen = new BitSet(LINES + 1);
    long lines = 0;
    for (String line : answer.body().lines().toList()) {
      seen.set(JSON.readTree(line).at("/properties/line").asInt());
      lines++;
    }
    assertThat(lines).isEqualTo(LINES);
    assertThat(seen.cardinality()).isEqualTo(LINES);
  }

  private void signUpOnce(ServeProcess server) throws IOException, InterruptedException {
    if (!token.isEmpty()) {
      return;
    }
    token =
        json(
                server,
                "/api/v1/auth/register",
                """
                {"username":"ada","email":"ada@shop.example","password":"correct horse",
                 "firstName":"A","lastName":"L","position":"","organization":"One"}""")
            .path("accessToken")
            .asText();
    app =
        "/api/v1/apps/"
            + json(server, "/api/v1/apps", "{\"name\":\"site\",\"url\":\"https://shop.example\"}")
                .at("/app/id")
                .asText();
  }

  private JsonNode json(ServeProcess server, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            request(server, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body());
  }

  private HttpRequest.Builder request(ServeProcess server, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
            .timeout(Duration.ofSeconds(60));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }
}
