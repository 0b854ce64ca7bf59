package dev.datalab.platform.apptoken;

import static dev.datalab.platform.app.Installation.as;
import static dev.datalab.platform.app.Installation.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.platform.app.Installation;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Rejection.Kind;
import dev.datalab.platform.rpc.Violation;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.apptoken.v1.GetStatusRequest;
import dev.datalab.proto.apptoken.v1.GetStatusResponse;
import dev.datalab.proto.apptoken.v1.InvalidateAppTokenRequest;
import dev.datalab.proto.apptoken.v1.IssueAppTokenRequest;
import dev.datalab.proto.apptoken.v1.IssueAppTokenResponse;
import dev.datalab.proto.apptoken.v1.IssuedToken;
import dev.datalab.proto.apptoken.v1.RefreshAppTokenRequest;
import dev.datalab.proto.apptoken.v1.RefreshAppTokenResponse;
import dev.datalab.proto.apptoken.v1.VerifyAppTokenRequest;
import dev.datalab.proto.apptoken.v1.VerifyAppTokenResponse;
import dev.datalab.proto.common.v1.Limits;
import dev.datalab.proto.eventmanager.v1.CloseAppRequest;
import io.grpc.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of an app token. */
final class TokenLifecycleTest {
  @TempDir Path folder;
  private Installation installation;
  private App app;

