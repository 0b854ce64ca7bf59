package dev.datalab.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.Order;
import dev.datalab.testkit.oracle.AppCase.Placed;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A comparison is worth what its cases are worth. */
@DisplayName("The random cases for funnels are hard")
class FunnelCasesTest {
  private static final int CASES = 2_000;

  @ParameterizedTest
  @EnumSource
  @DisplayName("many get deep, have equal times, break off, and change with every option")
  void manyAreHard(Order order) {
    assertThat(share(order, asked -> reached(asked, 1))).isGreaterThan(0.3);
    assertThat(share(order, asked -> reached(asked, 2))).isGreaterThan(0.12);
    assertThat(share(order, FunnelCasesTest::hasEqualTimes)).isGreaterThan(0.3);
    assertThat(share(order, FunnelCasesTest::someGetNowhere)).isGreaterThan(0.3);
  }

  private static double share(Order order, Predicate<OracleCase> is) {
    return (double)
            LongStream.range(0, CASES).filter(seed -> is.test(FunnelCases.of(order, seed))).count()
        / CASES;
  }

  private static boolean reached(OracleCase asked, int stage) {
    List<OracleAnswer.StageOfAnswer> stages = FunnelOracle.answer(asked).stages();
    return stages.size() > stage && stages.get(stage).visitors() > 0;
  }

  private static boolean someGetNowhere(OracleCase asked) {
    OracleAnswer answer = FunnelOracle.answer(asked);
    return answer.stages().get(answer.stages().size() - 1).visitors() < answer.visitors();
  }

  private static boolean hasEqualTimes(OracleCase asked) {
    List<RecordedEvent> events = asked.events().stream().map(Placed::event).toList();
    return events.stream()
        .anyMatch(
            one ->
                events.stream()
                    .anyMatch(
                        other ->
                            one.seq() != other.seq()
                                && one.visitor().equals(other.visitor())
                                && one.event().time() == other.event().time()));
  }
}
