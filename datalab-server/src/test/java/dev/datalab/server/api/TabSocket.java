package dev.datalab.server.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A stream's socket without a client around it: what goes in, what comes out, how it ends. */
final class TabSocket implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private @Nullable WebSocket socket;

  private TabSocket() {}

  /** Opens the socket of a ticket, from the site's origin. */
  static TabSocket open(RunningServer server, String ticket) {
    return open(server, ticket, Site.ORIGIN);
  }

  /**
   * Opens the socket of a ticket.
   *
   * @param origin empty: none
   */
  static TabSocket open(RunningServer server, String ticket, String origin) {
    var tab = new TabSocket();
    WebSocket.Builder builder =
        HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS));
    if (!origin.isEmpty()) {
      builder.header("Origin", origin);
    }
    tab.socket =
        builder
            .buildAsync(
                URI.create("ws://localhost:" + server.port() + "/api/v1/open?ticket=" + ticket),
                tab)
            .join();
    return tab;
  }

  /** The answer to a handshake that is refused. */
  static HttpResponse<?> refused(RunningServer server, String ticket, String origin) {
    try {
      open(server, ticket, origin).close();
      throw new AssertionError("the handshake was not refused");
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refusal) {
        return refusal.getResponse();
      }
      throw e;
    }
  }

  TabSocket send(String message) {
    socket().sendText(message, true).join();
    return this;
  }

  TabSocket sendBytes(byte[] message) {
    socket().sendBinary(ByteBuffer.wrap(message), true).join();
    return this;
  }

  private WebSocket socket() {
    WebSocket open = socket;
    if (open == null) {
      throw new IllegalStateException("the socket is not open");
    }
    return open;
  }

  /** The next that is heard: a text, or {@code closed 1000}. */
  String next() throws InterruptedException {
    return String.valueOf(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  /** Whether nothing is heard for a while. */
  boolean isSilent(Duration duration) throws InterruptedException {
    return heard.poll(duration.toMillis(), TimeUnit.MILLISECONDS) == null;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      heard.add(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    heard.add("closed " + code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    heard.add(failure instanceof IOException ? "lost" : failure.toString());
  }

  /** Drops the connection. */
  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }
}
