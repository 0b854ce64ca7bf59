package dev.datalab.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.token.KeyRing;
import dev.datalab.core.token.TokenVerifier;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Rejection.Kind;
import dev.datalab.platform.rpc.Rejections;
import dev.datalab.platform.rpc.Violation;
import dev.datalab.proto.common.v1.User;
import dev.datalab.proto.userauth.v1.AuthUserResponse;
import dev.datalab.proto.userauth.v1.GetKeysRequest;
import dev.datalab.proto.userauth.v1.IssueAuthTokenRequest;
import dev.datalab.proto.userauth.v1.IssueTicketRequest;
import dev.datalab.proto.userauth.v1.RegisterRequest;
import dev.datalab.proto.userauth.v1.RegisterResponse;
import dev.datalab.proto.userauth.v1.SpendTicketRequest;
import dev.datalab.proto.userauth.v1.TicketPurpose;
import dev.datalab.proto.userauth.v1.TokenPair;
import dev.datalab.proto.userauth.v1.VerifyAuthTokenResponse;
import dev.datalab.proto.usermeta.v1.Profile;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing up, in and out, over the transport and files on disk. */
final class UserAuthServiceTest {
  @TempDir private Path folder;
  private Town town;

  @BeforeEach
  void start() {
    town = new Town(folder);
  }

  @AfterEach
  void stop() {
    town.close();
  }

  @Test
  void aPersonSignsUpInRefreshesAndSignsOut() {
    RegisterResponse registered = town.register("ada", "Analysts");
    User ada = registered.getUser();
    assertThat(ada.getUsername()).isEqualTo("ada");
    assertThat(registered.getTokens().getExpiresInSeconds()).isEqualTo(600);
    assertThat(registered.getTokens().getRefreshExpiresInSeconds()).isEqualTo(2_592_000);
    VerifyAuthTokenResponse who = town.verify(registered.getTokens().getAccessToken());
    assertThat(who.getUserId()).isEqualTo(ada.getId());
    assertThat(who.getUsername()).isEqualTo("ada");
    assertThat(who.getOrganizationId()).isEqualTo(ada.getOrganizationId());
    assertThat(who.getExpiresAtMillis()).isEqualTo(town.clock.millis() + 600_000);

    AuthUserResponse in = town.login("ADA", Town.PASSWORD);
    assertThat(in.getUser()).isEqualTo(ada);
    TokenPair next = town.refresh(in.getTokens().getRefreshToken()).getTokens();
    assertThat(town.verify(next.getAccessToken()).getUserId()).isEqualTo(ada.getId());

    town.logout(next.getRefreshToken());
    town.logout(next.getRefreshToken());
    assertThat(Rejections.of(() -> town.refresh(next.getRefreshToken())).kind())
        .isEqualTo(Kind.UNAUTHENTICATED);
    // The other sign-in goes on.
    town.refresh(registered.getTokens().getRefreshToken());
  }

  @Test
  void aRefreshTokenIsGoodOnceAndItsSecondUseEndsTheSession() {
    String first = town.register("ada", "Analysts").getTokens().getRefreshToken();
    String second = town.refresh(first).getTokens().getRefreshToken();
    String third = town.refresh(second).getTokens().getRefreshToken();

    assertThat(Rejections.of(() -> town.refresh(first)).kind()).isEqualTo(Kind.UNAUTHENTICATED);

    assertThat(Rejections.of(() -> town.refresh(third)).kind()).isEqualTo(Kind.UNAUTHENTICATED);
  }

  @Test
  void ofTwoWhoUseARefreshTokenAtOnceOneIsAnswered() throws Exception {
    String token = town.register("ada", "Analysts").getTokens().getRefreshToken();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Boolean>> uses = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      uses.add(
          threads.submit(
              () -> {
                go.await();
                try {
                  return !town.refresh(token).getTokens().getRefreshToken().isEmpty();
                } catch (StatusRuntimeException e) {
                  return false;
                }
              }));
    }
    go.countDown();
    int answered = 0;
    for (Future<Boolean> use : uses) {
      answered += use.get() ? 1 : 0;
    }
    threads.shutdownNow();

