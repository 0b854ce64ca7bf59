package dev.datalab.platform.apptoken;

import dev.datalab.core.token.AppLimits;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.saga.Direction;
import dev.datalab.platform.saga.Plan;
import dev.datalab.platform.saga.SagaRecord;
import dev.datalab.platform.saga.Step;
import dev.datalab.proto.appconfig.v1.UnlockRequest;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.appmeta.v1.LockRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Locks app and configuration and writes the token: all three or none. Its subject is the app, and
 * the token's id is the saga's.
 *
 * <p>It goes back: until the last step nobody has seen the token, so nothing is lost. Both locks
 * remember which saga holds them; a compensation opens what its own saga locked, and leaves an app
 * locked that was locked before.
 */
final class LockSaga {
  static final String KIND = "lock";

  private final Neighbours neighbours;
  private final TokenBook book;
  private final TokenMint mint;
  private final InstantSource clock;

  LockSaga(Neighbours neighbours, TokenBook book, TokenMint mint, InstantSource clock) {
    this.neighbours = neighbours;
    this.book = book;
    this.mint = mint;
    this.clock = clock;
  }

  /** One request for a token, and what became of it. Belongs to one thread. */
  static final class Order {
    private final long lifetimeSeconds;
    private final AppLimits limits;
    private Optional<App> app = Optional.empty();
    private Optional<TokenMint.Minted> minted = Optional.empty();

    Order(long lifetimeSeconds, AppLimits limits) {
      this.lifetimeSeconds = lifetimeSeconds;
      this.limits = limits;
    }

    /** The app, locked. */
    App app() {
      return app.orElseThrow(() -> new IllegalStateException("the app is locked first"));
    }

    TokenMint.Minted minted() {
      return minted.orElseThrow(() -> new IllegalStateException("the token is written last"));
    }
  }

  Plan plan(Order order) {
    return new Plan(
        KIND,
        Direction.BACKWARD,
        List.of(new LockApp(order), new LockConfiguration(), new WriteToken(order)));
  }

  /** The plan of a saga that was found recorded: what it had ordered is not needed to go back. */
  Plan recovery() {
    return plan(new Order(TokenRules.DEFAULT_LIFETIME_SECONDS, AppLimits.NONE));
  }

  private final class LockApp implements Step {
    private final Order order;

    LockApp(Order order) {
      this.order = order;
    }

    @Override
    public String name() {
      return "lock the app";
    }

    @Override
    public void perform(SagaRecord saga) {
      LockRequest request =
          LockRequest.newBuilder().setAppId(saga.subject()).setSagaId(saga.id()).build();
      order.app = Optional.of(neighbours.apps().lock(request).getApp());
    }

    @Override
    public void compensate(SagaRecord saga) {
      dev.datalab.proto.appmeta.v1.UnlockRequest request =
          dev.datalab.proto.appmeta.v1.UnlockRequest.newBuilder()
              .setAppId(saga.subject())
              .setSagaId(saga.id())
              .build();
      Absent.isFine(() -> neighbours.apps().unlock(request));
    }
  }

  private final class LockConfiguration implements Step {
    @Override
    public String name() {
      return "lock the configuration";
    }

    @Override
    public void perform(SagaRecord saga) {
      neighbours
          .configurations()
          .lock(
              dev.datalab.proto.appconfig.v1.LockRequest.newBuilder()
                  .setAppId(saga.subject())
                  .setSagaId(saga.id())
                  .build());
    }

    @Override
    public void compensate(SagaRecord saga) {
      UnlockRequest request =
          UnlockRequest.newBuilder().setAppId(saga.subject()).setLockedBySagaId(saga.id()).build();
      Absent.isFine(() -> neighbours.configurations().unlock(request));
    }
  }

  private final class WriteToken implements Step {
    private final Order order;

    WriteToken(Order order) {
      this.order = order;
    }

    @Override
    public String name() {
      return "write the token";
    }

    @Override
    public void perform(SagaRecord saga) {
      TokenMint.Minted minted =
          mint.mint(saga.id(), order.app(), order.lifetimeSeconds, order.limits);
      long now = clock.millis();
      book.change(
          saga.subject(),
          tokens -> {
            refuseValid(tokens, now);
            return tokens.with(minted.state(), now);
          });
      order.minted = Optional.of(minted);
    }

    @Override
    public void compensate(SagaRecord saga) {
      book.change(saga.subject(), tokens -> tokens.without(saga.id()));
    }
  }

  /**
   * Sees to it that no token is good.
   *
   * @throws Rejection TAKEN if one is
   */
  static void refuseValid(AppTokens tokens, long nowMillis) {
    if (!tokens.good(nowMillis).isEmpty()) {
      throw Rejection.taken(
          "A token of this app is valid: refresh it, or revoke it before you issue another.");
    }
  }
}
