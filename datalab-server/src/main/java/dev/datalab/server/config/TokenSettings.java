package dev.datalab.server.config;

import java.time.Duration;

/**
 * The tokens of people. Bounds and defaults stand in {@code reference.conf} under {@code
 * datalab.tokens}.
 *
 * @param accessLifetime how long an access token is good
 * @param refreshLifetime how long a refresh token is good without being used
 * @param keyLifetime after how long the signing key is replaced
 */
public record TokenSettings(
    Duration accessLifetime, Duration refreshLifetime, Duration keyLifetime) {

  /** Checks the bounds. */
  public TokenSettings {
    Duration year = Duration.ofDays(365);
    Bounds.within(
        "tokens.access-lifetime", accessLifetime, Duration.ofMinutes(1), Duration.ofHours(1));
    Bounds.within("tokens.refresh-lifetime", refreshLifetime, Duration.ofHours(2), year);
    Bounds.within("tokens.key-lifetime", keyLifetime, Duration.ofDays(1), year);
  }
}
