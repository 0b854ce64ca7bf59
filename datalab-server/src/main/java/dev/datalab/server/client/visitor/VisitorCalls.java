package dev.datalab.server.client.visitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.datalab.server.client.ApiProblem;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The three doors of the intake, called without waiting. Immutable; thread-safe. */
final class VisitorCalls {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int NO_CONTENT = 204;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final URI server;
  private final String appToken;
  private final String origin;
  private final String userAgent;

  VisitorCalls(HttpClient http, URI server, String appToken, String origin, String userAgent) {
    this.http = http;
    this.server = server;
    this.appToken = appToken;
    this.origin = origin;
    this.userAgent = userAgent;
  }

  /** Says hello; answers nothing if the server collects nothing of this visitor. */
  CompletableFuture<Optional<HelloAnswer>> hello(ObjectNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve("api/v1/hello"))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + appToken)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    return answer(request)
        .thenApply(
            response ->
                response.statusCode() == NO_CONTENT
                    ? Optional.empty()
                    : Optional.of(HelloAnswer.of(json(response))));
  }

  /** Brings a frame without a socket; answers what is acknowledged. */
  CompletableFuture<Long> post(HelloAnswer.Stream stream, Outbox.Frame frame) {
    String body =
        JSON.createObjectNode()
            .put("session", stream.session())
            .put("stream", stream.id())
            .put("key", stream.key())
            .put("seq", frame.seq())
            .putRawValue("events", new RawValue(frame.events()))
            .toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve("api/v1/events"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return answer(request).thenApply(response -> json(response).path("ack").asLong());
  }

  /** Opens the socket of a stream. */
  CompletableFuture<WebSocket> open(String ticket, WebSocket.Listener listener) {
    WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(TIMEOUT);
    if (!origin.isEmpty()) {
      builder.header("Origin", origin);
    }
    if (!userAgent.isEmpty()) {
      builder.header("User-Agent", userAgent);
    }
    URI address =
        server.resolve("api/v1/open?ticket=" + URLEncoder.encode(ticket, StandardCharsets.UTF_8));
    // http becomes ws, and https wss.
    return builder.buildAsync(URI.create("ws" + address.toString().substring(4)), listener);
  }

  private CompletableFuture<HttpResponse<byte[]>> answer(HttpRequest.Builder request) {
    if (!origin.isEmpty()) {
      request.header("Origin", origin);
    }
    if (!userAgent.isEmpty()) {
      request.header("User-Agent", userAgent);
    }
    return http.sendAsync(request.build(), BodyHandlers.ofByteArray())
        .thenApply(VisitorCalls::granted);
  }

  private static HttpResponse<byte[]> granted(HttpResponse<byte[]> response) {
    if (response.statusCode() >= 400) {
      throw new CompletionException(ApiProblem.of(response.statusCode(), json(response)));
    }
    return response;
  }

  private static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance(); // a proxy's own page; the status says enough
    } catch (IOException e) {
      throw new AssertionError("reading bytes in memory", e);
    }
  }
}
