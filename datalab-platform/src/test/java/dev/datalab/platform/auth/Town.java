package dev.datalab.platform.auth;

import static dev.datalab.platform.user.Requests.founding;
import static dev.datalab.platform.user.Requests.profile;

import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.MovableClock;
import dev.datalab.platform.documents.SqliteDocumentStore;
import dev.datalab.platform.rpc.InProcess;
import dev.datalab.platform.user.UserMetaService;
import dev.datalab.proto.userauth.v1.AuthUserRequest;
import dev.datalab.proto.userauth.v1.AuthUserResponse;
import dev.datalab.proto.userauth.v1.LogoutRequest;
import dev.datalab.proto.userauth.v1.RefreshRequest;
import dev.datalab.proto.userauth.v1.RefreshResponse;
import dev.datalab.proto.userauth.v1.RegisterRequest;
import dev.datalab.proto.userauth.v1.RegisterResponse;
import dev.datalab.proto.userauth.v1.UserAuthGrpc;
import dev.datalab.proto.userauth.v1.UserAuthGrpc.UserAuthBlockingStub;
import dev.datalab.proto.userauth.v1.VerifyAuthTokenRequest;
import dev.datalab.proto.userauth.v1.VerifyAuthTokenResponse;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc;
import io.grpc.BindableService;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * Both services of people, each on its file and behind its transport, which stop and start again.
 */
final class Town implements AutoCloseable {
  static final String PASSWORD = "correct horse";

  final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final Path folder;
  private final AuthSettings settings = AuthSettings.defaults();
  private DocumentStore metaStore;
  private DocumentStore authStore;
  private final InProcess meta;
  private final InProcess auth;
  private UserAuthService authService;

  Town(Path folder) {
    this.folder = folder;
    metaStore = open("user-meta.db");
    authStore = open("user-auth.db");
    meta = new InProcess(new UserMetaService(metaStore, clock));
    authService = newAuthService();
    auth = new InProcess(authService);
  }

  private DocumentStore open(String name) {
    return SqliteDocumentStore.open(folder.resolve(name), clock);
  }

  private UserAuthService newAuthService() {
    return new UserAuthService(
        authStore, UserMetaGrpc.newBlockingStub(meta.channel()), clock, settings);
  }

  UserAuthBlockingStub stub() {
    return UserAuthGrpc.newBlockingStub(auth.channel());
  }

  UserAuthService authService() {
    return authService;
  }

  void stopMeta() {
    meta.stop();
    metaStore.close();
  }

  void startMeta() {
    startMeta(service -> service);
  }

  /** Starts UserMeta again, with something between it and its callers. */
  void startMeta(UnaryOperator<BindableService> around) {
    metaStore = open("user-meta.db");
    meta.restart(around.apply(new UserMetaService(metaStore, clock)));
  }

  /** What UserAuth does from here on fails, as if its process were gone. */
  void killAuthStore() {
    authStore.close();
  }

  void restartAuth() {
    auth.stop();
    authStore.close();
    authStore = open("user-auth.db");
    authService = newAuthService();
    auth.restart(authService);
  }

  static RegisterRequest registering(String username, String organization) {
    return RegisterRequest.newBuilder()
        .setProfile(profile(username))
        .setMembership(founding(organization))
        .setPassword(PASSWORD)
        .build();
  }

  RegisterResponse register(String username, String organization) {
    return stub().register(registering(username, organization));
  }

  AuthUserResponse login(String username, String password) {
    return stub()
        .authUser(AuthUserRequest.newBuilder().setUsername(username).setPassword(password).build());
  }

  RefreshResponse refresh(String refreshToken) {
    return stub().refresh(RefreshRequest.newBuilder().setRefreshToken(refreshToken).build());
  }

  void logout(String refreshToken) {
    LogoutRequest request = LogoutRequest.newBuilder().setRefreshToken(refreshToken).build();
    if (!stub().logout(request).isInitialized()) {
      throw new AssertionError("no answer to a logout");
    }
  }

  VerifyAuthTokenResponse verify(String accessToken) {
    return stub()
        .verifyAuthToken(VerifyAuthTokenRequest.newBuilder().setAccessToken(accessToken).build());
  }

  @Override
  public void close() {
    auth.close();
    meta.close();
    authStore.close();
    metaStore.close();
  }
}
