package dev.datalab.core.token;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What an access token says: who is signed in.
 *
 * @param id names the token ({@code jti}); not empty, not secret
 * @param user id of the user ({@code sub}); not empty
 * @param username what the user signs in with, when the token was issued ({@code name}); not empty
 * @param organization id of the user's organization ({@code org}); not empty
 * @param session names the sign-in that the token goes back to ({@code sid}); not empty
 * @param expiresAt from when on it is refused, in whole seconds ({@code exp}); fractions are cut
 */
public record AccessClaims(
    String id,
    String user,
    String username,
    String organization,
    String session,
    Instant expiresAt) {
  /** Requires all parts. */
  public AccessClaims {
    Claims.requireText(id, "id");
    Claims.requireText(user, "user");
    Claims.requireText(username, "username");
    Claims.requireText(organization, "organization");
    Claims.requireText(session, "session");
    expiresAt = Instant.ofEpochSecond(requireNonNull(expiresAt, "expiresAt").getEpochSecond());
  }
}
