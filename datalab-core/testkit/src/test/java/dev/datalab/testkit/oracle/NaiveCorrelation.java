package dev.datalab.testkit.oracle;

import dev.datalab.core.query.Correlation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The point-biserial correlation by its text-book formula, and Student's t by its series. */
final class NaiveCorrelation {
  private NaiveCorrelation() {}

  static Optional<Correlation> of(List<Long> ones, List<Long> zeros) {
    List<Long> all = new ArrayList<>(ones);
    all.addAll(zeros);
    int n = all.size();
    if (n < 3 || ones.isEmpty() || zeros.isEmpty() || all.stream().distinct().count() == 1) {
      return Optional.empty();
    }
    double deviation = Math.sqrt(squares(all) / n);
    double share = (double) ones.size() / n;
    double r = (mean(ones) - mean(zeros)) / deviation * Math.sqrt(share * (1 - share));
    // The t of r is that of the two means' difference, with one variance for both sides.
    double variance = (squares(ones) + squares(zeros)) / (n - 2);
    double t =
        (mean(ones) - mean(zeros)) / Math.sqrt(variance * (1.0 / ones.size() + 1.0 / zeros.size()));
    return Optional.of(
        new Correlation(r, n, t, Double.isInfinite(t) ? 0 : 1 - within(Math.abs(t), n - 2)));
  }

  private static double squares(List<Long> of) {
    double mean = mean(of);
    return of.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
  }

  private static double mean(List<Long> of) {
    return of.stream().mapToLong(Long::longValue).sum() / (double) of.size();
  }

  /**
   * How likely |T| is at most t, with so many degrees of freedom: Abramowitz and Stegun, Handbook
   * of Mathematical Functions, 26.7.3 and 26.7.4.
   */
  private static double within(double t, int freedom) {
    double angle = Math.atan(t / Math.sqrt(freedom));
    double cos = Math.cos(angle);
    double term = freedom % 2 == 0 ? 1 : cos;
    double sum = freedom == 1 ? 0 : term;
    for (int k = freedom % 2 == 0 ? 2 : 3; k <= freedom - 2; k += 2) {
      term *= cos * cos * (k - 1) / k;
      sum += term;
    }
    double series = Math.sin(angle) * sum;
    return freedom % 2 == 0 ? series : 2 / Math.PI * (angle + series);
  }
}
