package dev.datalab.platform.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.MovableClock;
import dev.datalab.platform.documents.SqliteDocumentStore;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Rejection.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of sagas, by their plan, their lease and who runs them. */
final class SagasTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final List<String> done = new ArrayList<>();
  @TempDir Path folder;
  private DocumentStore store;

  @BeforeEach
  void open() {
    store = SqliteDocumentStore.open(folder.resolve("sagas.db"), clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private final class Noted implements Step {
    private final String name;
    private final Consumer<SagaRecord> forth;
    private final Consumer<SagaRecord> back;

    Noted(String name, Consumer<SagaRecord> forth, Consumer<SagaRecord> back) {
      this.name = name;
      this.forth = forth;
      this.back = back;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void perform(SagaRecord saga) {
      done.add("+" + name + saga.data());
      forth.accept(saga);
    }

    @Override
    public void compensate(SagaRecord saga) {
      done.add("-" + name + saga.data());
      back.accept(saga);
    }
  }

  private static void fine(SagaRecord saga) {}

  private static void fail() {
    throw new IllegalStateException("the step fails");
  }

  private Plan plan(Direction direction, Consumer<SagaRecord> second, Consumer<SagaRecord> back) {
    return new Plan(
        "kind",
        direction,
        List.of(new Noted("a", SagasTest::fine, back), new Noted("b", second, SagasTest::fine)));
  }

  private Sagas sagas(Duration lease, Plan plan) {
    return new Sagas(store, clock, lease, saga -> plan);
  }

  @Test
  void aSagaThatGetsThroughIsForgotten() {
    Plan plan = plan(Direction.BACKWARD, SagasTest::fine, SagasTest::fine);
    Sagas sagas = sagas(Duration.ZERO, plan);
    sagas.run(plan, "app", "1");
    assertThat(done).containsExactly("+a1", "+b1");
    assertThat(sagas.repair("app")).isEmpty();
    assertThat(sagas.repairAll()).isZero();
  }

  @Test
  void aStepThatFailsIsCompensatedLikeThoseBeforeIt() {
    Plan plan = plan(Direction.BACKWARD, saga -> fail(), SagasTest::fine);
    Sagas sagas = sagas(Duration.ZERO, plan);
    assertThatThrownBy(() -> sagas.run(plan, "app", ""))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the step fails");
    assertThat(done).containsExactly("+a", "+b", "-b", "-a");
    assertThat(sagas.repair("app")).isEmpty();
  }

  @Test
  void aCompensationThatFailsIsLeftForRepair() {
    Plan broken = plan(Direction.BACKWARD, saga -> fail(), saga -> fail());
    Sagas sagas = sagas(Duration.ZERO, broken);
    assertThatThrownBy(() -> sagas.run(broken, "app", "")).hasMessage("the step fails");
    assertThatThrownBy(() -> sagas.repair("app"))
        .isInstanceOfSatisfying(
            Rejection.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    assertThat(sagas.repairAll()).isEqualTo(1);
    done.clear();
    Sagas mended = sagas(Duration.ZERO, plan(Direction.BACKWARD, SagasTest::fine, SagasTest::fine));
    assertThat(mended.repair("app")).isEqualTo(Optional.of("kind"));
    assertThat(done).containsExactly("-b", "-a");
    assertThat(mended.repairAll()).isZero();
  }

  @Test
  void aSagaThatGoesForwardIsPerformedAnewByRepair() {
    Plan broken = plan(Direction.FORWARD, saga -> fail(), SagasTest::fine);
    Sagas sagas = sagas(Duration.ZERO, broken);
    assertThatThrownBy(() -> sagas.run(broken, "app", "7"))
        .isInstanceOfSatisfying(
            Rejection.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    Sagas mended = sagas(Duration.ZERO, plan(Direction.FORWARD, SagasTest::fine, SagasTest::fine));
    assertThat(mended.repairAll()).isZero();
    assertThat(done).containsExactly("+a7", "+b7", "+a7", "+b7");
  }

  @Test
  void aSubjectHasOneSagaAtATimeAndItsOwnProcessDoesNotRepairWhatItRuns() {
    Plan[] plan = new Plan[1];
    Sagas[] sagas = new Sagas[1];
    List<Kind> refusals = new ArrayList<>();
    Consumer<SagaRecord> meddle =
        saga -> {
          for (Runnable other :
              List.<Runnable>of(
                  () -> sagas[0].run(plan[0], "app", ""), () -> sagas[0].repair("app"))) {
            try {
              other.run();
            } catch (Rejection e) {
              refusals.add(e.kind());
            }
          }
        };
    plan[0] = plan(Direction.BACKWARD, meddle, SagasTest::fine);
    sagas[0] = sagas(Duration.ZERO, plan[0]);
    sagas[0].run(plan[0], "app", "");
    assertThat(refusals).containsExactly(Kind.CHANGED, Kind.CHANGED);
    assertThat(done).containsExactly("+a", "+b");
  }

  @Test
  void anotherProcessTakesASagaOverWhenItsLeaseHasPassed() {
    Duration lease = Duration.ofMinutes(2);
    Plan broken = plan(Direction.BACKWARD, saga -> fail(), saga -> fail());
    assertThatThrownBy(() -> sagas(lease, broken).run(broken, "app", ""))
        .hasMessage("the step fails");
    done.clear();
    Sagas other = sagas(lease, plan(Direction.BACKWARD, SagasTest::fine, SagasTest::fine));
    assertThatThrownBy(() -> other.repair("app"))
        .isInstanceOfSatisfying(Rejection.class, e -> assertThat(e.kind()).isEqualTo(Kind.CHANGED));
    assertThat(done).isEmpty();
    clock.advance(lease);
    assertThat(other.repair("app")).isEqualTo(Optional.of("kind"));
    assertThat(done).containsExactly("-b", "-a");
  }

  @Test
  void whoWasTakenOverCannotFinishAndTakesBackWhatItDid() {
    Plan theirs = plan(Direction.BACKWARD, SagasTest::fine, SagasTest::fine);
    Sagas other = sagas(Duration.ZERO, theirs);
    Plan slow = plan(Direction.BACKWARD, saga -> other.repair("app"), SagasTest::fine);
    assertThatThrownBy(() -> sagas(Duration.ZERO, slow).run(slow, "app", ""))
        .isInstanceOf(RuntimeException.class);
    assertThat(done).containsExactly("+a", "+b", "-b", "-a", "-b", "-a");
  }
}
