package dev.datalab.core.funnel;

import dev.datalab.core.funnel.FunnelAnswer.StageResult;
import dev.datalab.core.internal.measure.TwoProportions;
import dev.datalab.core.query.Distribution;
import dev.datalab.core.query.ProportionTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A funnel beside another: the {@link FunnelBaseline}'s figures, and how the question's differ.
 *
 * @param name the baseline's
 * @param visitors units with any event
 * @param stages one a stage, in order
 * @param time from the first stage to the last; see {@link FunnelAnswer}
 * @param tests one a stage, in order
 */
public record FunnelComparison(
    Optional<String> name,
    long visitors,
    List<StageResult> stages,
    Optional<Distribution> time,
    List<StageTests> tests) {
  /** Copies the lists. */
  public FunnelComparison {
    stages = List.copyOf(stages);
    tests = List.copyOf(tests);
  }

  /**
   * How the shares of a stage differ: those of the question minus those of the baseline, by the
   * pooled two-proportion z-test, with a 95 % interval by Newcombe's hybrid score method. Both take
   * the two sides for independent: of units that are counted on both, the test says too little.
   */
  public record StageTests(
      ProportionTest conversionFromAll,
      ProportionTest conversionFromFirst,
      ProportionTest conversionFromPrevious) {}

  static FunnelComparison of(
      FunnelBaseline baseline, Plan plan, FunnelAnswer question, FunnelAnswer other) {
    List<StageTests> tests = new ArrayList<>();
    for (int k = 0; k < plan.stages; k++) {
      int previous = Math.max(plan.previousRequired[k], 0);
      tests.add(
          new StageTests(
              TwoProportions.compare(
                  reached(question, k), question.visitors(), reached(other, k), other.visitors()),
              TwoProportions.compare(
                  reached(question, k), reached(question, 0), reached(other, k), reached(other, 0)),
              TwoProportions.compare(
                  reached(question, k),
                  reached(question, previous),
                  reached(other, k),
                  reached(other, previous))));
    }
    return new FunnelComparison(
        baseline.name(), other.visitors(), other.stages(), other.time(), tests);
  }

  private static long reached(FunnelAnswer answer, int stage) {
    return answer.stages().get(stage).visitors();
  }
}
