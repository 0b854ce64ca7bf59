package dev.datalab.platform.apptoken;

import dev.datalab.core.token.AppLimits;
import dev.datalab.platform.documents.Ids;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.saga.Sagas;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.appmeta.v1.GetAppRequest;
import dev.datalab.proto.appmeta.v1.GetAppResponse;
import dev.datalab.proto.apptoken.v1.InvalidateAppTokenResponse;
import dev.datalab.proto.apptoken.v1.IssueAppTokenRequest;
import dev.datalab.proto.apptoken.v1.IssueAppTokenResponse;
import dev.datalab.proto.apptoken.v1.RefreshAppTokenRequest;
import dev.datalab.proto.apptoken.v1.RefreshAppTokenResponse;
import dev.datalab.proto.apptoken.v1.UnlockRequest;
import dev.datalab.proto.apptoken.v1.UnlockResponse;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.eventmanager.v1.CloseAppRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What an owner does with the token of an app. */
final class TokenDesk {
  /** How many tokens of an app can be good at a time: a bound on refreshing. */
  static final int MAX_GOOD = 50;

  private final Neighbours neighbours;
  private final TokenBook book;
  private final TokenMint mint;
  private final LockSaga locking;
  private final UnlockSaga unlocking;
  private final Sagas sagas;
  private final InstantSource clock;

  TokenDesk(
      Neighbours neighbours,
      TokenBook book,
      TokenMint mint,
      LockSaga locking,
      UnlockSaga unlocking,
      Sagas sagas,
      InstantSource clock) {
    this.neighbours = neighbours;
    this.book = book;
    this.mint = mint;
    this.locking = locking;
    this.unlocking = unlocking;
    this.sagas = sagas;
    this.clock = clock;
  }

  IssueAppTokenResponse issue(IssueAppTokenRequest request) {
    App app = owned(request.getAppId());
    TokenRules rules = new TokenRules();
    rules.phrase(request.getPhrase(), app);
    long lifetime =
        rules.lifetime(request.getExpiresInSeconds(), TokenRules.DEFAULT_LIFETIME_SECONDS);
    AppLimits limits = rules.limits(request.getLimits());
    rules.refuse();
    LockSaga.Order order = new LockSaga.Order(lifetime, limits);
    inOwnName(
        () -> {
          sagas.repair(app.getId());
          LockSaga.refuseValid(book.of(app.getId()), clock.millis());
          sagas.run(locking.plan(order), app.getId(), "");
        });
    return IssueAppTokenResponse.newBuilder()
        .setToken(order.minted().message())
        .setApp(order.app())
        .build();
  }

  RefreshAppTokenResponse refresh(RefreshAppTokenRequest request) {
    App app = owned(request.getAppId());
    TokenRules rules = new TokenRules();
    rules.lifetime(request.getExpiresInSeconds(), TokenRules.DEFAULT_LIFETIME_SECONDS);
    AppLimits asked = rules.limits(request.getLimits());
    rules.refuse();
    inOwnName(() -> sagas.repair(app.getId()));
    long now = clock.millis();
    TokenState old = requireGood(book.of(app.getId()), app, now);
    long lifetime =
        request.getExpiresInSeconds() == 0 ? old.lifetimeSeconds() : request.getExpiresInSeconds();
    AppLimits limits = request.hasLimits() ? asked : old.limits();
    TokenMint.Minted minted = mint.mint(Ids.next(), app, lifetime, limits);
    AppTokens after =
        book.change(
            app.getId(),
            tokens -> {
              if (!requireGood(tokens, app, now).id().equals(old.id())) {
                throw Rejection.changed(
                    "The token was refreshed by somebody else meanwhile: look, then decide.");
              }
              return tokens.succeededBy(minted.state(), now);
            });
    long oldUntil = after.good(old.id(), now).map(TokenState::goodUntilMillis).orElse(0L);
    return RefreshAppTokenResponse.newBuilder()
        .setToken(minted.message())
        .setOldExpiresAtMillis(oldUntil)
        .build();
  }

  InvalidateAppTokenResponse invalidate(String appId) {
    int generation = Integer.MAX_VALUE;
    if (CallContext.caller().isPresent()) {
      generation = owned(appId).getGeneration();
    }
    return revoke(appId, generation);
  }

  /** Needs no repair before: that no token is good contradicts no saga. */
  private InvalidateAppTokenResponse revoke(String appId, int throughGeneration) {
    long now = clock.millis();
    int[] revoked = new int[1];
    AppTokens after =
        book.change(
            appId,
            tokens -> {
              AppTokens next = tokens.revokedThrough(throughGeneration, now);
              revoked[0] = tokens.good(now).size() - next.good(now).size();
              return next;
            });
    inOwnName(() -> after.tokens().forEach(token -> closeSockets(appId, token)));
    return InvalidateAppTokenResponse.newBuilder().setRevoked(revoked[0]).build();
  }

  private void closeSockets(String appId, TokenState token) {
    CloseAppRequest request =
        CloseAppRequest.newBuilder()
            .setAppId(appId)
            .setThroughGeneration(token.generation())
            .setTokenId(token.id())
            .build();
    Absent.isFineOrUnknown(() -> neighbours.events().closeApp(request));
  }

  UnlockResponse unlock(UnlockRequest request) {
    App app = owned(request.getAppId());
    TokenRules rules = new TokenRules();
    rules.phrase(request.getPhrase(), app);
    rules.refuse();
    inOwnName(
        () -> {
          Optional<String> repaired = sagas.repair(app.getId());
          if (repaired.equals(Optional.of(UnlockSaga.KIND))) {
            return; // What is asked for had begun, and is through now.
          }
          if (!look(app.getId()).getLocked()) {
            throw Rejection.conflict(
                "The app is not locked: there is nothing to unlock until a token is issued.");
          }
          sagas.run(unlocking.plan(), app.getId(), Integer.toString(app.getGeneration()));
        });
    return UnlockResponse.newBuilder().setApp(owned(app.getId())).build();
  }

  /** The app, if the caller owns it. */
  private App owned(String appId) {
    CallContext.requireCaller();
    GetAppResponse seen = neighbours.apps().getApp(request(appId));
    if (seen.getRole() != Role.ROLE_OWNER) {
      throw Rejection.forbidden(
          "Only the owner of the app deals with its token and its lock: ask them.");
    }
    return seen.getApp();
  }

  private App look(String appId) {
    return neighbours.apps().getApp(request(appId)).getApp();
  }

  private static GetAppRequest request(String appId) {
    return GetAppRequest.newBuilder().setAppId(appId).build();
  }

  private static TokenState requireGood(AppTokens tokens, App app, long nowMillis) {
    List<TokenState> good =
        tokens.good(nowMillis).stream()
            .filter(token -> token.generation() == app.getGeneration())
            .toList();
    if (good.isEmpty()) {
      throw Rejection.conflict("No token of this app is valid: issue one first.");
    }
    if (good.size() >= MAX_GOOD) {
      long freeAt = good.stream().mapToLong(TokenState::goodUntilMillis).min().orElse(nowMillis);
      throw Rejection.tooMany(
          "%d tokens of this app are good still: wait until the oldest has run out."
              .formatted(MAX_GOOD),
          Duration.ofMillis(Math.max(1_000, freeAt - nowMillis)));
    }
    return good.get(0);
  }

  /**
   * Makes calls without the caller, and without the caller's deadline: what has begun is not broken
   * off because nobody waits any more.
   */
  private static void inOwnName(Runnable calls) {
    CallContext.asService().fork().run(calls);
  }
}
