package dev.datalab.platform.app;

import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Unary;
import dev.datalab.proto.common.v1.User;
import dev.datalab.proto.usermeta.v1.FindUserRequest;
import dev.datalab.proto.usermeta.v1.FindUserResponse;
import dev.datalab.proto.usermeta.v1.GetUserRequest;
import dev.datalab.proto.usermeta.v1.GetUserResponse;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc.UserMetaImplBase;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The people of these tests; whoever is not of the organization of a user is not there for them.
 */
final class Directory extends UserMetaImplBase {
  static final List<String> ANALYSTS = List.of("olga", "emil", "vera", "carl", "dora");
  static final List<String> STRANGERS = List.of("saul");

  static Caller caller(String username) {
    return new Caller("id-" + username, STRANGERS.contains(username) ? "org-2" : "org-1");
  }

  @Override
  public void getUser(GetUserRequest request, StreamObserver<GetUserResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          String id =
              request.getUserId().isEmpty()
                  ? CallContext.requireCaller().user()
                  : request.getUserId();
          return GetUserResponse.newBuilder().setUser(find(id)).build();
        });
  }

  @Override
  public void findUser(FindUserRequest request, StreamObserver<FindUserResponse> observer) {
    Unary.answer(
        observer,
        () -> FindUserResponse.newBuilder().setUser(find("id-" + request.getUsername())).build());
  }

  private static User find(String id) {
    Optional<Caller> caller = CallContext.caller();
    return Stream.concat(ANALYSTS.stream(), STRANGERS.stream())
        .filter(name -> id.equals("id-" + name))
        .filter(
            name ->
                caller.isEmpty() || caller.get().organization().equals(caller(name).organization()))
        .findFirst()
        .map(
            name ->
                User.newBuilder()
                    .setId(id)
                    .setUsername(name)
                    .setOrganizationId(caller(name).organization())
                    .setOrganizationName(STRANGERS.contains(name) ? "Rivals" : "Analysts")
                    .build())
        .orElseThrow(() -> Rejection.notFound("No such user."));
  }
}
