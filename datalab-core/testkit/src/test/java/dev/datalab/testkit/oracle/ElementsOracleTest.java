package dev.datalab.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.element.ElementsAnswer;
import dev.datalab.core.element.ElementsQuestion;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine's elements agree with the oracle on random cases")
class ElementsOracleTest extends Agreement<ElementsQuestion, ElementsAnswer> {
  ElementsOracleTest() {
    super(new ElementsKind());
  }

  @Test
  @DisplayName("of which many have correlations, touches, and elements that are not configured")
  void manyAreHard() {
    assertThat(has(row -> row.correlation().isPresent())).isGreaterThan(0.15);
    assertThat(has(row -> row.touch().hovers() > 1)).isGreaterThan(0.15);
    assertThat(has(row -> row.id().isEmpty() && row.pointer().visitors() > 1)).isGreaterThan(0.1);
    assertThat(has(row -> row.id().isPresent() && row.pointer().clicks() > 1)).isGreaterThan(0.1);
  }

  private double has(Predicate<ElementsOracle.Row> is) {
    return share(answer -> ((ElementsOracle.Answer) answer).elements().stream().anyMatch(is));
  }
}
