package dev.datalab.platform.apptoken;

import dev.datalab.core.token.AppClaims;
import dev.datalab.core.token.AppLimits;
import dev.datalab.core.token.TokenVerifier;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.appmeta.v1.GetAppRequest;
import dev.datalab.proto.apptoken.v1.GetStatusResponse;
import dev.datalab.proto.apptoken.v1.VerifyAppTokenResponse;
import dev.datalab.proto.common.v1.Limits;
import java.time.InstantSource;
import java.util.Optional;

/** Says how it stands with tokens. */
final class TokenLookUp {
  private final Neighbours neighbours;
  private final TokenBook book;
  private final TokenVerifier verifier;
  private final InstantSource clock;

  TokenLookUp(Neighbours neighbours, TokenBook book, TokenVerifier verifier, InstantSource clock) {
    this.neighbours = neighbours;
    this.book = book;
    this.verifier = verifier;
    this.clock = clock;
  }

  /**
   * Asks nobody else: what unlocking and revoking do to a token stands in its own document. Which
   * of the reasons it was is nothing to tell a stranger.
   */
  VerifyAppTokenResponse verify(String token) {
    AppClaims claims = verifier.app(token).claims().orElseThrow(TokenLookUp::notGood);
    TokenState state =
        book.of(claims.app())
            .good(claims.id(), clock.millis())
            .filter(known -> known.generation() == claims.generation())
            .orElseThrow(TokenLookUp::notGood);
    return VerifyAppTokenResponse.newBuilder()
        .setAppId(claims.app())
        .setOrganizationId(claims.organization())
        .setGeneration(claims.generation())
        .addAllOrigins(claims.origins())
        .setLimits(limits(claims.limits()))
        .setExpiresAtMillis(state.goodUntilMillis())
        .setTokenId(claims.id())
        .build();
  }

  /**
   * Of a token in the app's present generation, for whoever sees the app.
   *
   * @param tokenId empty: the newest
   */
  GetStatusResponse status(String appId, String tokenId) {
    App app = neighbours.apps().getApp(GetAppRequest.newBuilder().setAppId(appId).build()).getApp();
    AppTokens tokens = book.of(appId);
    Optional<TokenState> meant = tokenId.isEmpty() ? tokens.newest() : tokens.of(tokenId);
    long now = clock.millis();
    GetStatusResponse.Builder answer = GetStatusResponse.newBuilder();
    meant
        .filter(token -> token.generation() == app.getGeneration())
        .ifPresent(
            token ->
                answer
                    .setValid(token.good(now))
                    .setTokenId(token.id())
                    .setIssuedAtMillis(token.issuedAtMillis())
                    .setExpiresAtMillis(token.expiresAtMillis())
                    .setRevokedAtMillis(token.revokedAtMillis())
                    .setOldExpiresAtMillis(
                        tokens.good(now).stream()
                            .filter(other -> !other.id().equals(token.id()))
                            .mapToLong(TokenState::goodUntilMillis)
                            .max()
                            .orElse(0))
                    .setLimits(limits(token.limits())));
    return answer.build();
  }

  private static Limits limits(AppLimits limits) {
    return Limits.newBuilder()
        .setSessions(limits.sessions())
        .setEventsPerSecond(limits.eventsPerSecond())
        .build();
  }

  private static Rejection notGood() {
    return Rejection.unauthenticated(
        "The app token is not good: issue one, and put its snippet into the site.");
  }
}
