package dev.datalab.server.events;

import dev.datalab.platform.config.AppAccess;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.common.v1.Role;
import java.util.OptionalInt;

/** The generations of apps, as far as the present caller may know them. */
final class Generations {
  private final AppAccess access;

  Generations(AppAccess access) {
    this.access = access;
  }

  /**
   * The app's present generation, for a caller with at least this role.
   *
   * @param expected the generation that the caller takes for the present one, if it says
   * @throws Rejection FORBIDDEN for a lesser role, CONFLICT if the generation is over
   * @throws io.grpc.StatusRuntimeException NOT_FOUND if the caller does not see the app
   */
  int generation(String appId, Role least, OptionalInt expected) {
    App app = access.require(appId, least).getApp();
    if (expected.isPresent() && expected.getAsInt() != app.getGeneration()) {
      throw Rejection.conflict(
          "The app was unlocked meanwhile, its data is an archive now: read the app again.");
    }
    return app.getGeneration();
  }

  /**
   * Returns if an import that began in this generation may still be stored.
   *
   * @throws Rejection CONFLICT if the generation is over, FORBIDDEN if the caller is no editor any
   *     more
   * @throws io.grpc.StatusRuntimeException NOT_FOUND if the app is gone, or gone for the caller
   */
  void requireStill(String appId, int generation) {
    if (generation(appId, Role.ROLE_EDITOR, OptionalInt.empty()) != generation) {
      throw Rejection.conflict(
          "The app was unlocked while the import went on: nothing of it was stored; send it again.");
    }
  }
}