  @BeforeEach
  void start() {
    installation = new Installation(folder);
    app = installation.register("Shop");
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  private IssueAppTokenResponse issue(UnaryOperator<IssueAppTokenRequest.Builder> change) {
    IssueAppTokenRequest.Builder request =
        IssueAppTokenRequest.newBuilder().setAppId(app.getId()).setPhrase("Analysts/Shop");
    return as("olga", () -> installation.tokens().issueAppToken(change.apply(request).build()));
  }

  private RefreshAppTokenResponse refresh(UnaryOperator<RefreshAppTokenRequest.Builder> change) {
    RefreshAppTokenRequest.Builder request =
        RefreshAppTokenRequest.newBuilder().setAppId(app.getId());
    return as("olga", () -> installation.tokens().refreshAppToken(change.apply(request).build()));
  }

  private int invalidate() {
    InvalidateAppTokenRequest request =
        InvalidateAppTokenRequest.newBuilder().setAppId(app.getId()).build();
    return as("olga", () -> installation.tokens().invalidateAppToken(request).getRevoked());
  }

  private VerifyAppTokenResponse verify(String token) {
    return installation
        .tokens()
        .verifyAppToken(VerifyAppTokenRequest.newBuilder().setToken(token).build());
  }

  private GetStatusResponse status() {
    return status("");
  }

  private GetStatusResponse status(String tokenId) {
    return installation
        .tokens()
        .getStatus(GetStatusRequest.newBuilder().setAppId(app.getId()).setTokenId(tokenId).build());
  }

  @Test
  void anIssuedTokenSaysTheAppItsOriginsAndLimitsAndLocksTheApp() {
    IssueAppTokenResponse issued =
        issue(
            request ->
                request.setLimits(Limits.newBuilder().setSessions(100).setEventsPerSecond(50)));
    VerifyAppTokenResponse verified = verify(issued.getToken().getToken());
    assertThat(verified.getAppId()).isEqualTo(app.getId());
    assertThat(verified.getOrganizationId()).isEqualTo("org-1");
    assertThat(verified.getGeneration()).isZero();
    assertThat(verified.getOriginsList()).containsExactly("https://shop.example");
    assertThat(verified.getLimits().getSessions()).isEqualTo(100);
    assertThat(verified.getLimits().getEventsPerSecond()).isEqualTo(50);
    assertThat(verified.getTokenId()).isEqualTo(issued.getToken().getTokenId());
    assertThat(issued.getApp().getLocked()).isTrue();
    assertThat(installation.look(app).getLocked()).isTrue();
    assertThat(installation.configurationLocked(app)).isTrue();
  }

  @Test
  void withoutAnExpiryItLivesAYear() {
    IssuedToken token = issue(request -> request).getToken();
    assertThat(token.getExpiresAtMillis())
        .isEqualTo(installation.clock.millis() + Duration.ofDays(365).toMillis());
    installation.clock.advance(Duration.ofDays(365).minusMillis(1));
    assertThat(installation.good(token.getToken())).isTrue();
    installation.clock.advance(Duration.ofMillis(1));
    assertThat(installation.good(token.getToken())).isFalse();
  }

  @Test
  void aTokenOutlivesTheKeyThatSignedIt() {
    IssuedToken token = issue(request -> request.setExpiresInSeconds(315_360_000)).getToken();
    installation.clock.advance(Duration.ofDays(1_000));
    App other = installation.register("Blog");
    String younger = installation.issue(other).getToken().getToken();
    assertThat(younger.substring(0, younger.indexOf('.')))
        .as("header with another key's id")
        .isNotEqualTo(token.getToken().substring(0, token.getToken().indexOf('.')));
    installation.clock.advance(Duration.ofDays(364));
    assertThat(installation.good(younger)).isTrue();
    assertThat(installation.good(token.getToken())).isTrue();
  }

  @Test
  void theSnippetLoadsTheScriptFromTheServerWithTheToken() {
    IssuedToken token = issue(request -> request).getToken();
    assertThat(token.getSnippet())
        .isEqualTo(
            "<script async src=\"https://stats.example/datalab.js\" data-token=\""
                + token.getToken()
                + "\"></script>");
  }

  @Test
  void allThatIsWrongWithARequestIsSaidAtOnceAndNothingIsLocked() {
    Rejection rejection =
        refused(
            () ->
                issue(
                    request ->
                        request
                            .setPhrase("analysts/shop")
                            .setExpiresInSeconds(59)
                            .setLimits(
                                Limits.newBuilder().setSessions(-1).setEventsPerSecond(-1))));
    assertThat(rejection.kind()).isEqualTo(Kind.INVALID);
    assertThat(rejection.violations())
        .extracting(Violation::pointer)
        .containsExactly("/phrase", "/expiresIn", "/limits/sessions", "/limits/eventsPerSecond");
    assertThat(installation.look(app)).isEqualTo(app);
    assertThat(installation.configurationLocked(app)).isFalse();
  }

  @Test
  void aTokenLivesAMinuteToTenYears() {
    assertThat(refused(() -> issue(request -> request.setExpiresInSeconds(315_360_001))).kind())
        .isEqualTo(Kind.INVALID);
    assertThat(refused(() -> issue(request -> request.setExpiresInSeconds(-1))).kind())
        .isEqualTo(Kind.INVALID);
    IssuedToken token = issue(request -> request.setExpiresInSeconds(60)).getToken();
    installation.clock.advance(Duration.ofSeconds(60));
    assertThat(installation.good(token.getToken())).isFalse();
    assertThat(issue(request -> request.setExpiresInSeconds(315_360_000)).getApp().getLocked())
        .isTrue();
  }

  @Test
  void whileOneIsValidThereIsNoOther() {
    IssuedToken token = issue(request -> request).getToken();
    assertThat(refused(() -> issue(request -> request)).kind()).isEqualTo(Kind.TAKEN);
    assertThat(installation.good(token.getToken())).isTrue();
    assertThat(installation.look(app).getLocked()).isTrue();
  }

  @Test
  void ofTwoAtOnceExactlyOneIsIssued() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 5; round++) {
        App one = installation.register("Race " + round);
        List<Callable<String>> requests = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          requests.add(
              Context.current()
                  .wrap(
                      () -> {
                        try {
                          return installation.issue(one).getToken().getToken();
                        } catch (io.grpc.StatusRuntimeException e) {
                          return Rejection.of(e).kind().toString();
                        }
                      }));
        }
        List<String> answers = new ArrayList<>();
        for (Future<String> answer : threads.invokeAll(requests)) {
          answers.add(answer.get());
        }
        List<String> refusals =
            answers.stream().filter(Set.of("TAKEN", "CHANGED")::contains).toList();
        assertThat(refusals).as("answers %s", answers).hasSize(3);
        List<String> tokens = answers.stream().filter(a -> !refusals.contains(a)).toList();
        assertThat(tokens).hasSize(1).allMatch(installation::good);
        assertThat(installation.look(one).getLocked()).isTrue();
        assertThat(installation.configurationLocked(one)).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aRefreshedTokenStaysGoodForADayMoreAlsoOverAFurtherRefresh() {
    IssuedToken first = issue(request -> request).getToken();
    long notice = installation.clock.millis() + Duration.ofHours(24).toMillis();
    RefreshAppTokenResponse refreshed = refresh(request -> request);
    assertThat(refreshed.getOldExpiresAtMillis()).isEqualTo(notice);
    assertThat(verify(first.getToken()).getExpiresAtMillis()).isEqualTo(notice);
    installation.clock.advance(Duration.ofHours(1));
    IssuedToken third = refresh(request -> request).getToken();
    installation.clock.advance(Duration.ofHours(23).minusMillis(1));
    assertThat(installation.good(first.getToken())).isTrue();
    installation.clock.advance(Duration.ofMillis(1));
    assertThat(installation.good(first.getToken())).isFalse();
    assertThat(installation.good(refreshed.getToken().getToken())).isTrue();
    installation.clock.advance(Duration.ofHours(1));
    assertThat(installation.good(refreshed.getToken().getToken())).isFalse();
    assertThat(installation.good(third.getToken())).isTrue();
  }

