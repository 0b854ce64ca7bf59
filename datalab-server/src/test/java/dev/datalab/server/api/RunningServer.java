package dev.datalab.server.api;

import dev.datalab.server.Server;
import dev.datalab.server.config.LogSettings;
import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.config.SettingsReader;
import dev.datalab.server.log.Logs;
import io.grpc.ServerInterceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A server on a free port, and a client of it. */
final class RunningServer implements AutoCloseable {
  static final String NOBODY = "";

  private final Server server;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private RunningServer(Server server) {
    this.server = server;
  }

  /** A server on a fresh directory of this disk. */
  static RunningServer start() {
    return start(freshDirectory());
  }

  static RunningServer start(Path directory, ServerInterceptor... interceptors) {
    return start(directory, Clock.systemUTC(), interceptors);
  }

  /** A server that goes by a clock of the test's own. */
  static RunningServer start(Path directory, Clock clock, ServerInterceptor... interceptors) {
    Logs.apply(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.WARN));
    ServerSettings settings = ServerSettings.defaults(directory).withPort(0);
    return new RunningServer(Server.start(settings, clock, List.of(interceptors)));
  }

  /** A server with settings of the test's own, by key without the leading {@code datalab.}. */
  static RunningServer start(Path directory, Clock clock, Map<String, String> options) {
    Logs.apply(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.WARN));
    ServerSettings settings = SettingsReader.read(options).withData(directory).withPort(0);
    return new RunningServer(Server.start(settings, clock, List.of()));
  }

  static Path freshDirectory() {
    try {
      Path parent = Files.createDirectories(Path.of("target", "servers"));
      return Files.createTempDirectory(parent, "server").resolve("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.port();
  }

  /** Calls with a JSON body; an empty one is none. */
  Answer call(String method, String path, String token, String body, String... headers) {
    return send(
        method,
        path,
        token,
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
        body.isEmpty() ? "" : "application/json",
        headers);
  }

  Answer send(
      String method,
      String path,
      String token,
      BodyPublisher body,
      String contentType,
      String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body);
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(method + " " + path, client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  Answer get(String path, String token) {
    return call("GET", path, token, "");
  }

  Answer post(String path, String token, String body) {
    return call("POST", path, token, body);
  }

  /** Signs up the founder of an organization and answers the access token. */
  String founder(String username, String organization) {
    return signUp(username, "\"organization\":\"" + organization + "\"").text("/accessToken");
  }

  /** Signs up a colleague of somebody and answers the access token. */
  String colleague(String username, String inviter) {
    String code =
        post(
                "/api/v1/organization/invitations",
                inviter,
                "{\"email\":\"" + username + "@shop.example\"}")
            .is(201)
            .text("/invitation/code");
    return signUp(username, "\"invitation\":\"" + code + "\"").text("/accessToken");
  }

  private Answer signUp(String username, String membership) {
    return post(
            "/api/v1/auth/register",
            NOBODY,
            """
            {"username":"%s","email":"%s@shop.example","password":"correct horse","firstName":"F",
             "lastName":"L","position":"P",%s}\
            """
                .formatted(username, username, membership))
        .is(201);
  }

  /** Registers an app and answers its id. */
  String app(String token, String name, String visibility) {
    return post(
            "/api/v1/apps",
            token,
            """
            {"name":"%s","url":"https://shop.example","visibility":"%s"}\
            """
                .formatted(name, visibility))
        .is(201)
        .text("/app/id");
  }

  @Override
  public void close() {
    server.close();
  }
}
