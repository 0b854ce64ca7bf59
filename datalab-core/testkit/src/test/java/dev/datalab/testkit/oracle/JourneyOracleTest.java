package dev.datalab.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.journey.JourneyAnswer;
import dev.datalab.core.journey.JourneyAnswer.Node;
import dev.datalab.core.journey.JourneyQuestion;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine's journeys agree with the oracle on random cases")
class JourneyOracleTest extends Agreement<JourneyQuestion, JourneyAnswer> {
  JourneyOracleTest() {
    super(new JourneyKind());
  }

  @Test
  @DisplayName("of which many have edges, merged names, and paths that are cut or left out")
  void manyAreHard() {
    assertThat(of(answer -> !answer.edges().isEmpty())).isGreaterThan(0.3);
    assertThat(of(answer -> answer.edges().size() > 3)).isGreaterThan(0.1);
    assertThat(of(answer -> answer.nodes().stream().anyMatch(n -> n.merged().isPresent())))
        .isGreaterThan(0.15);
    assertThat(of(JourneyOracleTest::isCut)).isGreaterThan(0.1);
    assertThat(of(answer -> answer.otherPaths().paths() > 0)).isGreaterThan(0.05);
    assertThat(of(answer -> answer.visitors() > 1 && answer.paths().size() > 1))
        .isGreaterThan(0.15);
    assertThat(of(answer -> answer.edges().stream().anyMatch(e -> e.transitions() > e.visitors())))
        .isGreaterThan(0.03);
  }

  private double of(Predicate<JourneyAnswer> is) {
    return share(answer -> is.test((JourneyAnswer) answer));
  }

  private static boolean isCut(JourneyAnswer answer) {
    return sum(answer, Node::entries) < answer.visitors()
        || sum(answer, Node::exits) < answer.visitors();
  }

  private static long sum(JourneyAnswer answer, ToLongFunction<Node> figure) {
    return answer.nodes().stream().mapToLong(figure).sum();
  }
}
