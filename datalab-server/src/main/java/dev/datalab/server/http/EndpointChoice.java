package dev.datalab.server.http;

import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import org.jspecify.annotations.Nullable;

/**
 * Hands what a handshake chose to the endpoint that Tyrus makes of it: next, and in the same
 * thread, since both happen while one request is read.
 */
final class EndpointChoice extends ServerEndpointConfig.Configurator {
  private static final ThreadLocal<@Nullable Endpoint> CHOSEN = new ThreadLocal<>();

  /** Whom the next endpoint of this thread passes on to. */
  static void choose(Endpoint endpoint) {
    CHOSEN.set(endpoint);
  }

  @Override
  public <T> T getEndpointInstance(Class<T> type) {
    Endpoint endpoint = CHOSEN.get();
    CHOSEN.remove();
    if (endpoint == null) {
      throw new IllegalStateException("a socket that no handshake has chosen an endpoint for");
    }
    return type.cast(new RoutedEndpoint(endpoint));
  }
}
