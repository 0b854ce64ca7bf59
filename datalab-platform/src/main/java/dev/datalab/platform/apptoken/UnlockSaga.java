package dev.datalab.platform.apptoken;

import dev.datalab.platform.saga.Direction;
import dev.datalab.platform.saga.Plan;
import dev.datalab.platform.saga.SagaRecord;
import dev.datalab.platform.saga.Step;
import dev.datalab.proto.appconfig.v1.UnlockRequest;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.appmeta.v1.GetAppRequest;
import dev.datalab.proto.eventmanager.v1.CloseAppRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * Revokes the tokens of an app's generation, unlocks app and configuration and closes the sockets.
 * Its subject is the app, its data the generation that ends.
 *
 * <p>It goes forward: once tokens are revoked there is no way back to them, so its record is the
 * decision, and every step follows, by a repair if need be.
 */
final class UnlockSaga {
  static final String KIND = "unlock";

  private final Neighbours neighbours;
  private final TokenBook book;
  private final InstantSource clock;

  UnlockSaga(Neighbours neighbours, TokenBook book, InstantSource clock) {
    this.neighbours = neighbours;
    this.book = book;
    this.clock = clock;
  }

  Plan plan() {
    return new Plan(
        KIND,
        Direction.FORWARD,
        List.of(
            new Forward("revoke the tokens", this::revoke),
            new Forward("unlock the app", this::unlockApp),
            new Forward("unlock the configuration", this::unlockConfiguration),
            new Forward("close the sockets", this::closeSockets)));
  }

  private static int generation(SagaRecord saga) {
    return Integer.parseInt(saga.data());
  }

  private void revoke(SagaRecord saga) {
    long now = clock.millis();
    book.change(saga.subject(), tokens -> tokens.revokedThrough(generation(saga), now));
  }

  private void unlockApp(SagaRecord saga) {
    dev.datalab.proto.appmeta.v1.UnlockRequest request =
        dev.datalab.proto.appmeta.v1.UnlockRequest.newBuilder()
            .setAppId(saga.subject())
            .setSagaId(saga.id())
            .setEndGeneration(true)
            .setEndedGeneration(generation(saga))
            .build();
    Absent.isFine(() -> neighbours.apps().unlock(request));
  }

  /** Unless the app is locked anew: then the generation had ended before this saga began. */
  private void unlockConfiguration(SagaRecord saga) {
    Absent.isFine(
        () -> {
          App app =
              neighbours
                  .apps()
                  .getApp(GetAppRequest.newBuilder().setAppId(saga.subject()).build())
                  .getApp();
          if (!app.getLocked()) {
            neighbours
                .configurations()
                .unlock(UnlockRequest.newBuilder().setAppId(saga.subject()).build());
          }
        });
  }

  private void closeSockets(SagaRecord saga) {
    CloseAppRequest request =
        CloseAppRequest.newBuilder()
            .setAppId(saga.subject())
            .setThroughGeneration(generation(saga))
            .build();
    Absent.isFineOrUnknown(() -> neighbours.events().closeApp(request));
  }

  private record Forward(String name, Consumer<SagaRecord> action) implements Step {
    @Override
    public void perform(SagaRecord saga) {
      action.accept(saga);
    }

    @Override
    public void compensate(SagaRecord saga) {
      throw new IllegalStateException("a revoked token does not come back");
    }
  }
}
