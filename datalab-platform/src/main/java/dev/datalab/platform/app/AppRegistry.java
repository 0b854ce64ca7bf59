package dev.datalab.platform.app;

import static java.util.Comparator.comparing;

import dev.datalab.platform.documents.Change;
import dev.datalab.platform.documents.Ids;
import dev.datalab.platform.documents.Versioned;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.appmeta.v1.GetAppResponse;
import dev.datalab.proto.appmeta.v1.GetAppsResponse;
import dev.datalab.proto.appmeta.v1.RegisterAppRequest;
import dev.datalab.proto.appmeta.v1.RegisterAppResponse;
import dev.datalab.proto.appmeta.v1.UpdateAppRequest;
import dev.datalab.proto.appmeta.v1.UpdateAppResponse;
import dev.datalab.proto.common.v1.User;
import dev.datalab.proto.common.v1.Visibility;
import java.util.List;

/** Registers, shows and changes apps. */
final class AppRegistry {
  private final Apps apps;
  private final Colleagues colleagues;

  AppRegistry(Apps apps, Colleagues colleagues) {
    this.apps = apps;
    this.colleagues = colleagues;
  }

  RegisterAppResponse register(RegisterAppRequest request) {
    Caller caller = CallContext.requireCaller();
    AppRules rules = new AppRules();
    AppDescription description =
        new AppDescription(
            rules.name(request.getName()),
            rules.url(request.getUrl()),
            rules.tags(request.getTagsList()),
            visibility(request.getVisibility(), AppVisibility.PRIVATE),
            rules.originsOrOwn(request.getOriginsList(), request.getUrl()));
    rules.refuse();
    User user = colleagues.self();
    long now = apps.now();
    AppMember owner = new AppMember(user.getId(), user.getUsername(), AppRole.OWNER, now);
    AppDocument app =
        new AppDocument(
            Ids.next(),
            caller.organization(),
            user.getOrganizationName(),
            description,
            new AppTeam(owner, List.of()),
            AppLock.OPEN,
            false,
            now,
            now);
    return RegisterAppResponse.newBuilder().setApp(AppMessages.app(apps.insert(app))).build();
  }

  GetAppResponse get(String appId) {
    Versioned<AppDocument> app = apps.get(appId);
    GetAppResponse.Builder answer = GetAppResponse.newBuilder().setApp(AppMessages.app(app));
    if (CallContext.caller().isPresent()) {
      answer.setRole(AppMessages.role(Apps.require(app.value(), AppRole.VIEWER)));
    }
    return answer.build();
  }

  GetAppsResponse list() {
    Caller caller = CallContext.requireCaller();
    GetAppsResponse.Builder answer = GetAppsResponse.newBuilder();
    apps.ofOrganization(caller.organization()).stream()
        .sorted(
            comparing((Versioned<AppDocument> app) -> app.value().description().name())
                .thenComparing(Versioned::id))
        .forEach(
            app ->
                app.value()
                    .roleOf(caller.user(), caller.organization())
                    .ifPresent(
                        role ->
                            answer
                                .addAppsBuilder()
                                .setApp(AppMessages.app(app))
                                .setRole(AppMessages.role(role))));
    return answer.build();
  }

  UpdateAppResponse update(UpdateAppRequest request) {
    Caller caller = CallContext.requireCaller();
    Versioned<AppDocument> changed =
        apps.change(request.getAppId(), AppRole.EDITOR, app -> decide(request, app));
    AppRole role =
        changed.value().roleOf(caller.user(), caller.organization()).orElseThrow(Apps::notFound);
    return UpdateAppResponse.newBuilder()
        .setApp(AppMessages.app(changed))
        .setRole(AppMessages.role(role))
        .build();
  }

  private Apps.Outcome decide(UpdateAppRequest request, Versioned<AppDocument> read) {
    if (request.getIfVersion() != 0 && request.getIfVersion() != read.version()) {
      throw Rejection.changed(
          "The app was changed by somebody else meanwhile: read it again, then decide.");
    }
    AppDocument app = read.value();
    AppDescription next = described(request, app.description());
    if (next.visibility() != app.description().visibility()) {
      Apps.require(app, AppRole.OWNER);
    }
    if (app.lock().locked() && next.movesSiteOf(app.description())) {
      throw Rejection.conflict(
          "The app is locked, so its url and origins stay as they are: unlock it first.");
    }
    List<Change> withdrawn =
        next.visibility() == AppVisibility.PUBLIC ? withdrawAll(app.id()) : List.of();
    return new Apps.Outcome(app.with(next), withdrawn);
  }

  /** What the request asks for on top of what stands. */
  private static AppDescription described(UpdateAppRequest request, AppDescription old) {
    AppRules rules = new AppRules();
    AppDescription next =
        new AppDescription(
            request.hasName() ? rules.name(request.getName()) : old.name(),
            request.hasUrl() ? rules.url(request.getUrl()) : old.url(),
            request.hasTags() ? rules.tags(request.getTags().getValuesList()) : old.tags(),
            visibility(request.getVisibility(), old.visibility()),
            request.hasOrigins()
                ? rules.origins(request.getOrigins().getValuesList())
                : old.origins());
    rules.refuse();
    return next;
  }

  /** The pending invitations of an app, withdrawn: nobody is invited to a public one. */
  private List<Change> withdrawAll(String appId) {
    return apps.invitationsOfApp(appId).stream()
        .filter(each -> each.value().isPending())
        .map(
            each ->
                apps.invitations()
                    .replace(each, each.value().settled(AppInvitation.State.WITHDRAWN, apps.now())))
        .toList();
  }

  private static AppVisibility visibility(Visibility asked, AppVisibility otherwise) {
    return switch (asked) {
      case VISIBILITY_PUBLIC -> AppVisibility.PUBLIC;
      case VISIBILITY_PRIVATE -> AppVisibility.PRIVATE;
      case VISIBILITY_UNSPECIFIED -> otherwise;
      case UNRECOGNIZED ->
          throw Rejection.invalid("/visibility", "An app is public or private; give one of these.");
    };
  }
}
