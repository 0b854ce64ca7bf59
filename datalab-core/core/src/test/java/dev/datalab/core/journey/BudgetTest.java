package dev.datalab.core.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.journey.JourneyQuestion.By;
import dev.datalab.core.journey.JourneyQuestion.Direction;
import dev.datalab.core.journey.JourneyQuestion.Form;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Unit;
import dev.datalab.core.store.EventStore;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory is bounded, and what does not fit at once is counted all the same. */
final class BudgetTest {
  private static final Budget AMPLE = new Budget(1 << 20, 1 << 20, 1 << 20, Budget.MAX_EDGES);

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 1_000})
  void theAnswerDoesNotDependOnTheBudget(int keys) throws IOException {
    Trips trips = visits(250, 90, 7);
    for (int seed = 0; seed < 16; seed++) {
      JourneyQuestion question = question(new Random(seed));
      try (EventStore store = trips.store(seed % 2 == 0 ? 1 : 8)) {
        assertThat(
                answer(
                    store, question, new Budget(keys, keys, keys, Budget.MAX_EDGES), Runnable::run))
            .as("question %d: %s", seed, question)
            .isEqualTo(answer(store, question, AMPLE, Runnable::run));
      }
    }
  }

  @Test
  void theAnswerDoesNotDependOnTheThreads() throws IOException {
    Trips trips = visits(800, 40, 5);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (EventStore store = trips.store(64)) {
      for (int seed = 0; seed < 10; seed++) {
        JourneyQuestion question = question(new Random(seed));
        JourneyAnswer alone = answer(store, question, AMPLE, Runnable::run);
        assertThat(answer(store, question, AMPLE, threads)).isEqualTo(alone);
        assertThat(answer(store, question, new Budget(500, 300, 50, Budget.MAX_EDGES), threads))
            .isEqualTo(alone);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void countsThatDoNotFitAreGivenUpFromTheEndAndComeInTheNextWindow() {
    KeyCounts counts = new KeyCounts(1_000);
    Random random = new Random(1);
    long[] keys = random.longs(5_000).toArray();
    int windows = 0;
    int found = 0;
    while (true) {
      for (long key : keys) {
        counts.add(key, (int) key, 2);
        counts.add(key, (int) key, 1);
      }
      windows++;
      assertThat(counts.keys()).isLessThanOrEqualTo(1_000);
      for (long key : keys) {
        int count = counts.counts(KeyCounts.part(key)) ? counts.get(key, (int) key) : 0;
        found += count / 3;
        assertThat(count).isIn(0, 3);
      }
      if (counts.isLast()) {
        break;
      }
      counts.next();
    }
    assertThat(found).isEqualTo(keys.length);
    assertThat(windows).isBetween(5, 12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1 << 20})
  void anAnswerWithTooManyEdgesIsRefused(int cells) throws IOException {
    try (EventStore store = visits(100, 20, 5).store(4)) {
      JourneyQuestion question = Trips.byUrl().build();
      int edges = answer(store, question, AMPLE, Runnable::run).edges().size();
      Budget exact = new Budget(100, 100, cells, edges);
      Budget scarce = new Budget(100, 100, cells, edges - 1);

      assertThat(answer(store, question, exact, Runnable::run).edges()).hasSize(edges);
      assertThatThrownBy(() -> answer(store, question, scarce, Runnable::run))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "top: the answer would have more than %,d edges; ask for fewer names or fewer steps.",
              edges - 1);
    }
  }

  @Test
  void aBreakdownWithTooManyValuesIsRefused() throws IOException {
    Trips trips = new Trips();
    for (int visitor = 0; visitor <= BreakdownCounter.MAX_VALUES; visitor++) {
      trips.visit("v" + visitor, "browser " + visitor, 0, "/");
    }
    try (EventStore store = trips.store(4)) {
      JourneyQuestion question = Trips.byUrl().breakdown(Dimension.of("browser")).build();
      assertThatThrownBy(() -> answer(store, question, AMPLE, Runnable::run))
          .hasMessageStartingWith("breakdown: the dimension has more than 10,000 values");
    }
  }

  private static JourneyAnswer answer(
      EventStore store, JourneyQuestion question, Budget budget, java.util.concurrent.Executor by)
      throws IOException {
    return JourneyAnalysis.answer(store, Trips.SCOPE, question, by, budget);
  }

  private static JourneyQuestion question(Random random) {
    return JourneyQuestion.builder(Trips.DAY, new By.Url())
        .form(random.nextInt(3) == 0 ? Form.GRAPH : Form.STEPS)
        .direction(random.nextBoolean() ? Direction.FORWARD : Direction.BACKWARD)
        .steps(1 + random.nextInt(8))
        .top(1 + random.nextInt(30))
        .minWeight(1 + random.nextInt(3))
        .paths(random.nextInt(40))
        .unit(random.nextBoolean() ? Unit.VISITOR : Unit.SESSION)
        .repeats(random.nextBoolean())
        .time(random.nextBoolean())
        .build();
  }

  /** Visitors whose pages are often few and sometimes any of many. */
  private static Trips visits(int visitors, int pages, int most) {
    Random random = new Random(20_261_122);
    Trips trips = new Trips();
    for (int visitor = 0; visitor < visitors; visitor++) {
      StringBuilder way = new StringBuilder("/");
      for (int left = random.nextInt(most); left > 0; left--) {
        int page = random.nextInt(random.nextBoolean() ? 3 : pages);
        way.append(" /page-").append(page);
      }
      trips.visit("visitor-" + visitor, way.toString());
      if (random.nextInt(4) == 0) {
        trips.visit("visitor-" + visitor, "", 40_000, way.toString());
      }
    }
    return trips;
  }
}
