package dev.datalab.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.server.Server;
import dev.datalab.server.client.ApiClient;
import dev.datalab.server.config.LogSettings;
import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.demo.Demo;
import dev.datalab.server.demo.DemoOptions;
import dev.datalab.server.log.Logs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A server on a free port with the demo in it. */
final class RunningDemo implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Server server;
  private final Demo demo;
  private final StringWriter printed;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RunningDemo(Server server, Demo demo, StringWriter printed) {
    this.server = server;
    this.demo = demo;
    this.printed = printed;
  }

  static RunningDemo start(Path directory, Instant now, int visitors) throws IOException {
    return start(directory, 0, now, new DemoOptions(0, visitors, false));
  }

  static RunningDemo startWithNewToken(Path directory, Instant now) throws IOException {
    return start(directory, 0, now, new DemoOptions(0, 0, true));
  }

  static RunningDemo startAtPort(Path directory, int shopPort) throws IOException {
    return start(directory, 0, Instant.now(), new DemoOptions(shopPort, 0, false));
  }

  /** Starts a server whose next port is taken. */
  static RunningDemo startBesideATakenPort(Path directory) throws IOException {
    for (int attempt = 0; attempt < 50; attempt++) {
      int port = freePort();
      try (ServerSocket next = new ServerSocket()) {
        next.bind(new InetSocketAddress(port + 1));
        return start(directory, port, Instant.now(), new DemoOptions(0, 0, false));
      } catch (BindException e) {
        // The next one is taken by somebody else: another pair.
      }
    }
    throw new IOException("no two free ports in a row");
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static RunningDemo start(Path directory, int port, Instant now, DemoOptions options)
      throws IOException {
    Logs.apply(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.WARN));
    ServerSettings settings = ServerSettings.defaults(directory).withPort(port);
    StringWriter printed = new StringWriter();
    Server server = Server.start(settings);
    try {
      Demo demo = Demo.start(options, settings, server.port(), now, new PrintWriter(printed, true));
      return new RunningDemo(server, demo, printed);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /** What it has said so far. */
  List<String> printed() {
    return printed.toString().lines().toList();
  }

  int port() {
    return server.port();
  }

  int visitors() {
    return demo.visitors();
  }

  String app() {
    return said("  App ");
  }

  /** The demo's user, signed in as the demo says. */
  ApiClient owner() throws IOException {
    String[] signIn = said("  Sign in ").split(" / ");
    ApiClient client = ApiClient.of("http://localhost:" + port());
    ObjectNode login =
        JSON.createObjectNode().put("username", signIn[0]).put("password", signIn[1]);
    JsonNode session = client.post("/api/v1/auth/login", login.toString());
    return client.signedIn(session.path("accessToken").asText());
  }

  private String said(String what) {
    return printed().stream()
        .filter(line -> line.startsWith(what))
        .findFirst()
        .map(line -> line.substring(what.length()).strip())
        .orElseThrow(() -> new AssertionError("the demo does not say" + what));
  }

  /** The purchase funnel from a time on; an empty breakdown is none. */
  JsonNode since(Instant from, String breakdown) throws IOException {
    ObjectNode question =
        JSON.createObjectNode()
            .put("from", from.toString())
            .put("to", from.plus(Duration.ofDays(1)).toString())
            .put("funnel", "purchase");
    if (!breakdown.isEmpty()) {
      question.put("breakdown", breakdown);
    }
    return owner().post("/api/v1/apps/" + app() + "/analysis/funnel", question.toString());
  }

  /** A page of the shop. */
  String page(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(demo.shop() + path)).build(), BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() {
    demo.close();
    server.close();
  }
}