    assertThat(answered).isEqualTo(1);
  }

  @Test
  void aRefreshTokenExpires() {
    String first = town.register("ada", "Analysts").getTokens().getRefreshToken();
    town.clock.advance(Duration.ofDays(30).minusMillis(1));
    String second = town.refresh(first).getTokens().getRefreshToken();
    town.clock.advance(Duration.ofDays(30));

    assertThat(Rejections.of(() -> town.refresh(second)).kind()).isEqualTo(Kind.UNAUTHENTICATED);
    for (String nonsense : List.of("", ".", "x", "x.y", "a".repeat(5_000))) {
      assertThat(Rejections.of(() -> town.refresh(nonsense)).kind())
          .isEqualTo(Kind.UNAUTHENTICATED);
    }
  }

  @Test
  void anAccessTokenExpires() {
    String token = town.register("ada", "Analysts").getTokens().getAccessToken();
    town.clock.advance(Duration.ofMinutes(10));

    assertThat(Rejections.of(() -> town.verify(token)).kind()).isEqualTo(Kind.UNAUTHENTICATED);
  }

  @Test
  void aWrongPasswordAndAnUnknownUserLookAlike() {
    town.register("ada", "Analysts");

    Rejection wrong = Rejections.of(() -> town.login("ada", "incorrect horse"));
    Rejection unknown = Rejections.of(() -> town.login("bob", "incorrect horse"));

    assertThat(wrong.kind()).isEqualTo(Kind.UNAUTHENTICATED);
    assertThat(unknown.kind()).isEqualTo(wrong.kind());
    assertThat(unknown.detail()).isEqualTo(wrong.detail());
    for (String password : List.of("", "x".repeat(201))) {
      assertThat(Rejections.of(() -> town.login("ada", password)).detail())
          .isEqualTo(wrong.detail());
    }
  }

  @Test
  void aTakenNameIsAConflict() {
    town.register("ada", "Analysts");

    Rejection username = Rejections.of(() -> town.register("ADA", "Others"));
    Rejection organization = Rejections.of(() -> town.register("bob", "analysts"));

    assertThat(username.kind()).isEqualTo(Kind.TAKEN);
    assertThat(username.kind().httpStatus()).isEqualTo(409);
    assertThat(organization.kind()).isEqualTo(Kind.TAKEN);
    assertThat(organization.detail()).contains("ask a colleague for an invitation");
    // A refused sign-up leaves its name free.
    town.register("bob", "Others");
  }

  @Test
  void everyInvalidFieldIsReportedAtOnce() {
    RegisterRequest request =
        RegisterRequest.newBuilder()
            .setProfile(Profile.newBuilder().setUsername("a b").setEmail("a"))
            .setPassword("1234567")
            .build();

    Rejection rejection = Rejections.of(() -> town.stub().register(request));

    assertThat(rejection.kind()).isEqualTo(Kind.INVALID);
    assertThat(rejection.violations())
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder(
            "/username", "/email", "/password", "/firstName", "/lastName", "/organization");
  }

  @Test
  void everythingIsThereAfterARestart() {
    TokenPair tokens = town.register("ada", "Analysts").getTokens();

    town.stopMeta();
    town.startMeta();
    town.restartAuth();

    assertThat(town.verify(tokens.getAccessToken()).getUsername()).isEqualTo("ada");
    assertThat(town.login("ada", Town.PASSWORD).getUser().getOrganizationName())
        .isEqualTo("Analysts");
    assertThat(town.refresh(tokens.getRefreshToken()).getUser().getUsername()).isEqualTo("ada");
  }

  @Test
  void tokensOfARotatedKeyStayGoodAndPeersVerifyByThePublicKeys() {
    String before = town.register("ada", "Analysts").getTokens().getAccessToken();
    town.authService().rotateKeys();
    String after = town.login("ada", Town.PASSWORD).getTokens().getAccessToken();

    String jwks = town.stub().getKeys(GetKeysRequest.getDefaultInstance()).getJwksJson();

    KeyRing open = KeyRing.parse(jwks);
    assertThat(open.keyIds()).hasSize(2);
    assertThat(open.canSign()).isFalse();
    TokenVerifier peer = new TokenVerifier(() -> open, "datalab", town.clock);
    for (String token : List.of(before, after)) {
      assertThat(town.verify(token).getUsername()).isEqualTo("ada");
      assertThat(peer.access(token).claims()).isPresent();
    }
  }

  @Test
  void aServiceGetsATokenForAUserAndNobodyElseDoes() {
    User ada = town.register("ada", "Analysts").getUser();
    IssueAuthTokenRequest request =
        IssueAuthTokenRequest.newBuilder()
            .setUserId(ada.getId())
            .setExpiresInSeconds(3_600)
            .build();

    String token = town.stub().issueAuthToken(request).getAccessToken();
    town.clock.advance(Duration.ofMinutes(59));

    assertThat(town.verify(token).getUserId()).isEqualTo(ada.getId());
    Caller caller = new Caller(ada.getId(), ada.getOrganizationId());
    assertThat(
            Rejections.of(
                    () ->
                        CallContext.as(caller, "test")
                            .run(() -> town.stub().issueAuthToken(request)))
                .kind())
        .isEqualTo(Kind.FORBIDDEN);
    assertThat(
            Rejections.of(
                    () ->
                        town.stub()
                            .issueAuthToken(request.toBuilder().setExpiresInSeconds(3_601).build()))
                .kind())
        .isEqualTo(Kind.INVALID);
    assertThat(
            Rejections.of(
                    () -> town.stub().issueAuthToken(request.toBuilder().setUserId("no").build()))
                .kind())
        .isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void aTicketIsGoodOnceForItsPurposeAndForThirtySeconds() {
    SpendTicketRequest live = spending(TicketPurpose.TICKET_PURPOSE_LIVE, "app1");
    String ticket = ticket(TicketPurpose.TICKET_PURPOSE_LIVE, "app1");

    assertThat(town.stub().spendTicket(with(live, ticket)).getUserId()).isEqualTo("ada");
    assertRefused(with(live, ticket));

    String elsewhere = ticket(TicketPurpose.TICKET_PURPOSE_LIVE, "app2");
    assertRefused(with(live, elsewhere));
    assertRefused(with(spending(TicketPurpose.TICKET_PURPOSE_LIVE, "app2"), elsewhere));

    String late = ticket(TicketPurpose.TICKET_PURPOSE_NOTIFICATIONS, "");
    town.clock.advance(Duration.ofSeconds(30));
    assertRefused(with(spending(TicketPurpose.TICKET_PURPOSE_NOTIFICATIONS, ""), late));
    assertThat(Rejections.of(() -> ticket(TicketPurpose.TICKET_PURPOSE_LIVE, "")).violations())
        .extracting(Violation::pointer)
        .containsExactly("/for");
  }

  private String ticket(TicketPurpose purpose, String app) {
    IssueTicketRequest request =
        IssueTicketRequest.newBuilder().setPurpose(purpose).setAppId(app).build();
    List<String> tickets = new ArrayList<>();
    CallContext.as(new Caller("ada", "analysts"), "test")
        .run(() -> tickets.add(town.stub().issueTicket(request).getTicket()));
    return tickets.get(0);
  }

  private static SpendTicketRequest spending(TicketPurpose purpose, String app) {
    return SpendTicketRequest.newBuilder().setPurpose(purpose).setAppId(app).build();
  }

  private static SpendTicketRequest with(SpendTicketRequest request, String ticket) {
    return request.toBuilder().setTicket(ticket).build();
  }

  private void assertRefused(SpendTicketRequest request) {
    assertThat(Rejections.of(() -> town.stub().spendTicket(request)).kind())
        .isEqualTo(Kind.UNAUTHENTICATED);
  }

  @Test
  void noSecretStandsOnDisk() throws IOException {
    TokenPair tokens = town.register("ada", "Analysts").getTokens();
    String ticket = ticket(TicketPurpose.TICKET_PURPOSE_NOTIFICATIONS, "");
    String secret = tokens.getRefreshToken().substring(tokens.getRefreshToken().indexOf('.') + 1);

    StringBuilder disk = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        disk.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }

    assertThat(disk.toString())
        .contains("$argon2id$v=19$m=19456,t=2,p=1$")
        .doesNotContain(Town.PASSWORD)
        .doesNotContain(secret)
        .doesNotContain(ticket)
        .doesNotContain(tokens.getAccessToken());
  }
}
