package dev.datalab.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.funnel.FunnelAnswer.StageResult;
import dev.datalab.core.query.Range;
import org.junit.jupiter.api.Test;

class OrderedFunnelTest {
  @Test
  void aVisitorCountsForTheDeepestStageAndEveryOneBefore() {
    FunnelAnswer answer =
        Ask.stages("/home", "/product", "/buy")
            .of(
                "anna: /home@0 /product@10 /buy@40",
                "bert: /home@0 /product@20",
                "cara: /home@0",
                "dora: /about@0");

    assertThat(answer.visitors()).isEqualTo(4);
    assertThat(Ask.reached(answer)).containsExactly(3L, 2L, 1L);
    StageResult product = answer.stages().get(1);
    assertThat(product.name()).isEqualTo("/product");
    assertThat(product.conversionFromAll()).isEqualTo(0.5);
    assertThat(product.conversionFromFirst()).isEqualTo(2.0 / 3);
    assertThat(product.conversionFromPrevious()).isEqualTo(2.0 / 3);
    assertThat(product.dropOff()).isEqualTo(1);
    assertThat(answer.stages().get(0).conversionFromPrevious()).isEqualTo(1);
    assertThat(answer.stages().get(2).dropOff()).isZero();
    assertThat(answer.trend()).isEmpty();
    assertThat(answer.breakdown()).isEmpty();
  }

  @Test
  void ratiosOverNothingAreZeroAndTimesAreNone() {
    FunnelAnswer answer = Ask.stages("/home", "/buy").of("anna: /about@0");

    assertThat(answer.visitors()).isEqualTo(1);
    for (StageResult stage : answer.stages()) {
      assertThat(stage.visitors()).isZero();
      assertThat(stage.conversionFromAll()).isZero();
      assertThat(stage.conversionFromFirst()).isZero();
      assertThat(stage.conversionFromPrevious()).isZero();
      assertThat(stage.time()).isEmpty();
    }
  }

  @Test
  void otherEventsMayLieBetweenTheStages() {
    assertThat(Ask.stages("/a", "/b").reached("anna: /a@0 /x@1 !y@2 /b@3")).containsExactly(1L, 1L);
  }

  @Test
  void stagesOutOfOrderDontCount() {
    assertThat(Ask.stages("/a", "/b").reached("anna: /b@0 /a@1")).containsExactly(1L, 0L);
  }

  @Test
  void oneEventNeverServesTwoStages() {
    Ask ask = Ask.stages("/a", "/a", "/a");
    assertThat(ask.reached("anna: /a@0")).containsExactly(1L, 0L, 0L);
    assertThat(ask.reached("anna: /a@0 /a@0")).containsExactly(1L, 1L, 0L);
    assertThat(ask.reached("anna: /a@0 /a@0 /a@1")).containsExactly(1L, 1L, 1L);
  }

  @Test
  void equalTimesGoByTheOrderReceived() {
    assertThat(Ask.stages("/a", "/b").reached("anna: /a@5 /b@5")).containsExactly(1L, 1L);
    assertThat(Ask.stages("/a", "/b").reached("anna: /b@5 /a@5")).containsExactly(1L, 0L);
  }

  @Test
  void theWindowIncludesItsEnd() {
    Ask ask = Ask.stages("/a", "/b").window(60);
    assertThat(ask.reached("anna: /a@0 /b@60")).containsExactly(1L, 1L);
    assertThat(ask.reached("anna: /a@0 /b@60.001")).containsExactly(1L, 0L);
  }

  @Test
  void theWindowCountsFromTheAttemptsFirstEvent() {
    assertThat(Ask.stages("/a", "/b", "/c").window(60).reached("anna: /a@0 /b@50 /c@70"))
        .containsExactly(1L, 1L, 0L);
  }

  @Test
  void anAttemptBeginsAtEveryEventOfTheFirstStage() {
    assertThat(Ask.stages("/a", "/b", "/c").window(60).reached("anna: /a@0 /a@20 /b@50 /c@70"))
        .containsExactly(1L, 1L, 1L);
  }

  @Test
  void aWindowOfZeroTakesEventsOfOneMoment() {
    assertThat(Ask.stages("/a", "/b").window(0).reached("anna: /a@3 /b@3", "bert: /a@3 /b@3.001"))
        .containsExactly(2L, 1L);
  }

  @Test
  void withoutAWindowAnyTimeWillDo() {
    assertThat(
            Ask.stages("/a", "/b").reached("anna: /a@2026-01-01T00:00:00Z /b@2026-12-31T23:59:59Z"))
        .containsExactly(1L, 1L);
  }

  @Test
  void eventsOutsideTheRangeAreNotThere() {
    Ask ask = Ask.stages("/a", "/b").range("10", "20");
    assertThat(ask.reached("anna: /a@9.999 /b@15")).containsExactly(0L, 0L);
    assertThat(ask.reached("anna: /a@10 /b@19.999")).containsExactly(1L, 1L);
    assertThat(ask.reached("anna: /a@10 /b@20")).containsExactly(1L, 0L);
    assertThat(ask.of("anna: /a@9 /b@20").visitors()).isZero();
  }

  @Test
  void aRangeMayBeEndless() {
    Ask ask = Ask.stages("/a", "/b").range(new Range(Long.MIN_VALUE, Long.MAX_VALUE));
    assertThat(ask.reached("anna: /a@0 /b@1")).containsExactly(1L, 1L);
    assertThat(ask.excluding("/x").reached("anna: /a@0 /b@1")).containsExactly(1L, 1L);
  }

  @Test
  void leavingsAndPointersMakeNobodyAVisitorAndHoversDo() {
    assertThat(Ask.stages("/a").of("anna: <@0", "bert: *@0", "cara: ~@0").visitors()).isEqualTo(1);
  }

  @Test
  void anEventThatMatchesSeveralStagesServesTheNext() {
    assertThat(Ask.stages("/a", "/a|/b", "/b").reached("anna: /a@0 /b@1"))
        .containsExactly(1L, 1L, 0L);
    assertThat(Ask.stages("/a", "/a|/b", "/b").reached("anna: /a@0 /a@1 /b@2"))
        .containsExactly(1L, 1L, 1L);
  }
}
