package dev.datalab.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.funnel.Enumeration.Taken;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The counters find the attempt that trying all of them finds. */
class EnumerationTest {
  private static final int CASES = 20_000;

  @ParameterizedTest(name = "order {0}, within {1}, optional {2}")
  @CsvSource({
    "ORDERED, false, false",
    "ORDERED, true, false",
    "ORDERED, false, true",
    "ORDERED, true, true",
    "STRICT, true, false",
    "ANY, false, false"
  })
  void countersFindWhatTryingEverythingFinds(Order order, boolean within, boolean optional) {
    for (int seed = 1; seed <= CASES; seed++) {
      Random random = new Random(seed);
      Plan plan = new Plan(definition(random, order, within, optional), "");
      int size = random.nextInt(10);
      long[] times = new long[size];
      long[] masks = new long[size];
      for (int i = 0; i < size; i++) {
        times[i] = (i == 0 ? 0 : times[i - 1]) + random.nextInt(4);
        masks[i] = mask(random, plan);
      }
      List<Taken> expected = new Enumeration(plan, times, masks).counted();

      Attempt attempt = new Attempt(plan.stages);
      plan.counter().count(times, masks, 0, size, attempt);

      List<Taken> actual = new ArrayList<>();
      for (int n = 0; n < attempt.size(); n++) {
        actual.add(new Taken(attempt.stage(n), attempt.event(n)));
      }
      assertThat(actual)
          .as("seed %d: times %s, masks %s", seed, Arrays.toString(times), hex(masks))
          .isEqualTo(expected);
    }
  }

  private static Definition definition(
      Random random, Order order, boolean within, boolean optional) {
    List<Stage> stages = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int k = 0; k < count; k++) {
      stages.add(
          new Stage(
              "stage " + k,
              List.of(new Matcher.Named("event " + k, java.util.Map.of())),
              optional && k > 0 && random.nextBoolean(),
              within && random.nextBoolean()
                  ? Optional.of(Duration.ofMillis(random.nextInt(6)))
                  : Optional.empty()));
    }
    List<Exclusion> exclusions = new ArrayList<>();
    if (random.nextBoolean()) {
      exclusions.add(
          new Exclusion(
              List.of(new Matcher.Named("exclusion", java.util.Map.of())), OptionalInt.empty()));
    }
    Optional<Duration> window =
        random.nextInt(3) == 0
            ? Optional.empty()
            : Optional.of(Duration.ofMillis(random.nextInt(12)));
    return new Definition(stages, window, order, Unit.VISITOR, exclusions);
  }

  private static long mask(Random random, Plan plan) {
    long stages = random.nextInt(1 << plan.stages);
    if (random.nextBoolean()) {
      stages &= random.nextInt(1 << plan.stages);
    }
    if (!plan.hasExclusions || random.nextInt(3) > 0) {
      return stages;
    }
    long gaps = random.nextBoolean() ? -1 : random.nextInt();
    return stages | ((gaps & ((1L << (plan.stages - 1)) - 1)) << Plan.GAP_SHIFT) | Plan.EXCLUDES;
  }

  private static String hex(long[] masks) {
    return Arrays.stream(masks).mapToObj(Long::toHexString).toList().toString();
  }
}
