package dev.datalab.platform.app;

import dev.datalab.platform.documents.Change;
import dev.datalab.platform.documents.Versioned;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.appmeta.v1.AddMemberRequest;
import dev.datalab.proto.appmeta.v1.AddMemberResponse;
import dev.datalab.proto.appmeta.v1.ChangeRoleRequest;
import dev.datalab.proto.appmeta.v1.ChangeRoleResponse;
import dev.datalab.proto.appmeta.v1.HandOverRequest;
import dev.datalab.proto.appmeta.v1.HandOverResponse;
import dev.datalab.proto.appmeta.v1.RemoveMemberRequest;
import dev.datalab.proto.appmeta.v1.RemoveMemberResponse;
import dev.datalab.proto.common.v1.User;
import java.util.List;

/** Changes who works on an app without asking whom it concerns. */
final class AppMembers {
  private final Apps apps;
  private final Colleagues colleagues;

  AppMembers(Apps apps, Colleagues colleagues) {
    this.apps = apps;
    this.colleagues = colleagues;
  }

  AddMemberResponse add(AddMemberRequest request) {
    CallContext.requireService();
    AppRules rules = new AppRules();
    AppRole role = rules.memberRole(request.getRole());
    rules.refuse();
    String organization = apps.get(request.getAppId()).value().organizationId();
    User user = colleagues.byId(request.getUserId(), organization);
    Versioned<AppDocument> changed =
        apps.change(
            request.getAppId(),
            read -> {
              AppDocument app = read.value();
              refuseOwner(app, user.getId());
              refusePublic(app);
              AppMember member =
                  app.team()
                      .member(user.getId())
                      .map(old -> old.as(role))
                      .orElseGet(
                          () -> new AppMember(user.getId(), user.getUsername(), role, apps.now()));
              return new Apps.Outcome(
                  app.with(app.team().with(member)), withdrawn(app.id(), user.getId()));
            });
    return AddMemberResponse.newBuilder().setApp(AppMessages.app(changed)).build();
  }

  RemoveMemberResponse remove(RemoveMemberRequest request) {
    Versioned<AppDocument> changed =
        apps.change(
            request.getAppId(),
            AppRole.OWNER,
            read -> {
              AppDocument app = read.value();
              AppMember member = member(app, request.getUserId());
              return new Apps.Outcome(app.with(app.team().without(member.userId())));
            });
    return RemoveMemberResponse.newBuilder().setApp(AppMessages.app(changed)).build();
  }

  ChangeRoleResponse changeRole(ChangeRoleRequest request) {
    Versioned<AppDocument> changed =
        apps.change(
            request.getAppId(),
            AppRole.OWNER,
            read -> {
              AppDocument app = read.value();
              AppRules rules = new AppRules();
              AppRole role = rules.memberRole(request.getRole());
              rules.refuse();
              AppMember member = member(app, request.getUserId());
              return new Apps.Outcome(app.with(app.team().with(member.as(role))));
            });
    return ChangeRoleResponse.newBuilder().setApp(AppMessages.app(changed)).build();
  }

  HandOverResponse handOver(HandOverRequest request) {
    Versioned<AppDocument> before = apps.get(request.getAppId());
    Apps.require(before.value(), AppRole.OWNER);
    User user = colleagues.byId(request.getUserId(), before.value().organizationId());
    Versioned<AppDocument> changed =
        apps.change(
            request.getAppId(),
            AppRole.OWNER,
            read -> {
              AppDocument app = read.value();
              if (app.team().isOwner(user.getId())) {
                throw Rejection.invalid("/user", "This user owns the app already; name another.");
              }
              if (!app.isPublic() && app.team().member(user.getId()).isEmpty()) {
                throw Rejection.invalid(
                    "/user", "A private app is handed over to a member; invite them first.");
              }
              AppMember next =
                  app.team()
                      .member(user.getId())
                      .orElseGet(
                          () ->
                              new AppMember(
                                  user.getId(), user.getUsername(), AppRole.OWNER, apps.now()));
              return new Apps.Outcome(app.with(app.team().ownedBy(next)));
            });
    return HandOverResponse.newBuilder()
        .setApp(AppMessages.app(changed))
        .setRole(AppMessages.role(AppRole.EDITOR))
        .build();
  }

  /** Withdraws what is pending for somebody who needs no invitation any more. */
  private List<Change> withdrawn(String appId, String userId) {
    return apps.invitationsOfApp(appId).stream()
        .filter(each -> each.value().isPending() && each.value().userId().equals(userId))
        .map(
            each ->
                apps.invitations()
                    .replace(each, each.value().settled(AppInvitation.State.WITHDRAWN, apps.now())))
        .toList();
  }

  private static AppMember member(AppDocument app, String userId) {
    refuseOwner(app, userId);
    return app.team()
        .member(userId)
        .orElseThrow(
            () -> Rejection.notFound("No member of this app has this id: look it up again."));
  }

  private static void refuseOwner(AppDocument app, String userId) {
    if (app.team().isOwner(userId)) {
      throw Rejection.conflict(
          "The owner of the app stays its owner: hand the app over to another first.");
    }
  }

  static void refusePublic(AppDocument app) {
    if (app.isPublic()) {
      throw Rejection.conflict(
          "The app is public, so every colleague is an editor already: make it private first.");
    }
  }
}
