package dev.datalab.server.config;

import java.time.Duration;

/**
 * The listener. Bounds and defaults stand in {@code reference.conf} under {@code datalab.http}.
 *
 * @param host the interface's address
 * @param port the port; 0 takes a free one
 * @param workers the most threads that answer requests
 * @param transfers the most imports and exports at a time
 * @param headerLimitBytes the largest request line with its headers
 * @param bodyLimitBytes the largest JSON body
 * @param idleTimeout how long a connection may be silent
 * @param trustedProxies how many proxies every request passes
 */
public record HttpSettings(
    String host,
    int port,
    int workers,
    int transfers,
    int headerLimitBytes,
    int bodyLimitBytes,
    Duration idleTimeout,
    int trustedProxies) {

  /** Checks the bounds. */
  public HttpSettings {
    if (host.isBlank()) {
      throw new SettingsException(
          "datalab.http.host is empty, but must be an address of this machine. Set it to 0.0.0.0"
              + " for every interface.");
    }
    Bounds.within("http.port", port, 0, 65_535);
    Bounds.within("http.workers", workers, 2, 1_000);
    Bounds.within("http.transfers", transfers, 1, workers - 1);
    Bounds.within("http.header-limit", headerLimitBytes, 1 << 10, 1 << 20);
    Bounds.within("http.body-limit", bodyLimitBytes, 1 << 10, 1 << 26);
    Bounds.within("http.idle-timeout", idleTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
    Bounds.within("http.trusted-proxies", trustedProxies, 0, 10);
  }

  /** These settings with another port. */
  public HttpSettings withPort(int anotherPort) {
    return new HttpSettings(
        host,
        anotherPort,
        workers,
        transfers,
        headerLimitBytes,
        bodyLimitBytes,
        idleTimeout,
        trustedProxies);
  }
}