  @Test
  void theDayMoreIsBoundedByTheExpiryOfTheOldOne() {
    IssuedToken first = issue(request -> request.setExpiresInSeconds(3_600)).getToken();
    RefreshAppTokenResponse refreshed = refresh(request -> request.setExpiresInSeconds(7_200));
    assertThat(refreshed.getOldExpiresAtMillis()).isEqualTo(first.getExpiresAtMillis());
    assertThat(refreshed.getToken().getExpiresAtMillis())
        .isEqualTo(installation.clock.millis() + 7_200_000);
  }

  @Test
  void aSuccessorHasTheLifetimeAndTheLimitsOfTheOldOneUnlessOthersAreGiven() {
    issue(
        request ->
            request
                .setExpiresInSeconds(3_600)
                .setLimits(Limits.newBuilder().setSessions(7).setEventsPerSecond(8)));
    installation.clock.advance(Duration.ofMinutes(10));
    IssuedToken second = refresh(request -> request).getToken();
    assertThat(second.getExpiresAtMillis()).isEqualTo(installation.clock.millis() + 3_600_000);
    assertThat(verify(second.getToken()).getLimits().getSessions()).isEqualTo(7);
    IssuedToken third =
        refresh(request -> request.setLimits(Limits.newBuilder().setSessions(9))).getToken();
    assertThat(verify(third.getToken()).getLimits().getSessions()).isEqualTo(9);
    assertThat(verify(third.getToken()).getLimits().getEventsPerSecond()).isZero();
  }

  @Test
  void withoutAValidTokenThereIsNothingToRefresh() {
    assertThat(refused(() -> refresh(request -> request)).kind()).isEqualTo(Kind.CONFLICT);
    issue(request -> request);
    invalidate();
    assertThat(refused(() -> refresh(request -> request)).kind()).isEqualTo(Kind.CONFLICT);
  }

  @Test
  void refreshingHasABound() {
    issue(request -> request);
    for (int i = 1; i < TokenDesk.MAX_GOOD; i++) {
      refresh(request -> request);
    }
    Rejection rejection = refused(() -> refresh(request -> request));
    assertThat(rejection.kind()).isEqualTo(Kind.TOO_MANY);
    assertThat(rejection.retryAfter()).isEqualTo(Duration.ofHours(24));
    installation.clock.advance(Duration.ofHours(24));
    refresh(request -> request);
  }

  @Test
  void revokingVoidsEveryTokenAndClosesItsSocketsAndTheAppStaysLockedInItsGeneration() {
    IssuedToken first = issue(request -> request).getToken();
    IssuedToken second = refresh(request -> request).getToken();
    assertThat(invalidate()).isEqualTo(2);
    assertThat(installation.good(first.getToken())).isFalse();
    assertThat(installation.good(second.getToken())).isFalse();
    assertThat(installation.closed())
        .extracting(CloseAppRequest::getTokenId)
        .containsExactlyInAnyOrder(first.getTokenId(), second.getTokenId());
    assertThat(invalidate()).isZero();
    assertThat(installation.look(app).getLocked()).isTrue();
    assertThat(installation.look(app).getGeneration()).isZero();
    IssuedToken third = issue(request -> request).getToken();
    assertThat(verify(third.getToken()).getGeneration()).isZero();
    assertThat(installation.good(first.getToken())).isFalse();
  }

  @Test
  void theStatusOfAnOlderTokenIsItsOwn() {
    String first = issue(request -> request).getToken().getTokenId();
    String second = refresh(request -> request).getToken().getTokenId();
    assertThat(status().getTokenId()).isEqualTo(second);
    assertThat(status(first).getTokenId()).isEqualTo(first);
    assertThat(status(first).getValid()).isTrue();
    assertThat(status("unknown")).isEqualTo(GetStatusResponse.getDefaultInstance());

    installation.clock.advance(Duration.ofHours(24));
    assertThat(status(first).getValid()).isFalse();
    assertThat(status(first).getRevokedAtMillis()).isZero();
    assertThat(invalidate()).isEqualTo(1);
    assertThat(status(first).getRevokedAtMillis()).isEqualTo(installation.clock.millis());
    assertThat(status(second).getRevokedAtMillis()).isEqualTo(installation.clock.millis());

    installation.unlock(app);
    assertThat(status(second)).isEqualTo(GetStatusResponse.getDefaultInstance());
  }

