package dev.datalab.platform.apptoken;

import static dev.datalab.platform.app.Installation.as;
import static dev.datalab.platform.app.Installation.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.platform.app.Fate;
import dev.datalab.platform.app.Fate.Cut;
import dev.datalab.platform.app.Installation;
import dev.datalab.platform.rpc.Rejection.Kind;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.apptoken.v1.GetStatusRequest;
import dev.datalab.proto.apptoken.v1.IssueAppTokenResponse;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * App, configuration and token change together: all three or none, wherever the process dies. Each
 * test lets it die at its first commit or call, at its second, and so on until it gets through.
 */
final class SagaInterruptionTest {
  private static final int MANY = 100;

  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void start() {
    installation = new Installation(folder);
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  private boolean tokenValid(App app) {
    return installation
        .tokens()
        .getStatus(GetStatusRequest.newBuilder().setAppId(app.getId()).build())
        .getValid();
  }

  /** Whether app, configuration and token are locked, unlocked or something in between. */
  private String state(App app) {
    boolean token = tokenValid(app);
    boolean locked = installation.look(app).getLocked();
    boolean configuration = installation.configurationLocked(app);
    if (token && locked && configuration) {
      return "all";
    }
    if (!token && !locked && !configuration) {
      return "none";
    }
    return "token %s, app %s, configuration %s".formatted(token, locked, configuration);
  }

  private Optional<IssueAppTokenResponse> tryIssue(App app) {
    try {
      return Optional.of(installation.issue(app));
    } catch (StatusRuntimeException e) {
      return Optional.empty();
    }
  }

  private boolean tryUnlock(App app) {
    try {
      installation.unlock(app);
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(Cut.class)
  void issuingThatDiesAnywhereLeavesAllOrNothingAfterTheNextStart(Cut cut) {
    int deaths = 0;
    for (int action = 1; action < MANY; action++) {
      App app = installation.register("%s %d".formatted(cut, action));
      Fate fate = installation.fate();
      fate.dieAt(fate.actions().size() + action, cut);
      Optional<IssueAppTokenResponse> issued = tryIssue(app);
      if (!fate.dead()) {
        assertThat(issued).isPresent();
        break;
      }
      deaths++;
      installation.restart();
      assertThat(installation.repair()).isZero();
      assertThat(state(app)).as("died at %s", fate.actions()).isIn("all", "none");
      if (issued.isPresent()) {
        assertThat(state(app)).isEqualTo("all");
      }
      if (state(app).equals("none")) {
        assertThat(installation.good(installation.issue(app).getToken().getToken())).isTrue();
        assertThat(state(app)).isEqualTo("all");
      }
      assertThat(installation.look(app).getGeneration()).isZero();
    }
    // GetApp, the record, app, configuration, token, the record again.
    assertThat(deaths).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(Cut.class)
  void theNextRequestRepairsWhatTheStartDidNot(Cut cut) {
    for (int action = 1; action < MANY; action++) {
      App app = installation.register("%s %d".formatted(cut, action));
      Fate fate = installation.fate();
      fate.dieAt(fate.actions().size() + action, cut);
      tryIssue(app);
      if (!fate.dead()) {
        break;
      }
      installation.restart();
      Optional<IssueAppTokenResponse> issued = tryIssue(app);
      assertThat(state(app)).as("died at %s", fate.actions()).isEqualTo("all");
      if (issued.isPresent()) {
        assertThat(installation.good(issued.get().getToken().getToken())).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Cut.class)
  void unlockingThatDiesAnywhereIsCarriedThroughOrHasNotBegun(Cut cut) {
    int deaths = 0;
    for (int action = 1; action < MANY; action++) {
      App app = installation.register("%s %d".formatted(cut, action));
      String token = installation.issue(app).getToken().getToken();
      Fate fate = installation.fate();
      fate.dieAt(fate.actions().size() + action, cut);
      boolean unlocked = tryUnlock(app);
      if (!fate.dead()) {
        assertThat(unlocked).isTrue();
        break;
      }
      deaths++;
      installation.restart();
      assertThat(installation.repair()).isZero();
      assertThat(state(app)).as("died at %s", fate.actions()).isIn("all", "none");
      boolean over = state(app).equals("none");
      assertThat(installation.look(app).getGeneration()).isEqualTo(over ? 1 : 0);
      assertThat(installation.good(token)).isEqualTo(!over);
      boolean begun = fate.actions().contains("commit apptokens") && action > 3;
      if (begun) {
        assertThat(over).as("died at %s", fate.actions()).isTrue();
      }
      if (!over) {
        installation.unlock(app);
        assertThat(state(app)).isEqualTo("none");
        assertThat(installation.look(app).getGeneration()).isEqualTo(1);
      }
    }
    // GetApp twice, the record, tokens, app, GetApp, configuration, sockets, the record, GetApp.
    assertThat(deaths).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "AppMeta/Lock, BEFORE",
    "AppMeta/Lock, AFTER",
    "AppConfig/Lock, BEFORE",
    "AppConfig/Lock, AFTER",
    "commit apptokens, BEFORE",
    "commit apptokens, AFTER"
  })
  void aStepThatFailsIsTakenBackAtOnceWithAllBeforeIt(String step, Cut cut) {
    App app = installation.register("Shop");
    installation.fate().failOnce(step, cut);
    assertThat(refused(() -> installation.issue(app)).kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(state(app)).isEqualTo("none");
    assertThat(installation.repair()).isZero();
    installation.issue(app);
    assertThat(state(app)).isEqualTo("all");
  }

  @ParameterizedTest
  @EnumSource(Cut.class)
  void deathOnTheWayBackIsRepairedToo(Cut cut) {
    int deaths = 0;
    for (int action = 1; action < MANY; action++) {
      App app = installation.register("%s %d".formatted(cut, action));
      Fate fate = installation.fate();
      fate.failOnce("AppConfig/Lock", Cut.AFTER);
      // After GetApp, the record, the app's lock and the configuration's.
      fate.dieAt(fate.actions().size() + 4 + action, cut);
      assertThat(tryIssue(app)).isEmpty();
      if (!fate.dead()) {
        break;
      }
      deaths++;
      installation.restart();
      assertThat(installation.repair()).isZero();
      assertThat(state(app)).as("died at %s", fate.actions()).isEqualTo("none");
    }
    // The configuration's lock, the app's, the record; of the token there was nothing to remove.
    assertThat(deaths).isEqualTo(3);
  }

  @Test
  void anAppThatWasLockedBeforeStaysLockedWhenIssuingFails() {
    App app = installation.register("Shop");
    installation.issue(app);
    as(
        "olga",
        () ->
            installation
                .tokens()
                .invalidateAppToken(
                    dev.datalab.proto.apptoken.v1.InvalidateAppTokenRequest.newBuilder()
                        .setAppId(app.getId())
                        .build()));
    installation.fate().failOnce("AppConfig/Lock", Cut.AFTER);
    assertThat(tryIssue(app)).isEmpty();
    assertThat(installation.look(app).getLocked()).isTrue();
    assertThat(installation.configurationLocked(app)).isTrue();
    assertThat(tokenValid(app)).isFalse();
  }

  @Test
  void anUnlockingThatIsCutOffIsCarriedThroughByAskingAgain() {
    for (String step : List.of("AppMeta/Unlock", "AppConfig/Unlock", "EventManager/CloseApp")) {
      for (Cut cut : Cut.values()) {
        App app = installation.register(step.replace('/', ' ') + cut);
        installation.issue(app);
        installation.fate().failOnce(step, cut);
        assertThat(refused(() -> installation.unlock(app)).kind()).isEqualTo(Kind.UNAVAILABLE);
        App unlocked = installation.unlock(app);
        assertThat(unlocked.getLocked()).isFalse();
        assertThat(unlocked.getGeneration()).isEqualTo(1);
        assertThat(state(app)).isEqualTo("none");
      }
    }
  }

  @Test
  void aLockThatComesAfterItsSagaWasTakenBackIsRefused() {
    App app = installation.register("Shop");
    installation
        .apps()
        .unlock(
            dev.datalab.proto.appmeta.v1.UnlockRequest.newBuilder()
                .setAppId(app.getId())
                .setSagaId("late")
                .build());
    assertThat(
            refused(
                    () ->
                        installation
                            .apps()
                            .lock(
                                dev.datalab.proto.appmeta.v1.LockRequest.newBuilder()
                                    .setAppId(app.getId())
                                    .setSagaId("late")
                                    .build()))
                .kind())
        .isEqualTo(Kind.CHANGED);
    assertThat(installation.look(app).getLocked()).isFalse();
  }
}
