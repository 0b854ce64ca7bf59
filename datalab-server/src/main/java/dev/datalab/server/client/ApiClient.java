package dev.datalab.server.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Calls a server's public HTTP interface. Immutable; safe for use by several threads.
 *
 * <p>Every call throws {@link ApiProblem} for an answer of 400 or more, and an {@link IOException}
 * that names the server when it can't be reached.
 */
public final class ApiClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CALL_TIMEOUT = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final URI server;
  private final String token;

  private ApiClient(HttpClient http, URI server, String token) {
    this.http = http;
    this.server = server;
    this.token = token;
  }

  /**
   * A client that is not signed in.
   *
   * @param server the server's address, as {@code http://localhost:8080}; a path in it is kept
   * @throws IllegalArgumentException if it is not an http or https address
   */
  public static ApiClient of(String server) {
    URI address = URI.create(server.endsWith("/") ? server : server + "/");
    if (address.getHost() == null
        || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
      throw new IllegalArgumentException(
          "--server: an address as http://localhost:8080, not '%s'.".formatted(server));
    }
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    return new ApiClient(http, address, "");
  }

  /** The same server, signed in with an access token. */
  public ApiClient signedIn(String accessToken) {
    return new ApiClient(http, server, accessToken);
  }

  /** The JSON that a path answers. */
  public JsonNode get(String path) throws IOException {
    return json(send(request(path).GET().build(), BodyHandlers.ofInputStream()));
  }

  /** The JSON that a path answers to a JSON body. */
  public JsonNode post(String path, String body) throws IOException {
    return send("POST", path, "application/json", BodyPublishers.ofString(body));
  }

  /** The JSON that a path answers to a JSON body in its place. */
  public JsonNode put(String path, String body) throws IOException {
    return send("PUT", path, "application/json", BodyPublishers.ofString(body));
  }

  /** The JSON that a path answers to changes as a JSON body. */
  public JsonNode patch(String path, String body) throws IOException {
    return send("PATCH", path, "application/json", BodyPublishers.ofString(body));
  }

  /** Deletes what is at a path. */
  public void delete(String path) throws IOException {
    json(send(request(path).DELETE().build(), BodyHandlers.ofInputStream()));
  }

  /** The JSON that a path answers to gzipped lines of JSON. */
  public JsonNode postLines(String path, byte[] gzipped) throws IOException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/x-ndjson")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(gzipped))
            .build();
    return json(send(request, BodyHandlers.ofInputStream()));
  }

  /** What a path answers, as it comes. Close it. */
  public InputStream stream(String path) throws IOException {
    HttpResponse<InputStream> response =
        send(request(path).GET().build(), BodyHandlers.ofInputStream());
    if (response.statusCode() >= 400) {
      json(response);
    }
    return response.body();
  }

  /** A value as a part of a path or query. */
  public static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode send(String method, String path, String type, BodyPublisher body)
      throws IOException {
    HttpRequest request = request(path).header("Content-Type", type).method(method, body).build();
    return json(send(request, BodyHandlers.ofInputStream()));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path.substring(1))).timeout(CALL_TIMEOUT);
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    try {
      return http.send(request, handler);
    } catch (ConnectException e) {
      throw new IOException(
          "No server answers at %s; is it running, and is the address right?".formatted(server), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private static JsonNode json(HttpResponse<InputStream> response) throws IOException {
    byte[] body;
    try (InputStream in = response.body()) {
      body = in.readAllBytes();
    }
    JsonNode json = parsed(body);
    if (response.statusCode() >= 400) {
      throw ApiProblem.of(response.statusCode(), json);
    }
    return json;
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance(); // a proxy's own page; the status says enough
    } catch (IOException e) {
      throw new AssertionError("reading bytes in memory", e);
    }
  }
}
