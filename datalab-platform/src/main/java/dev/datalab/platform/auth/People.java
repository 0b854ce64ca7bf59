package dev.datalab.platform.auth;

import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.common.v1.User;
import dev.datalab.proto.usermeta.v1.CreateUserRequest;
import dev.datalab.proto.usermeta.v1.DestroyUserRequest;
import dev.datalab.proto.usermeta.v1.GetUserRequest;
import dev.datalab.proto.usermeta.v1.Membership;
import dev.datalab.proto.usermeta.v1.Profile;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc.UserMetaBlockingStub;
import io.grpc.StatusRuntimeException;
import java.util.Optional;

/** {@code UserMeta} as this service asks it: in its own name. */
final class People {
  private final UserMetaBlockingStub stub;

  People(UserMetaBlockingStub stub) {
    this.stub = stub;
  }

  User create(String id, Profile profile, Membership membership) {
    CreateUserRequest request =
        CreateUserRequest.newBuilder()
            .setUserId(id)
            .setProfile(profile)
            .setMembership(membership)
            .build();
    return CallContext.asService(() -> stub.createUser(request)).getUser();
  }

  /** The user; empty if there is none. */
  Optional<User> find(String id) {
    GetUserRequest request = GetUserRequest.newBuilder().setUserId(id).build();
    try {
      return Optional.of(CallContext.asService(() -> stub.getUser(request)).getUser());
    } catch (StatusRuntimeException e) {
      if (Rejection.of(e).kind() == Rejection.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Whether or not the user is there, and whether or not whoever asked still waits. */
  void destroy(String id) {
    DestroyUserRequest request = DestroyUserRequest.newBuilder().setUserId(id).build();
    CallContext.detached(() -> stub.destroyUser(request));
  }
}
