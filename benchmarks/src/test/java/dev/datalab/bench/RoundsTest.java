package dev.datalab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {
  @Test
  void contestantsTakeTurns() throws Exception {
    List<String> done = new ArrayList<>();
    Map<String, Rounds.Figure> figures =
        new Rounds()
            .add("a", 2, () -> done.add("a"))
            .add("b", () -> done.add("before"), () -> done.add("b"))
            .run(1, 2);
    assertThat(done)
        .containsExactly("a", "a", "before", "b", "a", "a", "before", "b", "a", "a", "before", "b");
    assertThat(figures.keySet()).containsExactly("a", "b");
  }

  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheMiddleTwo() {
    assertThat(Rounds.median(new double[] {1, 2, 9})).isEqualTo(2);
    assertThat(Rounds.median(new double[] {1, 2, 4, 9})).isEqualTo(3);
  }
}
