package dev.datalab.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.audience.AudienceAnswer;
import dev.datalab.core.audience.AudienceQuestion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine's audience agrees with the oracle on random cases")
class AudienceOracleTest extends Agreement<AudienceQuestion, AudienceAnswer> {
  AudienceOracleTest() {
    super(new AudienceKind());
  }

  @Test
  @DisplayName("in which some come again, some with another browser, and rows are merged")
  void manyAreHard() {
    assertThat(share(answer -> ((AudienceAnswer) answer).all().returningVisitors() > 0))
        .isGreaterThan(0.05);
    assertThat(
            share(
                answer ->
                    ((AudienceAnswer) answer)
                            .browsers().stream().mapToLong(row -> row.figures().visitors()).sum()
                        > ((AudienceAnswer) answer).all().visitors()))
        .isGreaterThan(0.05);
    assertThat(
            share(
                answer ->
                    ((AudienceAnswer) answer)
                        .screens().stream().anyMatch(row -> row.merged().isPresent())))
        .isGreaterThan(0.1);
    assertThat(share(answer -> ((AudienceAnswer) answer).trend().isPresent())).isGreaterThan(0.3);
  }
}
