package dev.datalab.platform.app;

import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.common.v1.User;
import dev.datalab.proto.usermeta.v1.FindUserRequest;
import dev.datalab.proto.usermeta.v1.GetUserRequest;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc.UserMetaBlockingStub;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.function.Supplier;

/** Asks the users' service who somebody is. It answers a user about colleagues only. */
final class Colleagues {
  private final UserMetaBlockingStub users;

  Colleagues(UserMetaBlockingStub users) {
    this.users = users;
  }

  /** The caller. */
  User self() {
    return users.getUser(GetUserRequest.getDefaultInstance()).getUser();
  }

  /**
   * A user of an organization, by id.
   *
   * @throws Rejection INVALID at {@code /user} if there is none
   */
  User byId(String userId, String organizationId) {
    Supplier<Rejection> stranger =
        () ->
            Rejection.invalid("/user", "No colleague of the owner has this id; look it up again.");
    if (userId.isEmpty()) {
      throw stranger.get();
    }
    User user =
        ask(
            () -> users.getUser(GetUserRequest.newBuilder().setUserId(userId).build()).getUser(),
            stranger);
    if (!user.getOrganizationId().equals(organizationId)) {
      throw stranger.get();
    }
    return user;
  }

  /**
   * A user of an organization, by username.
   *
   * @throws Rejection INVALID at {@code /username} if there is none
   */
  User byName(String username, String organizationId) {
    Supplier<Rejection> stranger =
        () ->
            Rejection.invalid(
                "/username",
                "No colleague has this username, and only colleagues are invited; check it.");
    User user =
        ask(
            () ->
                users
                    .findUser(FindUserRequest.newBuilder().setUsername(username).build())
                    .getUser(),
            stranger);
    if (!user.getOrganizationId().equals(organizationId)) {
      throw stranger.get();
    }
    return user;
  }

  private static User ask(Supplier<User> call, Supplier<Rejection> stranger) {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      if (code == Status.Code.NOT_FOUND || code == Status.Code.INVALID_ARGUMENT) {
        throw stranger.get();
      }
      throw e;
    }
  }
}
