package dev.datalab.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.server.config.HttpSettings;
import dev.datalab.server.config.LogSettings;
import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.log.Logs;
import dev.datalab.server.problem.Problem;
import dev.datalab.server.problem.ProblemException;
import dev.datalab.server.socket.Handshake;
import dev.datalab.server.socket.WebSocketRoute;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** WebSockets beside HTTP on one listener. */
class WebSocketsTest {
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
  private static final BlockingQueue<Integer> endings = new LinkedBlockingQueue<>();
  private static WebServer server;

  /** Admits the ticket {@code good}, and says what it was opened with before it echoes. */
  private static final class Echo implements WebSocketRoute {
    @Override
    public String path() {
      return "/api/v1/rooms/{room}/echo";
    }

    @Override
    public Endpoint accept(Handshake handshake) {
      if (!handshake.ticket().equals("good")) {
        throw new ProblemException(
            Problem.retry(429, "Too many sockets are open. Come again later.", 7));
      }
      return new Endpoint() {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
          say(session, handshake.variables() + handshake.origin());
          session.addMessageHandler(
              String.class, (MessageHandler.Whole<String>) text -> say(session, text));
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
          endings.add(reason.getCloseCode().getCode());
        }
      };
    }
  }

  private static void say(Session session, String text) {
    session.getAsyncRemote().sendText(text, result -> {});
  }

  private static final class Rest extends HttpHandler {
    @Override
    public void service(Request request, Response response) throws IOException {
      response.getOutputStream().write("rest".getBytes(StandardCharsets.UTF_8));
    }
  }

  @BeforeAll
  static void start() {
    Logs.apply(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.ERROR));
    HttpSettings http = ServerSettings.defaults(Path.of("unused")).http();
    HttpSettings impatient =
        new HttpSettings(
            http.host(),
            0,
            http.workers(),
            http.transfers(),
            http.headerLimitBytes(),
            http.bodyLimitBytes(),
            Duration.ofSeconds(1),
            0);
    server =
        new WebServer(impatient, Duration.ofSeconds(5), new Rest(), List.of(), List.of(new Echo()));
    server.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A client's end. */
  private static final class Client implements WebSocket.Listener {
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      heard.add(text.toString());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      closed.completeExceptionally(failure);
    }

    String next() throws InterruptedException {
      return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
    }
  }

  private static WebSocket open(Client client, String room) {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("Origin", "https://shop.example")
        .buildAsync(
            URI.create(
                "ws://localhost:" + server.port() + "/api/v1/rooms/" + room + "/echo?ticket=good"),
            client)
        .join();
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path)).build(),
            BodyHandlers.ofString());
  }

  @Test
  void aSocketKnowsWhatItWasOpenedWithAndCarriesTexts() throws Exception {
    var client = new Client();
    WebSocket socket = open(client, "blue%20one");

    assertThat(client.next()).isEqualTo("{room=blue one}https://shop.example");
    socket.sendText("Grüße", true).join();
    assertThat(client.next()).isEqualTo("Grüße");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    assertThat(client.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
  }

  @Test
  void manySocketsAtATimeAreKeptApart() throws Exception {
    for (int i = 0; i < 50; i++) {
      var client = new Client();
      WebSocket socket = open(client, "r" + i);
      assertThat(client.next()).startsWith("{room=r" + i + "}");
      socket.abort();
    }
  }

  @Test
  void aSocketOutlivesTheIdleTimeoutOfRequests() throws Exception {
    var client = new Client();
    WebSocket socket = open(client, "quiet");
    client.next();

    assertThatThrownBy(() -> client.closed.get(3, TimeUnit.SECONDS))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
    socket.sendText("still here", true).join();
    assertThat(client.next()).isEqualTo("still here");
    socket.abort();
  }

  @Test
  void aConnectionWithoutASocketEndsAtTheIdleTimeout() throws Exception {
    try (Socket connection = new Socket("localhost", server.port())) {
      connection.setSoTimeout(10_000);
      assertThat(connection.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aRefusedHandshakeIsAnsweredWithTheProblemAndTheConnectionGoesOn() throws Exception {
    try (Socket connection = new Socket("localhost", server.port())) {
      String answer =
          ask(connection, handshake("/api/v1/rooms/blue/echo?ticket=bad", "X-Request-Id: mine"));
      assertThat(answer)
          .startsWith("HTTP/1.1 429 Too Many Requests")
          .contains(
              "Retry-After: 7",
              "X-Request-Id: mine",
              "Content-Type: application/problem+json",
              "Too many sockets are open.");

      assertThat(ask(connection, "GET /api/v1/apps HTTP/1.1\r\nHost: h\r\n\r\n"))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void anAcceptedHandshakeCarriesTheRequestId() throws Exception {
    try (Socket connection = new Socket("localhost", server.port())) {
      assertThat(
              ask(
                  connection,
                  handshake("/api/v1/rooms/blue/echo?ticket=good", "X-Request-Id: mine")))
          .startsWith("HTTP/1.1 101 ")
          .contains("X-Request-Id: mine", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
          .doesNotContain("Sec-WebSocket-Extensions");
    }
  }

  @Test
  void aHandshakeOfAnotherFormIsRefused() throws Exception {
    String path = "/api/v1/rooms/blue/echo?ticket=good";
    String good = handshake(path, "X-Any: thing");
    assertThat(ask(good.replace("Version: 13", "Version: 8"))).startsWith("HTTP/1.1 426");
    assertThat(ask(good.replace(KEY, "c2hvcnQ="))).startsWith("HTTP/1.1 400");
    assertThat(ask(good.replace("Connection: Upgrade", "Connection: keep-alive")))
        .startsWith("HTTP/1.1 400");
    assertThat(ask(good.replace("GET", "POST").replace("X-Any: thing", "Content-Length: 0")))
        .startsWith("HTTP/1.1 400");
    assertThat(get(path).statusCode()).isEqualTo(426);
  }

  @Test
  void anUpgradeElsewhereIsAnOrdinaryRequest() throws Exception {
    assertThat(ask(handshake("/api/v1/apps", "X-Any: thing"))).startsWith("HTTP/1.1 200");
  }

  @Test
  void aFrameThatIsNotMaskedEndsTheSocketWith1002() throws Exception {
    try (Socket connection = new Socket("localhost", server.port())) {
      ask(connection, handshake("/api/v1/rooms/blue/echo?ticket=good", "X-Any: thing"));
      connection.setSoTimeout(10_000);
      endings.clear();
      // Masked in two pieces, which is echoed; then one that is not.
      byte[] masked = {(byte) 0x81, (byte) 0x82, 1, 2, 3, 4, 'a' ^ 1, 'b' ^ 2};
      connection.getOutputStream().write(masked, 0, 3);
      Thread.sleep(50);
      connection.getOutputStream().write(masked, 3, 5);
      readUntil(connection.getInputStream(), "ab");
      connection.getOutputStream().write(new byte[] {(byte) 0x81, 2, 'a', 'b'});
      byte[] rest = connection.getInputStream().readAllBytes();
      assertThat(rest).containsExactly(0x88, 2, 1002 >> 8, 1002 & 0xff);
      assertThat(endings.poll(10, TimeUnit.SECONDS)).isEqualTo(1006);
    }
  }

  private static String handshake(String path, String header) {
    return """
        GET %s HTTP/1.1
        Host: h
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: %s
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Extensions: permessage-deflate
        %s

        """
        .formatted(path, KEY, header)
        .replace("\n", "\r\n");
  }

  private static String ask(String request) throws IOException {
    try (Socket connection = new Socket("localhost", server.port())) {
      return ask(connection, request);
    }
  }

  /** Sends a request and reads the answer's head, and its body as far as Content-Length says. */
  private static String ask(Socket connection, String request) throws IOException {
    connection.setSoTimeout(10_000);
    connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    String head = readUntil(connection.getInputStream(), "\r\n\r\n");
    int at = head.indexOf("Content-Length: ");
    if (at < 0) {
      return head;
    }
    int length = Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
    return head
        + new String(connection.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
  }

  private static String readUntil(InputStream in, String end) throws IOException {
    var read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("ended after: " + read);
      }
      read.append((char) b);
    }
    return read.toString();
  }
}
