package dev.datalab.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import dev.datalab.testkit.oracle.Kind.Case;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine answers every case of a kind of question as the oracle does. {@code oracle.cases} is
 * how many cases are asked; {@code oracle.seed} is the number of the first, so that a printed one
 * can be asked again.
 */
abstract class Agreement<Q, A> {
  private static final int CASES = Integer.getInteger("oracle.cases", 3_000);
  private static final long FIRST_SEED = Long.getLong("oracle.seed", 20_261_122L);

  /** Every so manieth case is asked on disk too. */
  private static final int ON_DISK = 20;

  /** So many disagreements are shrunk and shown; the rest is counted. */
  private static final int SHOWN = 3;

  private final Kind<Q, A> kind;

  Agreement(Kind<Q, A> kind) {
    this.kind = kind;
  }

  @Test
  @DisplayName("over the store in memory")
  void inMemory() {
    List<String> shown = new ArrayList<>();
    int disagreements = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
      Case<Q> asked = kind.make(seed);
      if (!differences(asked).isEmpty()) {
        disagreements++;
        if (shown.size() < SHOWN) {
          Case<Q> small = shrunk(asked);
          shown.add(
              "Ask again with -Doracle.seed=%d -Doracle.cases=1. Shrunk:%n%s%s"
                  .formatted(seed, small, String.join("\n", differences(small))));
        }
      }
    }
    assertThat(shown)
        .as("%d of %d cases disagree, from seed %d", disagreements, CASES, FIRST_SEED)
        .isEmpty();
  }

  @Test
  @DisplayName("over the store on disk, half of the events sealed in small blocks")
  void onDisk(@TempDir Path directory) throws IOException {
    List<String> shown = new ArrayList<>();
    try (SqliteEventStore store =
        SqliteEventStore.builder(directory.resolve("events.db"))
            .maintenance(false)
            .blockEvents(4)
            .open()) {
      List<Case<Q>> cases = new ArrayList<>();
      List<StoredCase> stored = new ArrayList<>();
      for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed += ON_DISK) {
        Case<Q> asked = kind.make(seed);
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
        Case<Q> asked = cases.get(i);
        A answer =
            stored.get(i).answer((analysis, scope) -> kind.ask(analysis, scope, asked.question()));
        List<String> differences = differences(asked, answer);
        if (!differences.isEmpty() && shown.size() < SHOWN) {
          shown.add(asked + String.join("\n", differences));
        }
      }
    }
    assertThat(shown).isEmpty();
  }

  /** Of how many of the first cases the oracle's answer is so. */
  final double share(Predicate<Object> is) {
    int cases = 1_000;
    return (double)
            LongStream.range(FIRST_SEED, FIRST_SEED + cases)
                .mapToObj(kind::make)
                .filter(asked -> is.test(kind.oracle(asked.app(), asked.question())))
                .count()
        / cases;
  }

  private List<String> differences(Case<Q> asked) {
    try {
      return differences(
          asked,
          StoredCase.inMemory(
              asked.app(), (analysis, scope) -> kind.ask(analysis, scope, asked.question())));
    } catch (IOException | RuntimeException e) {
      return List.of("the engine answers nothing: " + e);
    }
  }

  private List<String> differences(Case<Q> asked, A engine) {
    return Likeness.differences("", kind.oracle(asked.app(), asked.question()), engine);
  }

  /** Takes from a failing case whatever it fails without, one thing at a time. */
  private Case<Q> shrunk(Case<Q> failing) {
    Case<Q> smallest = failing;
    boolean shrinks = true;
    while (shrinks) {
      shrinks = false;
      Case<Q> before = smallest;
      List<Case<Q>> smaller =
          Stream.concat(
                  before.app().simpler().stream().map(app -> new Case<>(app, before.question())),
                  kind.simpler(before.question()).stream()
                      .map(question -> new Case<>(before.app(), question)))
              .toList();
      for (Case<Q> each : smaller) {
        if (!differences(each).isEmpty()) {
          smallest = each;
          shrinks = true;
          break;
        }
      }
    }
    return smallest;
  }
}
