package dev.datalab.platform.apptoken;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.token.AppLimits;

/**
 * What is kept of one token, by its id.
 *
 * @param id id of the token ({@code jti})
 * @param generation the app's generation that its events come under
 * @param issuedAtMillis when it was issued, milliseconds since the epoch
 * @param expiresAtMillis when it expires by what is signed into it, milliseconds since the epoch
 * @param goodUntilMillis when it ceases to be good: the expiry, or the end of its notice
 * @param revokedAtMillis when it was revoked; 0: it was not
 * @param lifetimeSeconds for how long it was issued
 * @param limits what it allows
 */
record TokenState(
    String id,
    int generation,
    long issuedAtMillis,
    long expiresAtMillis,
    long goodUntilMillis,
    long revokedAtMillis,
    long lifetimeSeconds,
    AppLimits limits) {
  TokenState {
    requireNonNull(id, "id");
    requireNonNull(limits, "limits");
  }

  boolean good(long nowMillis) {
    return revokedAtMillis == 0 && nowMillis < goodUntilMillis;
  }

  /** Good until then at the longest. */
  TokenState onNotice(long untilMillis) {
    return new TokenState(
        id,
        generation,
        issuedAtMillis,
        expiresAtMillis,
        Math.min(goodUntilMillis, untilMillis),
        revokedAtMillis,
        lifetimeSeconds,
        limits);
  }

  /**
   * Revoked now, one that has expired too: streams that came under it may be going on. One that was
   * revoked before stays as it is.
   */
  TokenState revoked(long nowMillis) {
    return revokedAtMillis == 0
        ? new TokenState(
            id,
            generation,
            issuedAtMillis,
            expiresAtMillis,
            goodUntilMillis,
            nowMillis,
            lifetimeSeconds,
            limits)
        : this;
  }
}
