package dev.datalab.platform.apptoken;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a host says about its installation.
 *
 * @param issuer name of the installation, signed into every token; not empty, and the same for as
 *     long as tokens are to be good
 * @param serverUrl the address under which sites reach the server, {@code https://stats.example};
 *     asked whenever a snippet is made, so that a port may be known late
 * @param sagaLease for how long a saga is its process's alone: zero where one process has the
 *     documents to itself, else longer than all deadlines of its steps together (two minutes)
 */
public record AppTokenSettings(String issuer, Supplier<String> serverUrl, Duration sagaLease) {
  /** Requires an issuer and a lease that is not negative. */
  public AppTokenSettings {
    requireNonNull(serverUrl, "serverUrl");
    if (issuer.isEmpty()) {
      throw new IllegalArgumentException("issuer: empty; name the installation.");
    }
    if (sagaLease.isNegative()) {
      throw new IllegalArgumentException(
          "sagaLease: %s is negative; zero is right for one process.".formatted(sagaLease));
    }
  }
}
