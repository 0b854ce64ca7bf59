package dev.datalab.ingest.socket;

import dev.datalab.ingest.intake.Peer;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client's end of a socket. Sends without waiting; a client that does not read what it is sent
 * is closed before that has grown to much.
 */
final class SocketPeer implements Peer, SendHandler {
  private static final Logger log = LoggerFactory.getLogger(SocketPeer.class);

  /** The most messages that a client may leave unread, each some 20 bytes. */
  private static final int MOST_UNREAD = 4_096;

  private final Session session;
  private final AtomicInteger unread = new AtomicInteger();

  SocketPeer(Session session) {
    this.session = session;
  }

  @Override
  public void send(String text) {
    if (unread.incrementAndGet() > MOST_UNREAD) {
      close(CloseCodes.TRY_AGAIN_LATER.getCode(), "Read what you are sent.");
      return;
    }
    try {
      session.getAsyncRemote().sendText(text, this);
    } catch (IllegalStateException e) {
      log.debug("a socket was closed before it was answered", e);
    }
  }

  @Override
  public void onResult(SendResult result) {
    unread.decrementAndGet();
  }

  @Override
  public void close(int code, String reason) {
    try {
      session.close(new CloseReason(code(code), reason));
    } catch (IOException | IllegalStateException e) {
      log.debug("a socket was closed before", e);
    }
  }

  /** Codes of our own are not among the API's. */
  private static CloseCode code(int code) {
    return code < 4_000 ? CloseCodes.getCloseCode(code) : () -> code;
  }
}
