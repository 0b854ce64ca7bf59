package dev.datalab.core.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OddsRatioTest {
  /**
   * Smoking and lung cancer, men: 647 and 2 of 649 patients, 622 and 27 of 649 others (Doll and
   * Hill, 1950). The odds ratio in the literature is 14.04, its interval 3.33 to 59.3.
   */
  @Test
  void theRatioIsThatOfAPublishedTable() {
    OddsRatio odds = OddsRatio.of(647, 2, 622, 27);
    assertThat(odds.ratio()).isCloseTo(14.04, within(0.005));
    assertThat(odds.low()).isCloseTo(3.33, within(0.01));
    assertThat(odds.high()).isCloseTo(59.3, within(0.1));
    assertThat(odds.pValue()).isBetween(0.0002, 0.0004);
  }

  @Test
  void aTableWithAnEmptyCellHasAHalfAddedToEach() {
    OddsRatio odds = OddsRatio.of(5, 0, 3, 7);
    assertThat(odds.ratio()).isCloseTo(5.5 * 7.5 / (0.5 * 3.5), within(1e-12));
    assertThat(odds.high()).isFinite();
  }

  @Test
  void theMirrorImageIsExactlyAsStrong() {
    OddsRatio odds = OddsRatio.of(17, 4, 9, 23);
    assertThat(OddsRatio.of(4, 17, 23, 9).z()).isEqualTo(odds.z());
    assertThat(OddsRatio.of(9, 23, 17, 4).pValue()).isEqualTo(odds.pValue());
    assertThat(OddsRatio.of(9, 23, 17, 4).low()).isCloseTo(1 / odds.high(), within(1e-12));
  }

  @Test
  void withoutADifferenceItIsOne() {
    assertThat(OddsRatio.of(5, 10, 10, 20)).extracting(OddsRatio::ratio).isEqualTo(1.0);
    assertThat(OddsRatio.of(5, 10, 10, 20).pValue()).isEqualTo(1);
  }
}
