package dev.datalab.server.demo.visitors;

import java.net.URI;

/**
 * Where visitors come in.
 *
 * @param server the server's address
 * @param token the app's token
 * @param site the site's origin, as {@code http://localhost:8081}
 */
public record Door(URI server, String token, String site) {
  @Override
  public String toString() {
    return "Door[" + server + ", " + site + "]"; // a token is nothing to be printed
  }
}
