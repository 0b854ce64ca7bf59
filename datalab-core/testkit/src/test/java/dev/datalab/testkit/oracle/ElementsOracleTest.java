package dev.datalab.testkit.oracle;

import dev.datalab.core.element.ElementsAnswer;
import dev.datalab.core.element.ElementsQuestion;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The engine's elements agree with the oracle on random cases")
class ElementsOracleTest extends Agreement<ElementsQuestion, ElementsAnswer> {
  ElementsOracleTest() {
    super(new ElementsKind());
  }
}
