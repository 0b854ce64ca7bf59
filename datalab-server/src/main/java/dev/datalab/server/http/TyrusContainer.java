package dev.datalab.server.http;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Map;
import java.util.Set;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** Tyrus without a listener of its own. */
final class TyrusContainer extends TyrusServerContainer {
  /** Bounds what one read brings, not a frame: more than one read's buffer. */
  private static final int INCOMING_BYTES = 128 << 10;

  private final WebSocketEngine engine =
      TyrusWebSocketEngine.builder(this).incomingBufferSize(INCOMING_BYTES).build();

  TyrusContainer() {
    super((Set<Class<?>>) null);
    // Even at its default the timer is set anew with every message. Whoever has sockets sweeps.
    setDefaultMaxSessionIdleTimeout(-1);
  }

  @Override
  public void register(Class<?> endpoint) throws DeploymentException {
    engine.register(endpoint, "");
  }

  @Override
  public void register(ServerEndpointConfig endpoint) throws DeploymentException {
    engine.register(endpoint, "");
  }

  @Override
  public WebSocketEngine getWebSocketEngine() {
    return engine;
  }

  @Override
  public Map<String, Object> getProperties() {
    return Map.of();
  }
}
