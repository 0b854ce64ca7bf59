package dev.datalab.testkit.oracle;

import dev.datalab.core.funnel.FunnelBaseline;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.query.ProportionTest;
import dev.datalab.core.query.Range;
import dev.datalab.testkit.oracle.OracleAnswer.Compared;
import dev.datalab.testkit.oracle.OracleAnswer.StageOfAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a funnel with another by the formulas of the text books. */
final class NaiveComparison {
  /** So many steps of the trapezoidal rule. */
  private static final int STEPS = 4_000;

  private NaiveComparison() {}

  static OracleAnswer answer(OracleCase asked, OracleAnswer answer, FunnelBaseline baseline) {
    FunnelQuestion question = asked.question();
    OracleAnswer other =
        FunnelOracle.answer(
            asked.withQuestion(
                new FunnelQuestion(
                    new Range(
                        baseline.fromMillis().orElse(question.range().fromMillis()),
                        baseline.toMillis().orElse(question.range().toMillis())),
                    baseline.filter().orElse(question.filter()),
                    question.zone(),
                    question.definition(),
                    Optional.empty(),
                    Optional.empty())));
    List<List<ProportionTest>> tests = new ArrayList<>();
    for (int k = 0; k < answer.stages().size(); k++) {
      int previous = Math.max(0, k - 1);
      while (previous > 0 && question.definition().stages().get(previous).optional()) {
        previous--;
      }
      tests.add(
          List.of(
              test(
                  reached(answer, k),
                  (double) answer.visitors(),
                  reached(other, k),
                  (double) other.visitors()),
              test(reached(answer, k), reached(answer, 0), reached(other, k), reached(other, 0)),
              test(
                  reached(answer, k),
                  reached(answer, previous),
                  reached(other, k),
                  reached(other, previous))));
    }
    return new OracleAnswer(
        answer.visitors(),
        answer.stages(),
        answer.time(),
        answer.trend(),
        answer.breakdown(),
        answer.list(),
        Optional.of(new Compared(baseline.name(), other, tests)),
        answer.correlations());
  }

  private static double reached(OracleAnswer answer, int stage) {
    StageOfAnswer of = answer.stages().get(stage);
    return (double) of.visitors();
  }

  private static ProportionTest test(double x1, double n1, double x2, double n2) {
    double p1 = n1 == 0 ? 0 : x1 / n1;
    double p2 = n2 == 0 ? 0 : x2 / n2;
    if (n1 == 0 || n2 == 0) {
      return new ProportionTest(p1 - p2, -1, 1, 0, 1);
    }
    double[] one = wilson(p1, n1);
    double[] two = wilson(p2, n2);
    double p = (x1 + x2) / (n1 + n2);
    double error = Math.sqrt(p * (1 - p) / n1 + p * (1 - p) / n2);
    double z = p == 0 || p == 1 ? 0 : (p1 - p2) / error;
    return new ProportionTest(
        p1 - p2,
        p1 - p2 - Math.sqrt(Math.pow(p1 - one[0], 2) + Math.pow(two[1] - p2, 2)),
        p1 - p2 + Math.sqrt(Math.pow(one[1] - p1, 2) + Math.pow(p2 - two[0], 2)),
        z,
        1 - within(Math.abs(z)));
  }

  /** Wilson's score interval at 95 %. */
  private static double[] wilson(double p, double n) {
    double z = 1.959963984540054;
    double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return new double[] {middle - half, middle + half};
  }

  /** How much of the normal distribution lies within z of 0: by adding up its density. */
  static double within(double z) {
    double step = z / STEPS;
    double sum = (1 + Math.exp(-z * z / 2)) / 2;
    for (int i = 1; i < STEPS; i++) {
      sum += Math.exp(-Math.pow(i * step, 2) / 2);
    }
    // Trapezoids: off by step squared times the slope at the end, a twelfth of it (Euler,
    // Maclaurin).
    double correction = step * step / 12 * z * Math.exp(-z * z / 2);
    return 2 / Math.sqrt(2 * Math.PI) * (sum * step + correction);
  }
}
