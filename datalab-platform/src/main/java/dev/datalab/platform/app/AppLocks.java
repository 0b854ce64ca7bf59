package dev.datalab.platform.app;

import dev.datalab.platform.documents.Versioned;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.appmeta.v1.LockRequest;
import dev.datalab.proto.appmeta.v1.LockResponse;
import dev.datalab.proto.appmeta.v1.UnlockRequest;
import dev.datalab.proto.appmeta.v1.UnlockResponse;

/** The steps of the lock and unlock sagas that are this service's. */
final class AppLocks {
  private final Apps apps;

  AppLocks(Apps apps) {
    this.apps = apps;
  }

  LockResponse lock(LockRequest request) {
    CallContext.requireService();
    String saga = requireSaga(request.getSagaId());
    Versioned<AppDocument> app =
        apps.change(
            request.getAppId(),
            read -> {
              AppLock lock = read.value().lock();
              if (lock.voided().contains(saga)) {
                throw Rejection.changed(
                    "The change that would lock this app was taken back: begin it anew.");
              }
              return new Apps.Outcome(read.value().with(lock.lockedBy(saga)));
            });
    return LockResponse.newBuilder()
        .setApp(AppMessages.app(app))
        .setByThisSaga(app.value().lock().heldBy(saga))
        .build();
  }

  UnlockResponse unlock(UnlockRequest request) {
    CallContext.requireService();
    String saga = requireSaga(request.getSagaId());
    boolean[] changed = new boolean[1];
    Versioned<AppDocument> app =
        apps.change(
            request.getAppId(),
            read -> {
              AppLock lock = read.value().lock();
              AppLock next =
                  request.getEndGeneration()
                      ? ended(lock, request.getEndedGeneration())
                      : lock.compensated(saga);
              changed[0] = next.locked() != lock.locked() || next.generation() != lock.generation();
              return new Apps.Outcome(read.value().with(next));
            });
    return UnlockResponse.newBuilder().setApp(AppMessages.app(app)).setChanged(changed[0]).build();
  }

  /** Ends a generation once, however often it is asked for. */
  private static AppLock ended(AppLock lock, int generation) {
    if (generation > lock.generation()) {
      throw Rejection.changed(
          "The app is in generation %d, and %d can't be ended yet: read it again."
              .formatted(lock.generation(), generation));
    }
    return generation < lock.generation() ? lock : lock.ended();
  }

  private static String requireSaga(String saga) {
    if (saga.isEmpty()) {
      throw Rejection.invalid("", "A lock is a step of a saga; give the saga's id.");
    }
    return saga;
  }
}
