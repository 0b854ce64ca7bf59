package dev.datalab.server.socket;

import jakarta.websocket.Endpoint;

/** A WebSocket that the server offers. Safe for use by many threads. */
public interface WebSocketRoute {
  /**
   * Where it is: an absolute path, in which {@code {name}} stands for any one segment, as in {@code
   * /api/v1/apps/{app}/live}.
   */
  String path();

  /**
   * Decides about a handshake, before it is answered. May block.
   *
   * @return what hears this one socket; its {@code onOpen} follows at once, in the same thread,
   *     unless the client is gone
   * @throws Exception to refuse, with the problem that {@link
   *     dev.datalab.server.problem.Problems#of} makes of it
   */
  Endpoint accept(Handshake handshake) throws Exception;
}
