package dev.datalab.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.map.MapAnswer;
import dev.datalab.core.map.MapQuestion;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine's maps agree with the oracle on random cases")
class MapOracleTest extends Agreement<MapQuestion, MapAnswer> {
  MapOracleTest() {
    super(new MapKind());
  }

  @Test
  @DisplayName("of which many have full cells, rests, places unknown, and more than the limit")
  void manyAreHard() {
    assertThat(
            has(map -> map.area().clicks().cells().cells().stream().anyMatch(c -> c.amount() > 1)))
        .isGreaterThan(0.15);
    assertThat(has(map -> map.area().rests().cells().cells().size() > 2)).isGreaterThan(0.05);
    assertThat(has(map -> map.area().clicks().unplaced() > 0)).isGreaterThan(0.05);
    assertThat(has(map -> map.area().clicks().assumed() > 0)).isGreaterThan(0.05);
    assertThat(has(map -> map.area().clicks().cells().moreAmount() > 0)).isGreaterThan(0.02);
    assertThat(has(map -> map.elements().stream().anyMatch(e -> e.clicks() > 0 && e.rests() > 0)))
        .isGreaterThan(0.05);
  }

  private double has(Predicate<MapAnswer> is) {
    return share(answer -> is.test((MapAnswer) answer));
  }
}
