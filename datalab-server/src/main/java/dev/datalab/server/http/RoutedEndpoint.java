package dev.datalab.server.http;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;

/** The one endpoint that Tyrus knows; each instance passes on to what its handshake chose. */
public final class RoutedEndpoint extends Endpoint {
  private final Endpoint chosen;

  RoutedEndpoint(Endpoint chosen) {
    this.chosen = chosen;
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    chosen.onOpen(session, config);
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    chosen.onClose(session, reason);
  }

  @Override
  public void onError(Session session, Throwable failure) {
    chosen.onError(session, failure);
  }
}
