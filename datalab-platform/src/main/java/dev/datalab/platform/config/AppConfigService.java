package dev.datalab.platform.config;

import static java.util.Objects.requireNonNull;

import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Unary;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc;
import dev.datalab.proto.appconfig.v1.ApproveOperationRequest;
import dev.datalab.proto.appconfig.v1.ApproveOperationResponse;
import dev.datalab.proto.appconfig.v1.Configuration;
import dev.datalab.proto.appconfig.v1.GetConfigurationRequest;
import dev.datalab.proto.appconfig.v1.GetConfigurationResponse;
import dev.datalab.proto.appconfig.v1.GetForClientRequest;
import dev.datalab.proto.appconfig.v1.GetForClientResponse;
import dev.datalab.proto.appconfig.v1.LockRequest;
import dev.datalab.proto.appconfig.v1.LockResponse;
import dev.datalab.proto.appconfig.v1.Operation;
import dev.datalab.proto.appconfig.v1.RemoveConfigurationRequest;
import dev.datalab.proto.appconfig.v1.RemoveConfigurationResponse;
import dev.datalab.proto.appconfig.v1.SetConfigurationRequest;
import dev.datalab.proto.appconfig.v1.SetConfigurationResponse;
import dev.datalab.proto.appconfig.v1.UnlockRequest;
import dev.datalab.proto.appconfig.v1.UnlockResponse;
import dev.datalab.proto.appmeta.v1.GetAppResponse;
import dev.datalab.proto.common.v1.Role;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import java.time.InstantSource;

/** The service AppConfig. Safe for use by many threads. */
public final class AppConfigService extends AppConfigGrpc.AppConfigImplBase {
  private final Configurations configurations;
  private final AppAccess access;

  /**
   * Makes the service.
   *
   * @param store its documents, which no other service writes
   * @param access asks AppMeta for roles
   * @param clock says when a configuration was set
   */
  @Inject
  public AppConfigService(DocumentStore store, AppAccess access, InstantSource clock) {
    this.configurations = new Configurations(store, clock);
    this.access = requireNonNull(access, "access");
  }

  @Override
  public void setConfiguration(
      SetConfigurationRequest request, StreamObserver<SetConfigurationResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          Caller caller = CallContext.requireCaller();
          access.require(request.getAppId(), Role.ROLE_EDITOR);
          AppConfiguration next = AppConfiguration.read(request.getConfigurationJson());
          StoredConfiguration stored =
              configurations.set(request.getAppId(), next, request.getIfMatch(), caller.user());
          return SetConfigurationResponse.newBuilder().setConfiguration(message(stored)).build();
        });
  }

  @Override
  public void getConfiguration(
      GetConfigurationRequest request, StreamObserver<GetConfigurationResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          if (CallContext.caller().isPresent()) {
            access.require(request.getAppId(), Role.ROLE_VIEWER);
          }
          return GetConfigurationResponse.newBuilder()
              .setConfiguration(message(configurations.get(requireId(request.getAppId()))))
              .build();
        });
  }

  @Override
  public void removeConfiguration(
      RemoveConfigurationRequest request, StreamObserver<RemoveConfigurationResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          CallContext.requireService();
          configurations.remove(requireId(request.getAppId()));
          return RemoveConfigurationResponse.getDefaultInstance();
        });
  }

  @Override
  public void approveOperation(
      ApproveOperationRequest request, StreamObserver<ApproveOperationResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          GetAppResponse app = access.require(request.getAppId(), Role.ROLE_VIEWER);
          boolean locked =
              request.getOperation() == Operation.OPERATION_CHANGE_CONFIGURATION
                  ? configurations.get(request.getAppId()).locked()
                  : app.getApp().getLocked();
          return Approval.answer(request.getOperation(), app, locked);
        });
  }

  @Override
  public void getForClient(
      GetForClientRequest request, StreamObserver<GetForClientResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          CallContext.requireService();
          StoredConfiguration stored = configurations.get(requireId(request.getAppId()));
          return GetForClientResponse.newBuilder()
              .setClientJson(AppConfiguration.read(stored.json()).clientJson())
              .setVersion(stored.version())
              .build();
        });
  }

  @Override
  public void lock(LockRequest request, StreamObserver<LockResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          CallContext.requireService();
          if (request.getSagaId().isEmpty()) {
            throw Rejection.invalid("/sagaId", "sagaId: missing; name the saga that locks.");
          }
          StoredConfiguration stored =
              configurations.lock(requireId(request.getAppId()), request.getSagaId());
          return LockResponse.newBuilder()
              .setConfiguration(message(stored))
              .setByThisSaga(stored.lockedBy().equals(request.getSagaId()))
              .build();
        });
  }

  @Override
  public void unlock(UnlockRequest request, StreamObserver<UnlockResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          CallContext.requireService();
          Configurations.Changed changed =
              configurations.unlock(requireId(request.getAppId()), request.getLockedBySagaId());
          return UnlockResponse.newBuilder()
              .setConfiguration(message(changed.now()))
              .setChanged(changed.before().locked() && !changed.now().locked())
              .build();
        });
  }

  private static String requireId(String app) {
    if (app.isEmpty() || app.length() > 100) {
      throw Rejection.notFound("There is no such app, or it is not visible to you.");
    }
    return app;
  }

  private static Configuration message(StoredConfiguration stored) {
    return Configuration.newBuilder()
        .setAppId(stored.app())
        .setConfigurationJson(stored.json())
        .setVersion(stored.version())
        .setEtag(stored.etag())
        .setLocked(stored.locked())
        .setUpdatedAtMillis(stored.updatedAtMillis())
        .setUpdatedById(stored.updatedById())
        .build();
  }
}
