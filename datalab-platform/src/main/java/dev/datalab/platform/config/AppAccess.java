package dev.datalab.platform.config;

import static java.util.Objects.requireNonNull;

import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaBlockingStub;
import dev.datalab.proto.appmeta.v1.GetAppRequest;
import dev.datalab.proto.appmeta.v1.GetAppResponse;
import dev.datalab.proto.common.v1.Role;
import jakarta.inject.Inject;

/**
 * Asks AppMeta, on behalf of the present caller, which role they have on an app. Safe for use by
 * many threads.
 */
public final class AppAccess {
  private final AppMetaBlockingStub apps;

  /**
   * Takes a stub.
   *
   * @param apps its channel passes the caller on and sets deadlines
   */
  @Inject
  public AppAccess(AppMetaBlockingStub apps) {
    this.apps = requireNonNull(apps, "apps");
  }

  /**
   * Answers the app and the caller's role, if it admits at least this one.
   *
   * @param app id of the app
   * @param least OWNER, EDITOR or VIEWER
   * @throws Rejection UNAUTHENTICATED without a caller; NOT_FOUND if the app is not there or not
   *     visible to them; FORBIDDEN if their role does not do
   */
  public GetAppResponse require(String app, Role least) {
    CallContext.requireCaller();
    GetAppResponse answer = apps.getApp(GetAppRequest.newBuilder().setAppId(app).build());
    if (!admits(answer.getRole(), least)) {
      throw Rejection.forbidden(
          "This needs the role of %s on the app: ask the owner."
              .formatted(least == Role.ROLE_OWNER ? "owner" : "editor"));
    }
    return answer;
  }

  /** Whether a role admits all that another one admits. */
  static boolean admits(Role role, Role least) {
    return switch (role) {
      case ROLE_OWNER -> true;
      case ROLE_EDITOR -> least != Role.ROLE_OWNER;
      case ROLE_VIEWER -> least == Role.ROLE_VIEWER;
      case ROLE_UNSPECIFIED, UNRECOGNIZED -> false;
    };
  }
}
