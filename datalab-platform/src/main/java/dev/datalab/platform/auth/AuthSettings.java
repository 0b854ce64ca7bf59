package dev.datalab.platform.auth;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What an installation decides about signing in.
 *
 * @param issuer name of the installation in its tokens ({@code iss}); not empty. Changing it makes
 *     all tokens void
 * @param accessTokenLife how long an access token is good, 1 second to 1 hour
 * @param refreshTokenLife how long a refresh token is good; longer than the access token. Each
 *     refresh begins it anew
 * @param keyLife after how long a signing key is replaced; zero: never by itself
 * @param signUpTimeout after how long an unfinished sign-up counts as left behind by a crash;
 *     longer than the deadline of a call
 */
public record AuthSettings(
    String issuer,
    Duration accessTokenLife,
    Duration refreshTokenLife,
    Duration keyLife,
    Duration signUpTimeout) {
  static final Duration LONGEST_ACCESS = Duration.ofHours(1);

  /** Requires the ranges above. */
  public AuthSettings {
    if (requireNonNull(issuer, "issuer").isEmpty()) {
      throw new IllegalArgumentException("the issuer is empty: name the installation");
    }
    if (accessTokenLife.compareTo(Duration.ofSeconds(1)) < 0
        || accessTokenLife.compareTo(LONGEST_ACCESS) > 0) {
      throw new IllegalArgumentException(
          "accessTokenLife is %s: it must be PT1S to %s"
              .formatted(accessTokenLife, LONGEST_ACCESS));
    }
    if (refreshTokenLife.compareTo(accessTokenLife) <= 0) {
      throw new IllegalArgumentException(
          "refreshTokenLife is %s: it must be longer than accessTokenLife, %s"
              .formatted(refreshTokenLife, accessTokenLife));
    }
    if (keyLife.isNegative() || signUpTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "keyLife is %s and signUpTimeout %s: neither may be negative"
              .formatted(keyLife, signUpTimeout));
    }
  }

  /** Access tokens 10 minutes, refresh tokens and keys 30 days, sign-ups 30 seconds. */
  public static AuthSettings defaults() {
    return new AuthSettings(
        "datalab",
        Duration.ofMinutes(10),
        Duration.ofDays(30),
        Duration.ofDays(30),
        Duration.ofSeconds(30));
  }
}
