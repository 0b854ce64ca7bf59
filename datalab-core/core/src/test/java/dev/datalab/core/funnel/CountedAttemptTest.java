package dev.datalab.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.query.Distribution;
import dev.datalab.core.query.Distribution.Bin;
import dev.datalab.core.query.Filter;
import org.junit.jupiter.api.Test;

class CountedAttemptTest {
  @Test
  void ofTheDeepestAttemptsTheOneThatGetsThereFirstCounts() {
    FunnelAnswer answer =
        Ask.stages("/a", "/b", "/c")
            .of("anna: /a@0 /b@10 /a@100 /b@101 /c@200 /a@300 /b@301 /c@302");
    // Begun at 100, not at 300, and the last to begin of those that end at 200.
    assertThat(Ask.medians(answer)).containsExactly(-1.0, 1.0, 99.0);
  }

  @Test
  void ofSeveralThatGetThereByOneEventTheLastBegunCounts() {
    FunnelAnswer answer = Ask.stages("/a", "/b").of("anna: /a@0 /a@5 /a@5 /b@9");
    assertThat(Ask.medians(answer)).containsExactly(-1.0, 4.0);
  }

  @Test
  void amongEqualTimesTheLastBegunIsTheLastReceived() {
    FunnelAnswer answer =
        Ask.stages("/a", "/b").by("plan").of("anna: /a{plan=x}@5 /a{plan=y}@5 /b@9");
    assertThat(answer.breakdown().orElseThrow())
        .containsExactly(new FunnelAnswer.Row("y", java.util.List.of(1L, 1L)));
  }

  @Test
  void theSameAttemptCountsWhetherItIsReadInPlaceOrMerged() {
    String[] visits = {
      "anna: /a@0 /a@4 /b@6 /a@7 /b@10 /c@20 /c@21",
      "bert: /a@0 /b@60 /c@61 /a@70 /b@71",
      "cara: /b@0 /c@1 /a@2"
    };
    Ask plain = Ask.stages("/a", "/b", "/c").window(60).by("page");
    FunnelAnswer inPlace = plain.of(visits);
    FunnelAnswer merged = plain.filter("browser", Filter.Op.IS_ABSENT).of(visits);
    assertThat(merged).isEqualTo(inPlace);
    assertThat(Ask.medians(inPlace)).containsExactly(-1.0, (3 + 60) / 2.0, 10.0);
  }

  @Test
  void inAnyTheAttemptThatBeganLastCountsFromItsFirstEvent() {
    FunnelAnswer answer = Ask.stages("/a", "/b").order(Order.ANY).of("anna: /b@0 /b@4 /a@6 /b@7");
    assertThat(Ask.medians(answer)).containsExactly(-1.0, 2.0);
  }

  @Test
  void timesAreAveragedAndRankedInSeconds() {
    String[] visits = new String[10];
    for (int i = 0; i < visits.length; i++) {
      visits[i] = "visitor%d: /a@0 /b@%d".formatted(i, (i + 1) * (i + 1));
    }
    Distribution times = Ask.stages("/a", "/b").of(visits).stages().get(1).time().orElseThrow();
    assertThat(times.average()).isEqualTo(38.5);
    assertThat(times.median()).isEqualTo((25 + 36) / 2.0);
    assertThat(times.p90()).isEqualTo(81);
    assertThat(times.histogram())
        .containsExactly(
            new Bin(1, 2, 1),
            new Bin(2, 5, 1),
            new Bin(5, 10, 1),
            new Bin(10, 20, 1),
            new Bin(20, 30, 1),
            new Bin(30, 60, 2),
            new Bin(60, 120, 3));
  }

  @Test
  void theMedianOfAnOddNumberIsTheMiddleOne() {
    Distribution times =
        Ask.stages("/a", "/b")
            .of("anna: /a@0 /b@1", "bert: /a@0 /b@2", "cara: /a@0 /b@60")
            .stages()
            .get(1)
            .time()
            .orElseThrow();
    assertThat(times.median()).isEqualTo(2);
    assertThat(times.p90()).isEqualTo(60);
  }
}
