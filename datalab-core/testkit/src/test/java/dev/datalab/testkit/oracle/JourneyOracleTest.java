package dev.datalab.testkit.oracle;

import dev.datalab.core.journey.JourneyAnswer;
import dev.datalab.core.journey.JourneyQuestion;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The engine's journeys agree with the oracle on random cases")
class JourneyOracleTest extends Agreement<JourneyQuestion, JourneyAnswer> {
  JourneyOracleTest() {
    super(new JourneyKind());
  }
}
