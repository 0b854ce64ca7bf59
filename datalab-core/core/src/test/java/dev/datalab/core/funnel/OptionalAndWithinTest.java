package dev.datalab.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.funnel.FunnelAnswer.StageResult;
import org.junit.jupiter.api.Test;

class OptionalAndWithinTest {
  @Test
  void anOptionalStageMayBeSkippedAndCountsOnlyThoseWhoDidIt() {
    FunnelAnswer answer =
        Ask.stages("/a", "/b optional", "/c")
            .of("anna: /a@0 /b@1 /c@2", "bert: /a@0 /c@2", "cara: /a@0 /b@1", "dora: /a@0");

    assertThat(Ask.reached(answer)).containsExactly(4L, 2L, 2L);
    assertThat(answer.stages()).extracting(StageResult::dropOff).containsExactly(2L, 1L, 0L);
    assertThat(answer.stages())
        .extracting(StageResult::conversionFromPrevious)
        .containsExactly(1.0, 0.5, 0.5);
  }

  @Test
  void timesLookPastASkippedStage() {
    FunnelAnswer answer = Ask.stages("/a", "/b optional", "/c").of("anna: /a@0 /c@7");
    assertThat(Ask.medians(answer)).containsExactly(-1.0, -1.0, 7.0);
  }

  @Test
  void depthIsTheGreatestStageReachedOptionalOnesIncluded() {
    assertThat(Ask.stages("/a", "/b optional", "/c optional").reached("anna: /a@0 /c@1"))
        .containsExactly(1L, 0L, 1L);
  }

  @Test
  void ofEquallyDeepWaysTheOneWithMostStagesIsTaken() {
    FunnelAnswer answer = Ask.stages("/a", "/b optional", "/c").of("anna: /a@0 /c@1 /b@2 /c@3");
    assertThat(Ask.reached(answer)).containsExactly(1L, 1L, 1L);
    assertThat(Ask.medians(answer)).containsExactly(-1.0, 2.0, 1.0);
  }

  @Test
  void ofThoseTheEarliestEventsAreTakenStageByStageAndASkippedStageIsLatest() {
    FunnelAnswer answer =
        Ask.stages("/a", "/b optional", "/c optional", "/d").of("anna: /a@0 /c@1 /b@2 /d@3");
    assertThat(Ask.reached(answer)).containsExactly(1L, 1L, 0L, 1L);
  }

  @Test
  void aDropOffWithoutAnyFurtherRequiredStageIsZero() {
    FunnelAnswer answer = Ask.stages("/a", "/b", "/c optional").of("anna: /a@0 /b@1", "bert: /a@0");
    assertThat(answer.stages()).extracting(StageResult::dropOff).containsExactly(1L, 0L, 0L);
  }

  @Test
  void withinIncludesItsEndAndCountsFromTheStageTakenBefore() {
    Ask ask = Ask.stages("/a", "/b", "/c within 10");
    assertThat(ask.reached("anna: /a@0 /b@50 /c@60")).containsExactly(1L, 1L, 1L);
    assertThat(ask.reached("anna: /a@0 /b@50 /c@60.001")).containsExactly(1L, 1L, 0L);
  }

  @Test
  void aStageMayTakeALaterEventWhereThatLetsTheAttemptGetFurther() {
    FunnelAnswer answer =
        Ask.stages("/a", "/b", "/c within 10").of("anna: /a@0 /b@5 /b@50 /b@51 /c@60");
    assertThat(Ask.reached(answer)).containsExactly(1L, 1L, 1L);
    assertThat(Ask.medians(answer)).containsExactly(-1.0, 50.0, 10.0);
  }

  @Test
  void aStageKeepsTheEarliestEventWhereALaterOneLeadsNoFurther() {
    FunnelAnswer answer = Ask.stages("/a", "/b", "/c within 10").of("anna: /a@0 /b@5 /b@50");
    assertThat(Ask.medians(answer)).containsExactly(-1.0, 5.0, -1.0);
  }

  @Test
  void theWindowHoldsBesideWithin() {
    assertThat(Ask.stages("/a", "/b", "/c within 10").window(55).reached("anna: /a@0 /b@50 /c@60"))
        .containsExactly(1L, 1L, 0L);
  }

  @Test
  void withinLooksPastASkippedStage() {
    Ask ask = Ask.stages("/a", "/b optional", "/c within 10");
    assertThat(ask.reached("anna: /a@0 /c@10")).containsExactly(1L, 0L, 1L);
    assertThat(ask.reached("anna: /a@0 /b@5 /c@15")).containsExactly(1L, 1L, 1L);
    assertThat(ask.reached("anna: /a@0 /c@11")).containsExactly(1L, 0L, 0L);
  }
}
