package dev.datalab.core.internal.measure;

import dev.datalab.core.query.Correlation;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * The point-biserial correlation of times with an alternative (Tate, <i>Correlation Between a
 * Discrete and a Continuous Variable</i>, 1954).
 *
 * <p>With x a time, y 1 or 0, and sums over all n of them, r² = (nΣxy - ΣxΣy)² / ((nΣx² -
 * (Σx)²)(nΣy² - (Σy)²)). Numerator and denominator are whole numbers and are computed as such: the
 * result depends on no order of adding, and 1 - r² loses no digits. With n - 2 degrees of freedom,
 * P(|T| ≥ |t|) is the regularized incomplete beta function I(1 - r²; (n - 2)/2, 1/2).
 */
public final class PointBiserial {
  private PointBiserial() {}

  /**
   * The correlation; none if there are fewer than three times, all are on one side, or all are
   * equal.
   *
   * @param ones times where the alternative is 1
   * @param zeros times where it is 0
   */
  public static Optional<Correlation> of(Durations ones, Durations zeros) {
    long n = (long) ones.size() + zeros.size();
    BigInteger count = BigInteger.valueOf(n);
    BigInteger sumOfOnes = ones.sum();
    BigInteger sum = sumOfOnes.add(zeros.sum());
    BigInteger squares = ones.sumOfSquares().add(zeros.sumOfSquares());
    BigInteger spread = count.multiply(squares).subtract(sum.multiply(sum));
    if (n < 3 || ones.size() == 0 || zeros.size() == 0 || spread.signum() == 0) {
      return Optional.empty();
    }
    BigInteger sides = BigInteger.valueOf(ones.size()).multiply(BigInteger.valueOf(zeros.size()));
    BigInteger together =
        count.multiply(sumOfOnes).subtract(sum.multiply(BigInteger.valueOf(ones.size())));
    BigInteger whole = spread.multiply(sides);
    BigInteger explained = together.multiply(together);
    double square = explained.doubleValue() / whole.doubleValue();
    double rest = whole.subtract(explained).doubleValue() / whole.doubleValue();
    double t = together.signum() * Math.sqrt((n - 2) * (square / rest));
    return Optional.of(
        new Correlation(
            together.signum() * Math.sqrt(square), n, t, pValue(square, rest, (n - 2) / 2.0)));
  }

  /** By that of the two forms whose argument has all its digits. */
  private static double pValue(double square, double rest, double half) {
    return square < rest
        ? RegularizedBeta.complement(square, 0.5, half)
        : RegularizedBeta.value(rest, half, 0.5);
  }
}
