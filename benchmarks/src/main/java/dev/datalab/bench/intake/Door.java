package dev.datalab.bench.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Says hello for visitors, each a new one, each of another browser. Thread-safe. */
final class Door {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final URI server;
  private final String appToken;

  Door(URI server, String appToken) {
    this.server = server;
    this.appToken = appToken;
  }

  /**
   * What a hello answered.
   *
   * @param ticket opens the socket, once
   * @param window events that may be unacknowledged
   */
  record Greeted(String ticket, int window) {}

  /** Says hello. */
  CompletableFuture<Greeted> hello() {
    String body =
        JSON.createObjectNode()
            .put("now", System.currentTimeMillis())
            .put("url", "https://bench.example/p/0")
            .put("referrer", "")
            .put("language", "en-GB")
            .put("screen", "1920x1080")
            .put("timeZone", "UTC")
            .toString();
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/v1/hello"))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + appToken)
            .header("Content-Type", "application/json")
            .header(
                "User-Agent",
                "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0")
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString()).thenApply(Door::greeted);
  }

  private static Greeted greeted(HttpResponse<String> answer) {
    try {
      if (answer.statusCode() != 200) {
        throw new IOException("hello answers %d: %s".formatted(answer.statusCode(), answer.body()));
      }
      JsonNode json = JSON.readTree(answer.body());
      return new Greeted(json.path("ticket").asText(), json.path("window").asInt());
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
