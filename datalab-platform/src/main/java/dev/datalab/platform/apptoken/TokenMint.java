package dev.datalab.platform.apptoken;

import dev.datalab.core.token.AppClaims;
import dev.datalab.core.token.AppLimits;
import dev.datalab.core.token.TokenSigner;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.apptoken.v1.IssuedToken;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Makes tokens: what is signed and shown once, and what is kept. */
final class TokenMint {
  private final TokenSigner signer;
  private final Supplier<String> serverUrl;
  private final InstantSource clock;

  TokenMint(TokenSigner signer, Supplier<String> serverUrl, InstantSource clock) {
    this.signer = signer;
    this.serverUrl = serverUrl;
    this.clock = clock;
  }

  /**
   * A token as it leaves the mint.
   *
   * @param state what is kept
   * @param text what is signed; never kept, never logged
   * @param snippet what the owner puts into the site
   */
  record Minted(TokenState state, String text, String snippet) {
    IssuedToken message() {
      return IssuedToken.newBuilder()
          .setToken(text)
          .setTokenId(state.id())
          .setExpiresAtMillis(state.expiresAtMillis())
          .setSnippet(snippet)
          .build();
    }

    @Override
    public String toString() {
      return "Minted[" + state.id() + "]";
    }
  }

  /**
   * Makes a token for an app as it stands.
   *
   * @param id id of the token
   * @param app the locked app: its generation and origins are signed in
   * @param lifetimeSeconds for how long, counted from the full second that has begun
   * @param limits what it allows
   * @throws Rejection CONFLICT if the app's origins don't fit into a token
   */
  Minted mint(String id, App app, long lifetimeSeconds, AppLimits limits) {
    Instant now = clock.instant();
    AppClaims claims =
        new AppClaims(
            id,
            app.getId(),
            app.getOrganizationId(),
            app.getGeneration(),
            app.getOriginsList(),
            limits,
            now.plusSeconds(lifetimeSeconds));
    String text = sign(claims);
    long expiresAtMillis = claims.expiresAt().toEpochMilli();
    TokenState state =
        new TokenState(
            id,
            app.getGeneration(),
            now.toEpochMilli(),
            expiresAtMillis,
            expiresAtMillis,
            0,
            lifetimeSeconds,
            limits);
    return new Minted(state, text, Snippet.html(serverUrl.get(), text));
  }

  private String sign(AppClaims claims) {
    try {
      return signer.sign(claims);
    } catch (IllegalArgumentException e) {
      throw Rejection.conflict(
          "The app's origins are too many or too long for a token: give it fewer, or shorter ones.");
    }
  }
}
