package dev.datalab.server.history;

import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaBlockingStub;
import dev.datalab.proto.appmeta.v1.GetAppRequest;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.server.problem.ProblemException;
import dev.datalab.server.rest.Person;
import jakarta.inject.Inject;
import java.util.Locale;

/**
 * Asks for a person's role on an app. The services of events know apps and no users, so the gateway
 * asks in their place. Thread-safe.
 */
final class AppAccess {
  private final AppMetaBlockingStub appMeta;

  @Inject
  AppAccess(AppMetaBlockingStub appMeta) {
    this.appMeta = appMeta;
  }

  /**
   * The app, if the person has at least a role on it.
   *
   * @throws ProblemException 403 if the role is less
   * @throws io.grpc.StatusRuntimeException NOT_FOUND if there is no role
   */
  App require(Person person, String appId, Role least) {
    var answer =
        person.ask(() -> appMeta.getApp(GetAppRequest.newBuilder().setAppId(appId).build()));
    Role role = answer.getRole();
    // The stronger role has the smaller number.
    if (role == Role.ROLE_UNSPECIFIED || role.getNumber() > least.getNumber()) {
      throw new ProblemException(
          403,
          "This takes the role "
              + name(least)
              + " on the app, and yours is "
              + name(role)
              + ". Ask the app's owner.");
    }
    return answer.getApp();
  }

  private static String name(Role role) {
    return role.name().substring("ROLE_".length()).toLowerCase(Locale.ROOT);
  }
}
