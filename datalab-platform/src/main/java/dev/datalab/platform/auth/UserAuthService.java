package dev.datalab.platform.auth;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.token.AccessClaims;
import dev.datalab.core.token.TokenSigner;
import dev.datalab.core.token.TokenVerifier;
import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.Versioned;
import dev.datalab.platform.keys.StoredKeyRing;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Unary;
import dev.datalab.proto.common.v1.User;
import dev.datalab.proto.userauth.v1.AuthUserRequest;
import dev.datalab.proto.userauth.v1.AuthUserResponse;
import dev.datalab.proto.userauth.v1.GetKeysRequest;
import dev.datalab.proto.userauth.v1.GetKeysResponse;
import dev.datalab.proto.userauth.v1.IssueAuthTokenRequest;
import dev.datalab.proto.userauth.v1.IssueAuthTokenResponse;
import dev.datalab.proto.userauth.v1.IssueTicketRequest;
import dev.datalab.proto.userauth.v1.IssueTicketResponse;
import dev.datalab.proto.userauth.v1.LogoutRequest;
import dev.datalab.proto.userauth.v1.LogoutResponse;
import dev.datalab.proto.userauth.v1.RefreshRequest;
import dev.datalab.proto.userauth.v1.RefreshResponse;
import dev.datalab.proto.userauth.v1.RegisterRequest;
import dev.datalab.proto.userauth.v1.RegisterResponse;
import dev.datalab.proto.userauth.v1.SpendTicketRequest;
import dev.datalab.proto.userauth.v1.SpendTicketResponse;
import dev.datalab.proto.userauth.v1.UserAuthGrpc;
import dev.datalab.proto.userauth.v1.VerifyAuthTokenRequest;
import dev.datalab.proto.userauth.v1.VerifyAuthTokenResponse;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc.UserMetaBlockingStub;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The service {@code UserAuth}: its calls stand in {@code userauth.proto}. The host calls {@link
 * #settleSignUps} at the start and every minute or so. Safe for use by many threads.
 */
public final class UserAuthService extends UserAuthGrpc.UserAuthImplBase {
  private final AuthSettings settings;
  private final InstantSource clock;
  private final People people;
  private final Passwords passwords = new Passwords();
  private final StoredKeyRing keys;
  private final TokenVerifier verifier;
  private final SignUps signUps;
  private final Sessions sessions;
  private final Tickets tickets;

  /**
   * The service over its documents.
   *
   * @param store this service's own; the host closes it
   * @param userMeta asks the service {@code UserMeta}, over a channel with {@link
   *     dev.datalab.platform.rpc.ClientContextInterceptor}
   * @param clock says when things happen and expire
   * @param settings what the installation decides
   */
  @Inject
  public UserAuthService(
      DocumentStore store,
      UserMetaBlockingStub userMeta,
      InstantSource clock,
      AuthSettings settings) {
    this.settings = requireNonNull(settings, "settings");
    this.clock = requireNonNull(clock, "clock");
    people = new People(requireNonNull(userMeta, "userMeta"));
    keys = new StoredKeyRing(store, clock, settings.keyLife(), AuthSettings.LONGEST_ACCESS);
    verifier = new TokenVerifier(keys, settings.issuer(), clock);
    signUps = new SignUps(store, people, passwords, clock, settings.signUpTimeout());
    TokenSigner signer = new TokenSigner(keys, settings.issuer(), clock);
    sessions = new Sessions(store, people, signer, clock, settings);
    tickets = new Tickets(store, clock);
  }

  /**
   * Ends every sign-up that a crash left, forward or backward. Those that cannot be ended now,
   * because {@code UserMeta} does not answer, stay for the next time. Until then nobody is kept
   * from anything: signing in or up under such a name settles it too.
   *
   * @return how many are left, those of sign-ups under way included
   */
  public int settleSignUps() {
    return signUps.settleAll();
  }

  /** Replaces the signing key now; what it signed stays good until it expires. */
  public void rotateKeys() {
    keys.rotate();
  }

  @Override
  public void register(RegisterRequest request, StreamObserver<RegisterResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          User user = signUps.register(request);
          return RegisterResponse.newBuilder()
              .setUser(user)
              .setTokens(sessions.start(user))
              .build();
        });
  }

  @Override
  public void authUser(AuthUserRequest request, StreamObserver<AuthUserResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          User user = signIn(request);
          return AuthUserResponse.newBuilder()
              .setUser(user)
              .setTokens(sessions.start(user))
              .build();
        });
  }

  private User signIn(AuthUserRequest request) {
    Optional<Credential> credential =
        signUps.find(request.getUsername()).map(Versioned::value).filter(Credential::confirmed);
    if (!passwords.check(request.getPassword(), credential.map(Credential::hash))) {
      throw wrong();
    }
    return credential.flatMap(good -> people.find(good.id())).orElseThrow(UserAuthService::wrong);
  }

  private static Rejection wrong() {
    return Rejection.unauthenticated("The user name or the password is wrong.");
  }

  @Override
  public void refresh(RefreshRequest request, StreamObserver<RefreshResponse> observer) {
    Unary.answer(observer, () -> sessions.refresh(request.getRefreshToken()));
  }

  @Override
  public void logout(LogoutRequest request, StreamObserver<LogoutResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          sessions.end(request.getRefreshToken());
          return LogoutResponse.getDefaultInstance();
        });
  }

  @Override
  public void issueAuthToken(
      IssueAuthTokenRequest request, StreamObserver<IssueAuthTokenResponse> observer) {
    Unary.answer(observer, () -> issue(request));
  }

  private IssueAuthTokenResponse issue(IssueAuthTokenRequest request) {
    CallContext.requireService();
    long seconds = request.getExpiresInSeconds();
    if (seconds < 0 || seconds > AuthSettings.LONGEST_ACCESS.toSeconds()) {
      throw Rejection.invalid(
          "/expiresInSeconds",
          "An access token lives 1 to %d seconds: give such a number, or 0 for the usual."
              .formatted(AuthSettings.LONGEST_ACCESS.toSeconds()));
    }
    User user =
        people
            .find(request.getUserId())
            .orElseThrow(() -> Rejection.notFound("The user is not there."));
    Duration life = seconds == 0 ? settings.accessTokenLife() : Duration.ofSeconds(seconds);
    Instant expiresAt = Instant.ofEpochSecond(clock.instant().plus(life).getEpochSecond());
    return IssueAuthTokenResponse.newBuilder()
        .setAccessToken(sessions.access(user, expiresAt))
        .setExpiresAtMillis(expiresAt.toEpochMilli())
        .build();
  }

  @Override
  public void verifyAuthToken(
      VerifyAuthTokenRequest request, StreamObserver<VerifyAuthTokenResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          AccessClaims claims =
              verifier
                  .access(request.getAccessToken())
                  .claims()
                  .orElseThrow(
                      () ->
                          Rejection.unauthenticated(
                              "The access token is not good: refresh it, or sign in again."));
          return VerifyAuthTokenResponse.newBuilder()
              .setUserId(claims.user())
              .setUsername(claims.username())
              .setOrganizationId(claims.organization())
              .setExpiresAtMillis(claims.expiresAt().toEpochMilli())
              .build();
        });
  }

  @Override
  public void getKeys(GetKeysRequest request, StreamObserver<GetKeysResponse> observer) {
    Unary.answer(
        observer, () -> GetKeysResponse.newBuilder().setJwksJson(keys.get().publicJwks()).build());
  }

  @Override
  public void issueTicket(
      IssueTicketRequest request, StreamObserver<IssueTicketResponse> observer) {
    Unary.answer(observer, () -> tickets.issue(request));
  }

  @Override
  public void spendTicket(
      SpendTicketRequest request, StreamObserver<SpendTicketResponse> observer) {
    Unary.answer(observer, () -> tickets.spend(request));
  }
}