  @Test
  void unlockingVoidsTheTokensClosesTheSocketsAndBeginsTheNextGeneration() {
    IssuedToken first = issue(request -> request).getToken();
    IssuedToken second = refresh(request -> request).getToken();
    App unlocked = installation.unlock(app);
    assertThat(unlocked.getLocked()).isFalse();
    assertThat(unlocked.getGeneration()).isEqualTo(1);
    assertThat(installation.configurationLocked(app)).isFalse();
    assertThat(installation.good(first.getToken())).isFalse();
    assertThat(installation.good(second.getToken())).isFalse();
    assertThat(installation.closed())
        .containsExactly(
            CloseAppRequest.newBuilder().setAppId(app.getId()).setThroughGeneration(0).build());
    assertThat(status()).isEqualTo(GetStatusResponse.getDefaultInstance());
    assertThat(verify(issue(request -> request).getToken().getToken()).getGeneration())
        .isEqualTo(1);
  }

  @Test
  void unlockingAsksForThePhraseAndForALock() {
    assertThat(refused(() -> installation.unlock(app)).kind()).isEqualTo(Kind.CONFLICT);
    issue(request -> request);
    App misnamed = app.toBuilder().setName("shop").build();
    Rejection rejection = refused(() -> installation.unlock(misnamed));
    assertThat(rejection.violations()).extracting(Violation::pointer).containsExactly("/phrase");
    assertThat(installation.look(app).getLocked()).isTrue();
  }

  @Test
  void theStatusSaysHowItStands() {
    assertThat(status()).isEqualTo(GetStatusResponse.getDefaultInstance());
    IssuedToken first = issue(request -> request).getToken();
    assertThat(status().getValid()).isTrue();
    assertThat(status().getTokenId()).isEqualTo(first.getTokenId());
    assertThat(status().getOldExpiresAtMillis()).isZero();
    RefreshAppTokenResponse refreshed = refresh(request -> request);
    assertThat(status().getTokenId()).isEqualTo(refreshed.getToken().getTokenId());
    assertThat(status().getOldExpiresAtMillis()).isEqualTo(refreshed.getOldExpiresAtMillis());
    invalidate();
    assertThat(status().getValid()).isFalse();
    assertThat(status().getRevokedAtMillis()).isEqualTo(installation.clock.millis());
    assertThat(status().getOldExpiresAtMillis()).isZero();
  }

  @Test
  void whatIsNoAppTokenOfThisInstallationIsNotGood() {
    String token = issue(request -> request).getToken().getToken();
    String[] parts = token.split("\\.", -1);
    for (String bad :
        List.of(
            "",
            "x",
            token + "x",
            parts[0] + "." + parts[1] + ".",
            parts[0]
                + "."
                + parts[1].substring(0, 10)
                + "A"
                + parts[1].substring(11)
                + "."
                + parts[2],
            "a".repeat(5_000))) {
      assertThat(refused(() -> verify(bad)).kind()).isEqualTo(Kind.UNAUTHENTICATED);
    }
  }

  @Test
  void tokensKeysAndLocksOutliveARestart() {
    IssuedToken first = issue(request -> request).getToken();
    IssuedToken second = refresh(request -> request).getToken();
    installation.restart();
    assertThat(installation.repair()).isZero();
    assertThat(installation.good(first.getToken())).isTrue();
    assertThat(installation.good(second.getToken())).isTrue();
    assertThat(refused(() -> issue(request -> request)).kind()).isEqualTo(Kind.TAKEN);
    installation.unlock(app);
    installation.restart();
    assertThat(installation.good(second.getToken())).isFalse();
    assertThat(installation.look(app).getGeneration()).isEqualTo(1);
  }

  @Test
  void originsThatDoNotFitIntoATokenAreRefusedAndNothingStaysLocked() {
    dev.datalab.proto.common.v1.StringList.Builder origins =
        dev.datalab.proto.common.v1.StringList.newBuilder();
    for (int i = 0; i < 50; i++) {
      origins.addValues("https://" + "a".repeat(60) + ".b" + i + ".example");
    }
    as(
        "olga",
        () ->
            installation
                .apps()
                .updateApp(
                    dev.datalab.proto.appmeta.v1.UpdateAppRequest.newBuilder()
                        .setAppId(app.getId())
                        .setOrigins(origins)
                        .build()));
    assertThat(refused(() -> issue(request -> request)).kind()).isEqualTo(Kind.CONFLICT);
    assertThat(installation.look(app).getLocked()).isFalse();
    assertThat(installation.configurationLocked(app)).isFalse();
  }
}
