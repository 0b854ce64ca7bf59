package dev.datalab.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.datalab.core.funnel.FunnelAnswer.StageResult;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.ProportionTest;
import dev.datalab.core.query.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Filter MOBILE =
      new Filter.Is(Dimension.of("device"), Filter.Op.EQUALS, List.of("mobile"));
  private static final Filter DESKTOP =
      new Filter.Is(Dimension.of("device"), Filter.Op.EQUALS, List.of("desktop"));

  private static List<Long> reached(FunnelComparison comparison) {
    return comparison.stages().stream().map(StageResult::visitors).toList();
  }

  @Test
  void twoSegmentsAreComparedByTheTestOfTwoShares() {
    List<String> visits = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      boolean mobile = i < 70;
      boolean converts = mobile ? i < 56 : i < 70 + 48;
      visits.add(
          "v"
              + i
              + " [device="
              + (mobile ? "mobile" : "desktop")
              + "]: /a@0"
              + (converts ? " /b@9" : ""));
    }
    FunnelComparison comparison =
        Ask.stages("/a", "/b")
            .filter(MOBILE)
            .compare(FunnelBaseline.of(DESKTOP))
            .of(visits.toArray(new String[0]))
            .comparison()
            .orElseThrow();
    assertThat(comparison.visitors()).isEqualTo(80);
    assertThat(reached(comparison)).containsExactly(80L, 48L);
    assertThat(comparison.time().orElseThrow().median()).isEqualTo(9);
    ProportionTest test = comparison.tests().get(1).conversionFromPrevious();
    assertThat(test.difference()).isCloseTo(0.2, within(1e-12));
    assertThat(test.low()).isCloseTo(0.0524, within(0.00005));
    assertThat(test.high()).isCloseTo(0.3339, within(0.00005));
    assertThat(test.pValue()).isCloseTo(0.00804, within(0.00001));
    assertThat(comparison.tests().get(0).conversionFromAll().pValue()).isEqualTo(1);
  }

  @Test
  void twoRangesAreComparedAndWhatIsLeftOutIsTheQuestions() {
    FunnelAnswer answer =
        Ask.stages("/a", "/b")
            .filter(MOBILE)
            .range("2026-11-03T00:00:00Z", "2026-11-04T00:00:00Z")
            .compare(
                FunnelBaseline.of(
                    new Range(
                        Visits.time("2026-11-02T00:00:00Z"), Visits.time("2026-11-03T00:00:00Z"))))
            .of(
                "anna [device=mobile]: /a@2026-11-02T10:00:00Z /b@2026-11-02T10:00:01Z",
                "bert [device=desktop]: /a@2026-11-02T10:00:00Z",
                "anna [device=mobile]: /a@2026-11-03T10:00:00Z");
    assertThat(Ask.reached(answer)).containsExactly(1L, 0L);
    assertThat(reached(answer.comparison().orElseThrow())).containsExactly(1L, 1L);
    assertThat(answer.comparison().orElseThrow().tests().get(1).conversionFromFirst().difference())
        .isEqualTo(-1);
  }

  @Test
  void besideNothingNothingIsKnown() {
    FunnelComparison comparison =
        Ask.stages("/a", "/b")
            .compare(FunnelBaseline.of(MOBILE))
            .of("anna: /a@0 /b@1")
            .comparison()
            .orElseThrow();
    assertThat(comparison.visitors()).isZero();
    assertThat(comparison.tests().get(1).conversionFromAll())
        .isEqualTo(new ProportionTest(1, -1, 1, 0, 1));
  }

  @Test
  void aRangeThatEndsBeforeItBeginsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Ask.stages("/a")
                    .compare(
                        new FunnelBaseline(
                            Optional.empty(),
                            OptionalLong.of(Visits.time("2030-01-01T00:00:00Z")),
                            OptionalLong.empty(),
                            Optional.empty(),
                            Optional.empty()))
                    .of("anna: /a@0"))
        .withMessageStartingWith("compare/from: ");
  }
}
