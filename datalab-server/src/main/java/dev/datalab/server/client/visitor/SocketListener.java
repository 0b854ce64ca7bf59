package dev.datalab.server.client.visitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Hears one socket. Called by one thread at a time. */
final class SocketListener implements WebSocket.Listener {
  /** The code of a socket that ended without saying why (RFC 6455, 7.4.1). */
  static final int LOST = 1006;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Heard heard;
  private final StringBuilder text = new StringBuilder();

  /** What a socket has to tell. */
  interface Heard {
    void opened(WebSocket socket);

    void acknowledged(long seq);

    void ended(int code, String reason);
  }

  SocketListener(Heard heard) {
    this.heard = heard;
  }

  @Override
  public void onOpen(WebSocket socket) {
    heard.opened(socket);
    socket.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      try {
        heard.acknowledged(JSON.readTree(text.toString()).path("ack").asLong());
      } catch (JsonProcessingException e) {
        heard.ended(LOST, "the server sent what is no JSON");
        socket.abort();
      }
      text.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    heard.ended(code, reason);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    heard.ended(LOST, error.toString());
  }
}
