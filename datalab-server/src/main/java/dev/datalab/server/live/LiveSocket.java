package dev.datalab.server.live;

import dev.datalab.platform.rpc.Caller;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One watcher's WebSocket. The server talks; a client that says anything is closed with 1008. */
final class LiveSocket extends Endpoint {
  private static final Logger log = LoggerFactory.getLogger(LiveSocket.class);
  private static final int MAX_MESSAGE_BYTES = 1_024;

  private final LiveHub hub;
  private final String appId;
  private final Caller caller;
  private volatile @Nullable Watcher watcher;

  LiveSocket(LiveHub hub, String appId, Caller caller) {
    this.hub = hub;
    this.appId = appId;
    this.caller = caller;
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    session.setMaxTextMessageBufferSize(MAX_MESSAGE_BYTES);
    session.setMaxBinaryMessageBufferSize(MAX_MESSAGE_BYTES);
    Out out = new Out(session);
    session.addMessageHandler(String.class, refuse(out));
    session.addMessageHandler(ByteBuffer.class, refuse(out));
    watcher = hub.watch(appId, caller, out);
  }

  private static <T> MessageHandler.Whole<T> refuse(Outlet out) {
    return message -> out.close(1008, "A live view takes no messages.");
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    leave();
  }

  private void leave() {
    Watcher gone = watcher;
    if (gone != null) {
      hub.leave(appId, gone);
    }
  }

  @Override
  public void onError(Session session, Throwable failure) {
    log.debug("a live view's connection fails: {}", failure.toString());
  }

  private final class Out implements Outlet {
    private final Session session;

    Out(Session session) {
      this.session = session;
    }

    @Override
    public void send(String text, Runnable taken) {
      try {
        session
            .getAsyncRemote()
            .sendText(
                text,
                result -> {
                  if (result.isOK()) {
                    taken.run();
                  } else {
                    log.debug("a watcher is gone: {}", String.valueOf(result.getException()));
                  }
                });
      } catch (IllegalStateException e) {
        log.debug("a watcher is gone: {}", e.toString());
      }
    }

    @Override
    public void close(int code, String reason) {
      leave(); // now, for a client that is stuck never answers the closing
      try {
        session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
      } catch (IOException | IllegalStateException e) {
        log.debug("a watcher is gone already: {}", e.toString());
      }
    }
  }
}
