package dev.datalab.server.socket;

import java.util.Map;

/**
 * What a client sends to open a WebSocket. Absent texts are empty.
 *
 * @param variables the segments of the address that the route's path names
 * @param ticket the parameter {@code ticket}
 * @param origin the header {@code Origin}
 * @param remoteAddress the client's address, behind trusted proxies; never stored or logged
 */
public record Handshake(
    Map<String, String> variables, String ticket, String origin, String remoteAddress) {
  /** Copies the variables. */
  public Handshake {
    variables = Map.copyOf(variables);
  }

  /** Without ticket and address, which belong in no log. */
  @Override
  public String toString() {
    return "Handshake[variables=%s, origin=%s]".formatted(variables, origin);
  }
}
