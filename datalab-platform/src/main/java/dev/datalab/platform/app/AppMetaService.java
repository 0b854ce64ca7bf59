package dev.datalab.platform.app;

import static java.util.Objects.requireNonNull;

import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.rpc.Unary;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.appmeta.v1.AcceptRequest;
import dev.datalab.proto.appmeta.v1.AcceptResponse;
import dev.datalab.proto.appmeta.v1.AddMemberRequest;
import dev.datalab.proto.appmeta.v1.AddMemberResponse;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaImplBase;
import dev.datalab.proto.appmeta.v1.ChangeRoleRequest;
import dev.datalab.proto.appmeta.v1.ChangeRoleResponse;
import dev.datalab.proto.appmeta.v1.DeleteAppRequest;
import dev.datalab.proto.appmeta.v1.DeleteAppResponse;
import dev.datalab.proto.appmeta.v1.GetAppRequest;
import dev.datalab.proto.appmeta.v1.GetAppResponse;
import dev.datalab.proto.appmeta.v1.GetAppsRequest;
import dev.datalab.proto.appmeta.v1.GetAppsResponse;
import dev.datalab.proto.appmeta.v1.GetInvitationsRequest;
import dev.datalab.proto.appmeta.v1.GetInvitationsResponse;
import dev.datalab.proto.appmeta.v1.HandOverRequest;
import dev.datalab.proto.appmeta.v1.HandOverResponse;
import dev.datalab.proto.appmeta.v1.InviteRequest;
import dev.datalab.proto.appmeta.v1.InviteResponse;
import dev.datalab.proto.appmeta.v1.LockRequest;
import dev.datalab.proto.appmeta.v1.LockResponse;
import dev.datalab.proto.appmeta.v1.RegisterAppRequest;
import dev.datalab.proto.appmeta.v1.RegisterAppResponse;
import dev.datalab.proto.appmeta.v1.RejectRequest;
import dev.datalab.proto.appmeta.v1.RejectResponse;
import dev.datalab.proto.appmeta.v1.RemindRequest;
import dev.datalab.proto.appmeta.v1.RemindResponse;
import dev.datalab.proto.appmeta.v1.RemoveMemberRequest;
import dev.datalab.proto.appmeta.v1.RemoveMemberResponse;
import dev.datalab.proto.appmeta.v1.UnlockRequest;
import dev.datalab.proto.appmeta.v1.UnlockResponse;
import dev.datalab.proto.appmeta.v1.UpdateAppRequest;
import dev.datalab.proto.appmeta.v1.UpdateAppResponse;
import dev.datalab.proto.appmeta.v1.WithdrawRequest;
import dev.datalab.proto.appmeta.v1.WithdrawResponse;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc.EventManagerBlockingStub;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc.UserMetaBlockingStub;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import java.time.InstantSource;

/**
 * The role {@code app-meta}: apps, their members and invitations, and their locks. The calls, who
 * may make them and what they refuse stand in {@code appmeta.proto}.
 *
 * <p>Expects {@link dev.datalab.platform.rpc.ServerContextInterceptor} in front. Safe for use by
 * many threads; starts none.
 */
public final class AppMetaService extends AppMetaImplBase {
  private final AppRegistry registry;
  private final AppMembers members;
  private final AppInvitations invitations;
  private final AppLocks locks;
  private final AppRemoval removal;

  /**
   * Works over a store of its own.
   *
   * @param store the service's documents; collections {@code app} and {@code invitation}
   * @param users who people are; asked with the caller's metadata
   * @param configurations loses the configuration of an app that is deleted
   * @param events loses the events of an app that is deleted
   * @param clock tells when things happened
   */
  @Inject
  public AppMetaService(
      DocumentStore store,
      UserMetaBlockingStub users,
      AppConfigBlockingStub configurations,
      EventManagerBlockingStub events,
      InstantSource clock) {
    Apps apps = new Apps(requireNonNull(store, "store"), requireNonNull(clock, "clock"));
    Colleagues colleagues = new Colleagues(requireNonNull(users, "users"));
    registry = new AppRegistry(apps, colleagues);
    members = new AppMembers(apps, colleagues);
    invitations = new AppInvitations(apps, colleagues);
    locks = new AppLocks(apps);
    removal =
        new AppRemoval(
            apps,
            requireNonNull(configurations, "configurations"),
            requireNonNull(events, "events"));
  }

  /**
   * Goes on with deletions that a crash or a service that didn't answer has left. To be called when
   * the other services are there, and again as often as the host likes.
   *
   * @return how many are left still
   */
  public int repair() {
    return removal.repair();
  }

  @Override
  public void registerApp(
      RegisterAppRequest request, StreamObserver<RegisterAppResponse> observer) {
    Unary.answer(observer, () -> registry.register(request));
  }

  @Override
  public void getApp(GetAppRequest request, StreamObserver<GetAppResponse> observer) {
    Unary.answer(observer, () -> registry.get(request.getAppId()));
  }

  @Override
  public void getApps(GetAppsRequest request, StreamObserver<GetAppsResponse> observer) {
    Unary.answer(observer, registry::list);
  }

  @Override
  public void updateApp(UpdateAppRequest request, StreamObserver<UpdateAppResponse> observer) {
    Unary.answer(observer, () -> registry.update(request));
  }

  @Override
  public void deleteApp(DeleteAppRequest request, StreamObserver<DeleteAppResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          removal.delete(request.getAppId());
          return DeleteAppResponse.getDefaultInstance();
        });
  }

  @Override
  public void addMember(AddMemberRequest request, StreamObserver<AddMemberResponse> observer) {
    Unary.answer(observer, () -> members.add(request));
  }

  @Override
  public void removeMember(
      RemoveMemberRequest request, StreamObserver<RemoveMemberResponse> observer) {
    Unary.answer(observer, () -> members.remove(request));
  }

  @Override
  public void changeRole(ChangeRoleRequest request, StreamObserver<ChangeRoleResponse> observer) {
    Unary.answer(observer, () -> members.changeRole(request));
  }

  @Override
  public void handOver(HandOverRequest request, StreamObserver<HandOverResponse> observer) {
    Unary.answer(observer, () -> members.handOver(request));
  }

  @Override
  public void invite(InviteRequest request, StreamObserver<InviteResponse> observer) {
    Unary.answer(observer, () -> invitations.invite(request));
  }

  @Override
  public void remind(RemindRequest request, StreamObserver<RemindResponse> observer) {
    Unary.answer(observer, () -> invitations.remind(request));
  }

  @Override
  public void accept(AcceptRequest request, StreamObserver<AcceptResponse> observer) {
    Unary.answer(observer, () -> invitations.accept(request));
  }

  @Override
  public void reject(RejectRequest request, StreamObserver<RejectResponse> observer) {
    Unary.answer(observer, () -> invitations.reject(request));
  }

  @Override
  public void withdraw(WithdrawRequest request, StreamObserver<WithdrawResponse> observer) {
    Unary.answer(observer, () -> invitations.withdraw(request));
  }

  @Override
  public void getInvitations(
      GetInvitationsRequest request, StreamObserver<GetInvitationsResponse> observer) {
    Unary.answer(observer, () -> invitations.list(request));
  }

  @Override
  public void lock(LockRequest request, StreamObserver<LockResponse> observer) {
    Unary.answer(observer, () -> locks.lock(request));
  }

  @Override
  public void unlock(UnlockRequest request, StreamObserver<UnlockResponse> observer) {
    Unary.answer(observer, () -> locks.unlock(request));
  }
}
