package dev.datalab.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The engine answers every case as the oracle does. {@code oracle.cases} is how many cases of each
 * order are asked; {@code oracle.seed} is the number of the first, so that a printed one can be
 * asked again.
 */
@DisplayName("The engine's funnel agrees with the oracle on random cases")
class FunnelOracleTest {
  private static final int CASES = Integer.getInteger("oracle.cases", 34_000);
  private static final long FIRST_SEED = Long.getLong("oracle.seed", 20_261_122L);

  /** Every so manieth case is asked on disk too. */
  private static final int ON_DISK = 50;

  /** So many disagreements are shrunk and shown; the rest is counted. */
  private static final int SHOWN = 5;

  @ParameterizedTest
  @EnumSource
  @DisplayName("over the store in memory")
  void inMemory(Order order) {
    List<String> shown = new ArrayList<>();
    int disagreements = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
      OracleCase asked = FunnelCases.of(order, seed);
      if (!differences(asked).isEmpty()) {
        disagreements++;
        if (shown.size() < SHOWN) {
          shown.add(shrunk(asked, seed));
        }
      }
    }
    assertThat(shown)
        .as(
            "%d of %d cases of order %s disagree, from seed %d",
            disagreements, CASES, order, FIRST_SEED)
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("over the store on disk, half of the events sealed in small blocks")
  void onDisk(Order order, @TempDir Path directory) throws IOException {
    List<String> shown = new ArrayList<>();
    try (SqliteEventStore store =
        SqliteEventStore.builder(directory.resolve("events.db"))
            .maintenance(false)
            .blockEvents(4)
            .open()) {
      List<OracleCase> cases = new ArrayList<>();
      List<StoredCase> stored = new ArrayList<>();
      for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed += ON_DISK) {
        OracleCase asked = FunnelCases.of(order, seed);
        cases.add(asked);
        stored.add(new StoredCase(store, "seed-" + seed, asked.app()));
      }
      List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
      stored.forEach(each -> receipts.addAll(each.append(0, each.half())));
      receipts.forEach(CompletableFuture::join);
      store.seal();
      receipts.clear();
      stored.forEach(each -> receipts.addAll(each.append(each.half(), each.size())));
      receipts.forEach(CompletableFuture::join);
      for (int i = 0; i < cases.size(); i++) {
        OracleCase asked = cases.get(i);
        List<String> differences = differences(asked, stored.get(i).answer(asking(asked)));
        if (!differences.isEmpty() && shown.size() < SHOWN) {
          shown.add(asked + String.join("\n", differences));
        }
      }
    }
    assertThat(shown).isEmpty();
  }

  private static String shrunk(OracleCase asked, long seed) {
    OracleCase small = CaseShrinker.shrunk(asked, smaller -> !differences(smaller).isEmpty());
    return "Ask again with -Doracle.seed=%d -Doracle.cases=1. Shrunk:%n%s%s"
        .formatted(seed, small, String.join("\n", differences(small)));
  }

  private static StoredCase.Asking<FunnelAnswer> asking(OracleCase asked) {
    return (analysis, scope) -> WholeList.of(asked.question(), analysis, scope);
  }

  private static List<String> differences(OracleCase asked) {
    try {
      return differences(asked, StoredCase.inMemory(asked.app(), asking(asked)));
    } catch (IOException | RuntimeException e) {
      return List.of("the engine answers nothing: " + e);
    }
  }

  private static List<String> differences(OracleCase asked, FunnelAnswer engine) {
    return AnswerComparison.differences(FunnelOracle.answer(asked), engine);
  }
}
