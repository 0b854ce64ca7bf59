package dev.datalab.server.http;

import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.http.util.MimeHeaders;

/**
 * The address of whoever sends a request. Each trusted proxy in front of the server adds the
 * address that it saw to the end of {@code X-Forwarded-For}; what stands before these is the
 * client's own claim and counts for nothing.
 *
 * @param trustedProxies how many proxies every request has passed, at least 0
 */
public record ClientAddress(int trustedProxies) {
  private static final String HEADER = "X-Forwarded-For";

  /**
   * The address.
   *
   * @param peer the other end of the connection
   */
  public String of(String peer, MimeHeaders headers) {
    if (trustedProxies == 0) {
      return peer;
    }
    List<String> passed = new ArrayList<>();
    for (String line : headers.values(HEADER)) {
      for (String address : line.split(",", -1)) {
        passed.add(address.trim());
      }
    }
    passed.add(peer);
    return passed.get(Math.max(0, passed.size() - 1 - trustedProxies));
  }
}
