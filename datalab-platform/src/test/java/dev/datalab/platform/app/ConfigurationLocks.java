package dev.datalab.platform.app;

import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.Documents;
import dev.datalab.platform.documents.Index;
import dev.datalab.platform.documents.KeyTakenException;
import dev.datalab.platform.documents.Versioned;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Unary;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigImplBase;
import dev.datalab.proto.appconfig.v1.LockRequest;
import dev.datalab.proto.appconfig.v1.LockResponse;
import dev.datalab.proto.appconfig.v1.RemoveConfigurationRequest;
import dev.datalab.proto.appconfig.v1.RemoveConfigurationResponse;
import dev.datalab.proto.appconfig.v1.UnlockRequest;
import dev.datalab.proto.appconfig.v1.UnlockResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** The locks of configurations as the contract has them, over a store that outlives the process. */
final class ConfigurationLocks extends AppConfigImplBase {
  /** Which saga holds the lock; empty: none. */
  record Lock(String appId, String holder) {}

  private final DocumentStore store;
  private final Documents<Lock> locks;

  ConfigurationLocks(DocumentStore store) {
    this.store = store;
    locks = new Documents<>(store, "lock", Lock.class, Lock::appId, lock -> Index.none());
  }

  boolean locked(String appId) {
    return locks.get(appId).filter(lock -> !lock.value().holder().isEmpty()).isPresent();
  }

  boolean known(String appId) {
    return locks.get(appId).isPresent();
  }

  @Override
  public void lock(LockRequest request, StreamObserver<LockResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          CallContext.requireService();
          try {
            store.commit(List.of(locks.insert(new Lock(request.getAppId(), ""))));
          } catch (KeyTakenException e) {
            assert locks.get(request.getAppId()).isPresent();
          }
          Lock after =
              locks
                  .update(
                      request.getAppId(),
                      lock ->
                          lock.holder().isEmpty()
                              ? new Lock(lock.appId(), request.getSagaId())
                              : lock)
                  .orElseThrow()
                  .value();
          return LockResponse.newBuilder()
              .setByThisSaga(after.holder().equals(request.getSagaId()))
              .build();
        });
  }

  @Override
  public void unlock(UnlockRequest request, StreamObserver<UnlockResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          CallContext.requireService();
          String only = request.getLockedBySagaId();
          locks.update(
              request.getAppId(),
              lock ->
                  only.isEmpty() || lock.holder().equals(only) ? new Lock(lock.appId(), "") : lock);
          return UnlockResponse.getDefaultInstance();
        });
  }

  @Override
  public void removeConfiguration(
      RemoveConfigurationRequest request, StreamObserver<RemoveConfigurationResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          CallContext.requireService();
          List<Versioned<Lock>> found = locks.get(request.getAppId()).stream().toList();
          store.commit(found.stream().map(locks::delete).toList());
          return RemoveConfigurationResponse.getDefaultInstance();
        });
  }
}
