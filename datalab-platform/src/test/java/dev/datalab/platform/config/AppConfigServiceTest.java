package dev.datalab.platform.config;

import static dev.datalab.platform.config.PlatformUnderTest.as;
import static dev.datalab.platform.config.PlatformUnderTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Rejection.Kind;
import dev.datalab.platform.rpc.Violation;
import dev.datalab.proto.appconfig.v1.ApproveOperationRequest;
import dev.datalab.proto.appconfig.v1.ApproveOperationResponse;
import dev.datalab.proto.appconfig.v1.Configuration;
import dev.datalab.proto.appconfig.v1.GetConfigurationRequest;
import dev.datalab.proto.appconfig.v1.GetForClientRequest;
import dev.datalab.proto.appconfig.v1.LockRequest;
import dev.datalab.proto.appconfig.v1.LockResponse;
import dev.datalab.proto.appconfig.v1.Operation;
import dev.datalab.proto.appconfig.v1.Refusal;
import dev.datalab.proto.appconfig.v1.RemoveConfigurationRequest;
import dev.datalab.proto.appconfig.v1.RemoveConfigurationResponse;
import dev.datalab.proto.appconfig.v1.SetConfigurationRequest;
import dev.datalab.proto.appconfig.v1.UnlockRequest;
import dev.datalab.proto.appconfig.v1.UnlockResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AppConfigServiceTest {
  @TempDir Path folder;
  private PlatformUnderTest platform;
  private String app;

  @BeforeEach
  void start() {
    platform = new PlatformUnderTest(folder);
    app = platform.register();
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void anAppBeginsWithTheDefaultsInVersionZero() {
    Configuration configuration = get("olga");

    assertThat(configuration.getAppId()).isEqualTo(app);
    assertThat(configuration.getConfigurationJson()).isEqualTo(AppConfiguration.DEFAULT.json());
    assertThat(configuration.getVersion()).isZero();
    assertThat(configuration.getEtag()).isEqualTo("\"0\"");
    assertThat(configuration.getLocked()).isFalse();
    assertThat(configuration.getUpdatedAtMillis()).isZero();
    assertThat(configuration.getUpdatedById()).isEmpty();
  }

  @Test
  void whoeverSetsItIsNotedAndWhatItIsAlreadyIsNoChange() {
    Configuration first = set("emil", days(30), "");
    platform.clock.advance(Duration.ofMinutes(1));
    Configuration again = set("olga", " " + days(30), "");
    Configuration second = set("olga", days(31), "");

    assertThat(first.getVersion()).isEqualTo(1);
    assertThat(first.getUpdatedById()).isEqualTo("id-emil");
    assertThat(first.getUpdatedAtMillis()).isEqualTo(PlatformUnderTest.NOW.toEpochMilli());
    assertThat(again).isEqualTo(first);
    assertThat(second.getVersion()).isEqualTo(2);
    assertThat(second.getUpdatedById()).isEqualTo("id-olga");
    assertThat(second.getUpdatedAtMillis())
        .isEqualTo(PlatformUnderTest.NOW.plusSeconds(60).toEpochMilli());
    assertThat(get("vera")).isEqualTo(second);
  }

  @Test
  void itIsThereAfterARestart() {
    Configuration set = set("olga", days(30), "");
    platform.close();
    platform = new PlatformUnderTest(folder);

    assertThat(get("olga")).isEqualTo(set);
  }

  @Test
  void whatIsInvalidIsNamedAndNothingChanges() {
    Rejection rejection =
        refused(() -> set("olga", "{\"settings\":{\"mouse\":1},\"elements\":[7]}", ""));

    assertThat(rejection.kind()).isEqualTo(Kind.INVALID);
    assertThat(rejection.violations().stream().map(Violation::pointer))
        .containsExactly("/settings/mouse", "/elements/0");
    assertThat(refused(() -> set("olga", "[]", "")).kind()).isEqualTo(Kind.MALFORMED);
    assertThat(get("olga").getVersion()).isZero();
  }

  @Test
  void ifMatchAdmitsOnlyTheVersionThatStands() {
    assertThat(refused(() -> set("olga", days(1), "*")).kind()).isEqualTo(Kind.CHANGED);
    assertThat(set("olga", days(1), "\"0\"").getVersion()).isEqualTo(1);
    assertThat(refused(() -> set("olga", days(2), "\"0\"")).kind()).isEqualTo(Kind.CHANGED);
    assertThat(refused(() -> set("olga", days(2), "W/\"1\"")).kind()).isEqualTo(Kind.CHANGED);
    assertThat(refused(() -> set("olga", days(2), "1")).kind()).isEqualTo(Kind.CHANGED);
    assertThat(set("olga", days(2), "*").getVersion()).isEqualTo(2);
    assertThat(set("olga", days(3), "\"2\"").getVersion()).isEqualTo(3);
  }

  @Test
  void ofManyAtATimeWithTheSameIfMatchExactlyOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 5; round++) {
        String etag = "\"" + round + "\"";
        int base = 1 + 10 * round;
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          String json = days(base + i);
          calls.add(
              () -> {
                try {
                  return set("olga", json, etag).getVersion() > 0;
                } catch (io.grpc.StatusRuntimeException e) {
                  assertThat(Rejection.of(e).kind()).isEqualTo(Kind.CHANGED);
                  return false;
                }
              });
        }
        int winners = 0;
        for (Future<Boolean> call : threads.invokeAll(calls)) {
          winners += call.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
        assertThat(get("olga").getVersion()).isEqualTo(round + 1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whileLockedOnlyTheRetentionChanges() {
    set("olga", "{\"settings\":{\"mouse\":true,\"retentionDays\":30}}", "");
    assertThat(lock("saga").getByThisSaga()).isTrue();

    assertThat(refused(() -> set("olga", days(30), "")).kind()).isEqualTo(Kind.CONFLICT);
    assertThat(set("emil", "{\"settings\":{\"mouse\":true,\"retentionDays\":31}}", "").getVersion())
        .isEqualTo(2);
    assertThat(set("emil", "{\"settings\":{\"mouse\":true}}", "").getLocked()).isTrue();

    assertThat(unlock("").getChanged()).isTrue();
    assertThat(set("olga", days(30), "").getVersion()).isEqualTo(4);
  }

  @Test
  void aLockBelongsToTheSagaThatMadeIt() {
    LockResponse first = lock("saga-1");
    LockResponse again = lock("saga-1");
    LockResponse other = lock("saga-2");

    assertThat(first.getConfiguration().getLocked()).isTrue();
    assertThat(first.getConfiguration().getVersion()).isZero();
    assertThat(again).isEqualTo(first);
    assertThat(other.getByThisSaga()).isFalse();
    assertThat(unlock("saga-2").getChanged()).isFalse();
    assertThat(get("olga").getLocked()).isTrue();
    assertThat(unlock("saga-1").getChanged()).isTrue();
    assertThat(unlock("saga-1").getChanged()).isFalse();
    assertThat(unlock("").getChanged()).isFalse();
  }

  @Test
  void aSagaThatWasUndoneLocksNothingWhenItsRequestComesLate() {
    assertThat(unlock("saga-1").getChanged()).isFalse();

    assertThat(refused(() -> lock("saga-1")).kind()).isEqualTo(Kind.CONFLICT);
    assertThat(get("olga").getLocked()).isFalse();
    assertThat(lock("saga-2").getByThisSaga()).isTrue();
  }

  @Test
  void aRemovedConfigurationIsTheDefaultAgain() {
    set("olga", days(30), "");
    lock("saga");

    assertThat(remove()).isEqualTo(remove());
    assertThat(get("olga").getVersion()).isZero();
    assertThat(get("olga").getLocked()).isFalse();
  }

  @Test
  void theSnippetIsGivenWhatItNeeds() {
    set("olga", "{\"settings\":{\"mouse\":true,\"retentionDays\":30}}", "");

    assertThat(
            platform
                .configurations()
                .getForClient(GetForClientRequest.newBuilder().setAppId(app).build()))
        .satisfies(
            client -> {
              assertThat(client.getVersion()).isEqualTo(1);
              assertThat(client.getClientJson())
                  .isEqualTo(
                      "{\"stages\":[],\"elements\":[],\"settings\":{\"identity\":\"cookie\","
                          + "\"honour\":[],\"mouse\":true,\"queryParameters\":[]}}");
            });
  }

  @Test
  void viewersReadEditorsWriteAndNobodyElseSeesTheApp() {
    assertThat(get("vera").getVersion()).isZero();
    assertThat(refused(() -> set("vera", days(1), "")).kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(set("emil", days(1), "").getVersion()).isEqualTo(1);
    for (String stranger : List.of("carl", "saul")) {
      assertThat(refused(() -> get(stranger)).kind()).isEqualTo(Kind.NOT_FOUND);
      assertThat(refused(() -> set(stranger, days(2), "")).kind()).isEqualTo(Kind.NOT_FOUND);
      assertThat(refused(() -> approve(stranger, Operation.OPERATION_IMPORT)).kind())
          .isEqualTo(Kind.NOT_FOUND);
    }
    SetConfigurationRequest nobodys =
        SetConfigurationRequest.newBuilder().setAppId(app).setConfigurationJson("{}").build();
    assertThat(refused(() -> platform.configurations().setConfiguration(nobodys)).kind())
        .isEqualTo(Kind.UNAUTHENTICATED);
  }

  @Test
  void aServiceReadsInItsOwnNameAndItsStepsAreNotForPeople() {
    GetConfigurationRequest request = GetConfigurationRequest.newBuilder().setAppId(app).build();
    assertThat(platform.configurations().getConfiguration(request).getConfiguration())
        .isEqualTo(get("olga"));

    List<Supplier<?>> steps =
        List.of(
            () -> lock("saga"),
            () -> unlock(""),
            this::remove,
            () ->
                platform
                    .configurations()
                    .getForClient(GetForClientRequest.newBuilder().setAppId(app).build()));
    for (Supplier<?> step : steps) {
      assertThat(refused(() -> as("olga", step::get)).kind()).isEqualTo(Kind.FORBIDDEN);
    }
  }

  @Test
  void operationsAreApprovedByRoleAndLock() {
    List<Operation> editors =
        List.of(
            Operation.OPERATION_CHANGE_CONFIGURATION,
            Operation.OPERATION_CHANGE_RETENTION,
            Operation.OPERATION_CHANGE_SITE,
            Operation.OPERATION_CHANGE_LABELS,
            Operation.OPERATION_IMPORT);
    List<Operation> whileLocked =
        List.of(Operation.OPERATION_CHANGE_TOKEN, Operation.OPERATION_UNLOCK);
    Stream.of(Operation.values())
        .filter(
            operation ->
                operation != Operation.OPERATION_UNSPECIFIED && operation != Operation.UNRECOGNIZED)
        .forEach(
            operation -> {
              assertThat(approve("vera", operation).getRefusal()).isEqualTo(Refusal.REFUSAL_ROLE);
              assertThat(approve("emil", operation).getApproved())
                  .as(operation.name())
                  .isEqualTo(editors.contains(operation));
              assertThat(approve("olga", operation).getRefusal())
                  .as(operation.name())
                  .isEqualTo(
                      whileLocked.contains(operation)
                          ? Refusal.REFUSAL_NOT_LOCKED
                          : Refusal.REFUSAL_UNSPECIFIED);
            });

    lock("saga");
    ApproveOperationResponse locked = approve("emil", Operation.OPERATION_CHANGE_CONFIGURATION);
    assertThat(locked.getApproved()).isFalse();
    assertThat(locked.getRefusal()).isEqualTo(Refusal.REFUSAL_LOCKED);
    assertThat(locked.getReason()).contains("locked");
    assertThat(approve("emil", Operation.OPERATION_CHANGE_RETENTION).getApproved()).isTrue();
    assertThat(refused(() -> approve("emil", Operation.OPERATION_UNSPECIFIED)).kind())
        .isEqualTo(Kind.INVALID);
  }

  private static String days(int retention) {
    return "{\"settings\":{\"retentionDays\":" + retention + "}}";
  }

  private Configuration get(String person) {
    return as(
        person,
        () ->
            platform
                .configurations()
                .getConfiguration(GetConfigurationRequest.newBuilder().setAppId(app).build())
                .getConfiguration());
  }

  private Configuration set(String person, String json, String ifMatch) {
    return as(
        person,
        () ->
            platform
                .configurations()
                .setConfiguration(
                    SetConfigurationRequest.newBuilder()
                        .setAppId(app)
                        .setConfigurationJson(json)
                        .setIfMatch(ifMatch)
                        .build())
                .getConfiguration());
  }

  private LockResponse lock(String saga) {
    return platform
        .configurations()
        .lock(LockRequest.newBuilder().setAppId(app).setSagaId(saga).build());
  }

  private UnlockResponse unlock(String saga) {
    return platform
        .configurations()
        .unlock(UnlockRequest.newBuilder().setAppId(app).setLockedBySagaId(saga).build());
  }

  private RemoveConfigurationResponse remove() {
    return platform
        .configurations()
        .removeConfiguration(RemoveConfigurationRequest.newBuilder().setAppId(app).build());
  }

  private ApproveOperationResponse approve(String person, Operation operation) {
    return as(
        person,
        () ->
            platform
                .configurations()
                .approveOperation(
                    ApproveOperationRequest.newBuilder()
                        .setAppId(app)
                        .setOperation(operation)
                        .build()));
  }
}
