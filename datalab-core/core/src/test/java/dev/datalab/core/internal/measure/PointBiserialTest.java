package dev.datalab.core.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.datalab.core.query.Correlation;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

final class PointBiserialTest {
  /**
   * By hand: means 2 and 5, n 6, pooled variance 1, so t = -3 / sqrt(2/3) with 4 degrees of
   * freedom, r² = t² / (t² + 4) = 27/35, and P(|T| ≥ t) = 1 - s(1 + (1 - s²)/2) with s =
   * sqrt(27/35).
   */
  @Test
  void whatCanBeComputedByHandIsTheSame() {
    Correlation found = PointBiserial.of(times(1, 2, 3), times(4, 5, 6)).orElseThrow();

    double sine = Math.sqrt(27.0 / 35);
    assertThat(found.n()).isEqualTo(6);
    assertThat(found.coefficient()).isCloseTo(-sine, within(1e-15));
    assertThat(found.t()).isCloseTo(-Math.sqrt(13.5), within(1e-14));
    assertThat(found.pValue()).isCloseTo(1 - sine * (1 + (1 - sine * sine) / 2), within(1e-15));
  }

  @Test
  void withoutSpreadOrOnOneSideOrOfFewerThanThreeThereIsNone() {
    assertThat(PointBiserial.of(times(5, 5), times(5, 5))).isEmpty();
    assertThat(PointBiserial.of(times(1, 2, 3), times())).isEmpty();
    assertThat(PointBiserial.of(times(), times(1, 2, 3))).isEmpty();
    assertThat(PointBiserial.of(times(1), times(2))).isEmpty();
  }

  @Test
  void sidesThatAreToldApartByTheirTimesAloneAreCertain() {
    assertThat(PointBiserial.of(times(7, 7), times(3)))
        .contains(new Correlation(1, 3, Double.POSITIVE_INFINITY, 0));
    assertThat(PointBiserial.of(times(3), times(7, 7)).orElseThrow().coefficient()).isEqualTo(-1);
  }

  @Test
  void sidesWithTheSameMeanHaveNothingToDoWithEachOther() {
    assertThat(PointBiserial.of(times(1, 3), times(2, 2))).contains(new Correlation(0, 4, 0, 1));
  }

  @Test
  void longTimesLoseNoDigits() {
    long year = 31_536_000_000L;
    Durations many = new Durations();
    for (int i = 0; i < 1_000; i++) {
      many.add(year + i % 2);
    }
    assertThat(many.sum()).isEqualTo(BigInteger.valueOf(year).multiply(thousand()).add(half()));
    assertThat(many.sumOfSquares())
        .isEqualTo(square(year).multiply(half()).add(square(year + 1).multiply(half())));
    Durations huge = times(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 1);
    assertThat(huge.sum())
        .isEqualTo(
            BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(3)).subtract(one()));
    assertThat(huge.sumOfSquares())
        .isEqualTo(square(Long.MAX_VALUE).multiply(BigInteger.TWO).add(square(Long.MAX_VALUE - 1)));
  }

  private static BigInteger one() {
    return BigInteger.ONE;
  }

  private static BigInteger half() {
    return BigInteger.valueOf(500);
  }

  private static BigInteger thousand() {
    return BigInteger.valueOf(1_000);
  }

  private static BigInteger square(long number) {
    return BigInteger.valueOf(number).pow(2);
  }

  private static Durations times(long... millis) {
    Durations times = new Durations();
    for (long each : millis) {
      times.add(each);
    }
    return times;
  }
}
