package dev.datalab.core.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.Told;
import dev.datalab.core.funnel.Visits;
import dev.datalab.core.internal.value.TooManyValuesException;
import dev.datalab.core.internal.value.ValueBudget;
import dev.datalab.core.internal.value.ValuePart;
import dev.datalab.core.internal.value.Values;
import dev.datalab.core.query.Basis;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** However many values there are, and however little memory, the answer is the same. */
final class ManyValuesTest {
  private static final long SEED = 20_261_122;

  @Test
  void inLittleMemoryTheAnswerIsTheSame() throws IOException {
    Random random = new Random(SEED);
    List<String> visits = new ArrayList<>();
    for (int session = 0; session < 800; session++) {
      int who = random.nextInt(400);
      int language = Math.min(random.nextInt(90), random.nextInt(90));
      visits.add(
          "v%d [browser=b%d language=l%d os=o%d]: /p%d@%d"
              .formatted(
                  who,
                  random.nextInt(3),
                  language,
                  random.nextInt(20),
                  random.nextInt(700),
                  (random.nextInt(20) - 3) * 4_000));
    }
    try (InMemoryEventStore store = new InMemoryEventStore()) {
      store
          .append(Frame.of(new Partition("app", 0), 1, Visits.of(visits.toArray(String[]::new))))
          .join();
      Basis basis =
          new Basis(
              store,
              new Scope("app", OptionalInt.of(0), Told.SHOP),
              ForkJoinPool.commonPool(),
              Visits.START);
      for (int limit : List.of(1, 30, 1_000)) {
        AudienceQuestion question =
            new AudienceQuestion(
                Told.DAY,
                Filter.ALL,
                ZoneOffset.UTC,
                Optional.of(Interval.HOUR),
                Optional.of(BuiltIn.PAGE),
                limit);
        AudienceAnswer answer = AudienceAnalysis.answer(question, basis, 1_000_000);
        assertThat(answer.breakdown().orElseThrow()).hasSizeGreaterThan(Math.min(limit, 300));
        for (long budget : List.of(60L, 700L)) {
          assertThat(AudienceAnalysis.answer(question, basis, budget))
              .as("limit %d, budget %d, seed %d", limit, budget, SEED)
              .isEqualTo(answer);
        }
      }
    }
  }

  @Test
  void valuesOfAPartHaveNumbersAsTheyComeAndOthersNone() {
    Values[] parts = new Values[3];
    for (int part = 0; part < 3; part++) {
      parts[part] = new Values(new ValuePart(part, 3), new ValueBudget(100));
    }
    for (int i = 0; i < 100; i++) {
      int counted = 0;
      for (Values part : parts) {
        int number = part.of("v" + i);
        counted += number == Values.UNCOUNTED ? 0 : 1;
        assertThat(part.of("v" + i)).isEqualTo(number);
        assertThat(number == Values.UNCOUNTED || part.text(number).equals("v" + i)).isTrue();
      }
      assertThat(counted).isEqualTo(1);
    }
    assertThat(parts).allMatch(part -> part.size() > 10);
  }

  @Test
  void whatIsNotKnownHasOneNumber() {
    Values known = new Values(List.of("b", "a"));

    assertThat(List.of(known.of("a"), known.of("x"), known.of("b"), known.of("y")))
        .containsExactly(1, 2, 0, 2);
    assertThat(known.size()).isEqualTo(2);
  }

  @Test
  void aBudgetIsSharedByLists() {
    ValueBudget budget = new ValueBudget(2);
    Values one = new Values(ValuePart.WHOLE, budget);
    Values other = new Values(ValuePart.WHOLE, budget);
    one.of("a");
    other.of("a");
    one.of("a");

    assertThatThrownBy(() -> one.of("b")).isInstanceOf(TooManyValuesException.class);
    assertThat(ValueBudget.ofHeap()).isGreaterThan(1_000);
  }
}
