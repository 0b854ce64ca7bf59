package dev.datalab.core.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.datalab.core.query.ProportionTest;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoProportionsTest {
  private static final Offset<Double> PRINTED = within(0.000_051);

  @ParameterizedTest(name = "{0}/{1} - {2}/{3}")
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "6, 7, 2, 7, 0.0582, 0.8062",
    "5, 56, 0, 29, -0.0381, 0.1926",
    "0, 10, 0, 20, -0.1611, 0.2775",
    "0, 10, 0, 10, -0.2775, 0.2775",
    "10, 10, 0, 20, 0.6791, 1.0000",
    "10, 10, 0, 10, 0.6075, 1.0000"
  })
  void theIntervalIsThatOfNewcombesExamples(
      long hits, long all, long otherHits, long otherAll, double low, double high) {
    ProportionTest test = TwoProportions.compare(hits, all, otherHits, otherAll);
    assertThat(test.low()).isCloseTo(low, PRINTED);
    assertThat(test.high()).isCloseTo(high, PRINTED);
    ProportionTest other = TwoProportions.compare(otherHits, otherAll, hits, all);
    assertThat(other.low()).isEqualTo(-test.high());
    assertThat(other.difference()).isEqualTo(-test.difference());
    assertThat(other.pValue()).isEqualTo(test.pValue());
  }

  /** Smokers about a tax: Penn State, STAT 415, lesson 9.4. */
  @Test
  void theTestIsThatOfATextbooksExample() {
    ProportionTest test = TwoProportions.compare(351, 605, 41, 195);
    assertThat(test.z()).isCloseTo(8.99, within(0.005));
    assertThat(test.pValue()).isLessThan(1e-18).isGreaterThan(1e-20);
  }

  /** The square of z is Pearson's chi-square of the table, 7.0237 here, with p = 0.00804. */
  @Test
  void theTestIsThatOfChiSquare() {
    ProportionTest test = TwoProportions.compare(56, 70, 48, 80);
    double chiSquare = 150 * Math.pow(56.0 * 32 - 14.0 * 48, 2) / (70.0 * 80 * 104 * 46);
    assertThat(test.z() * test.z()).isCloseTo(chiSquare, within(1e-12));
    assertThat(test.pValue()).isCloseTo(0.00804, within(0.00001));
  }

  @Test
  void ofNothingNothingIsKnown() {
    assertThat(TwoProportions.compare(0, 0, 0, 0)).isEqualTo(new ProportionTest(0, -1, 1, 0, 1));
    assertThat(TwoProportions.compare(3, 4, 0, 0)).isEqualTo(new ProportionTest(0.75, -1, 1, 0, 1));
  }

  @Test
  void whereAllOrNoneHitBothTimesThereIsNoDifference() {
    assertThat(TwoProportions.compare(7, 7, 9, 9).pValue()).isEqualTo(1);
    assertThat(TwoProportions.compare(0, 7, 0, 9).z()).isZero();
  }
}
