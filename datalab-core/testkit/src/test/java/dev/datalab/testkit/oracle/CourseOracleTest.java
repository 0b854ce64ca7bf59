package dev.datalab.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.session.CourseQuestion;
import dev.datalab.testkit.oracle.CourseKind.Page;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine tells a session's course as the oracle does on random cases")
class CourseOracleTest extends Agreement<CourseQuestion, CourseKind.Pages> {
  CourseOracleTest() {
    super(new CourseKind());
  }

  @Test
  @DisplayName("of which many have several pages, and some no such session")
  void manyAreHard() {
    assertThat(has(pages -> pages.size() > 1)).isGreaterThan(0.1);
    assertThat(has(pages -> pages.get(0).row().isEmpty())).isBetween(0.02, 0.5);
  }

  private double has(Predicate<List<Page>> is) {
    return share(answer -> is.test(((CourseKind.Pages) answer).pages()));
  }
}
