package dev.datalab.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.overview.OverviewAnswer;
import dev.datalab.core.overview.OverviewQuestion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine's overview agrees with the oracle on random cases")
class OverviewOracleTest extends Agreement<OverviewQuestion, OverviewAnswer> {
  OverviewOracleTest() {
    super(new OverviewKind());
  }

  @Test
  @DisplayName("in which both ranges have visits, some go on from one into the other")
  void manyAreHard() {
    assertThat(
            share(
                answer ->
                    ((OverviewAnswer) answer).figures().sessions() > 0
                        && ((OverviewAnswer) answer).before().sessions() > 0))
        .isGreaterThan(0.2);
    assertThat(
            share(
                answer ->
                    ((OverviewAnswer) answer)
                        .change().medianSessionSeconds().stream().anyMatch(part -> part != 0)))
        .isGreaterThan(0.05);
    assertThat(share(answer -> ((OverviewAnswer) answer).morePages() > 0)).isGreaterThan(0.05);
    assertThat(
            share(
                answer ->
                    ((OverviewAnswer) answer)
                        .trendBefore().stream()
                            .flatMap(rows -> rows.stream())
                            .anyMatch(bucket -> bucket.sessions() > bucket.visitors())))
        .isGreaterThan(0.01);
  }
}
