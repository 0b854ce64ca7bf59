package dev.datalab.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.retention.RetentionAnswer;
import dev.datalab.core.retention.RetentionAnswer.Return;
import dev.datalab.core.retention.RetentionQuestion;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine's retention agrees with the oracle on random cases")
class RetentionOracleTest extends Agreement<RetentionQuestion, RetentionAnswer> {
  RetentionOracleTest() {
    super(new RetentionKind());
  }

  @Test
  @DisplayName("in many of which visitors come back, some do not, and some periods are not over")
  void manyAreHard() {
    assertThat(of(answer -> returned(answer) > 0)).isGreaterThan(0.2);
    assertThat(of(answer -> returned(answer) > 2)).isGreaterThan(0.08);
    assertThat(
            of(
                answer ->
                    answer.cohorts().stream()
                        .flatMap(cohort -> cohort.periods().stream())
                        .anyMatch(period -> period.incomplete() && period.visitors() > 0)))
        .isGreaterThan(0.1);
    assertThat(of(answer -> answer.cohorts().stream().filter(c -> c.visitors() > 0).count() > 1))
        .isGreaterThan(0.15);
    assertThat(of(answer -> answer.breakdown().filter(rows -> rows.more() > 0).isPresent()))
        .isGreaterThan(0.01);
  }

  private static long returned(RetentionAnswer answer) {
    return answer.returns().stream().mapToLong(Return::visitors).sum();
  }

  private double of(Predicate<RetentionAnswer> is) {
    return share(answer -> is.test((RetentionAnswer) answer));
  }
}
