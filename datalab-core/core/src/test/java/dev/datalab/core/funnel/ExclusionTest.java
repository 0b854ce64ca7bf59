package dev.datalab.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExclusionTest {
  @Test
  void anExclusionBetweenTwoStagesEndsTheAttemptAndWhatItReachedStays() {
    assertThat(Ask.stages("/a", "/b", "/c").excluding("/x").reached("anna: /a@0 /b@1 /x@2 /c@3"))
        .containsExactly(1L, 1L, 0L);
  }

  @Test
  void aLaterAttemptGoesOn() {
    assertThat(Ask.stages("/a", "/b").excluding("/x").reached("anna: /a@0 /x@1 /a@2 /b@3"))
        .containsExactly(1L, 1L);
  }

  @Test
  void beforeTheFirstStageAndAfterTheLastItHasNoEffect() {
    assertThat(Ask.stages("/a", "/b").excluding("/x").reached("anna: /x@0 /a@1 /b@2 /x@3"))
        .containsExactly(1L, 1L);
  }

  @Test
  void withAfterItHoldsBetweenThatStageAndTheNextOnly() {
    Ask ask = Ask.stages("/a", "/b", "/c").excludingAfter(1, "/x");
    assertThat(ask.reached("anna: /a@0 /x@1 /b@2 /c@3")).containsExactly(1L, 1L, 1L);
    assertThat(ask.reached("anna: /a@0 /b@1 /x@2 /c@3")).containsExactly(1L, 1L, 0L);
  }

  @Test
  void withBeforeItHoldsUpToThatStage() {
    Ask ask = Ask.stages("/a", "/b", "/c", "/d").excludingBefore(2, "/x");
    assertThat(ask.reached("anna: /a@0 /x@1 /b@2 /c@3 /d@4")).containsExactly(1L, 0L, 0L, 0L);
    assertThat(ask.reached("anna: /a@0 /b@1 /x@2 /c@3 /d@4")).containsExactly(1L, 1L, 0L, 0L);
    assertThat(ask.reached("anna: /a@0 /b@1 /c@2 /x@3 /d@4")).containsExactly(1L, 1L, 1L, 1L);
  }

  @Test
  void withAfterAndBeforeItHoldsBetweenTheseTwo() {
    Ask ask = Ask.stages("/a", "/b", "/c", "/d").excludingBetween(1, 3, "/x");
    assertThat(ask.reached("anna: /a@0 /x@1 /b@2 /c@3 /d@4")).containsExactly(1L, 1L, 1L, 1L);
    assertThat(ask.reached("anna: /a@0 /b@1 /x@2 /c@3 /d@4")).containsExactly(1L, 1L, 0L, 0L);
    assertThat(ask.reached("anna: /a@0 /b@1 /c@2 /x@3 /d@4")).containsExactly(1L, 1L, 1L, 0L);
  }

  @Test
  void anEventThatFailsTheExclusionsFilterIsNone() {
    Ask ask = Ask.stages("/a", "/b").excludingWhere("!error", "kind", "fatal");
    assertThat(ask.reached("anna: /a@0 !error{kind=small}@1 !error@2 /b@3"))
        .containsExactly(1L, 1L);
    assertThat(ask.reached("anna: /a@0 !error{kind=fatal}@1 /b@3")).containsExactly(1L, 0L);
  }

  @Test
  void anExclusionsFilterMayAskForTheVisitorsPast() {
    Ask ask =
        Ask.stages("/a", "/b")
            .excludingWhere("!error", "visitorType", "returning")
            .range("2026-11-02T00:00:00Z", "2026-11-05T00:00:00Z");
    String visit = "/a@2026-11-03T00:00:00Z !error@2026-11-03T00:00:01Z /b@2026-11-03T00:00:02Z";
    assertThat(ask.reached("anna: " + visit)).containsExactly(1L, 1L);
    assertThat(ask.reached("anna: /z@2026-10-01T00:00:00Z " + visit)).containsExactly(1L, 0L);
  }

  @Test
  void withoutWithinAStageTakesTheEarliestEventEvenIfAnExclusionFollows() {
    assertThat(
            Ask.stages("/a", "/b", "/c")
                .excludingAfter(1, "/x")
                .reached("anna: /a@0 /b@1 /x@2 /b@3 /c@4"))
        .containsExactly(1L, 1L, 0L);
  }

  @Test
  void withAfterAndOptionalStagesItHoldsWhileTheAttemptWaitsForAStageBeyond() {
    Ask ask = Ask.stages("/a", "/b optional", "/c").excludingAfter(1, "/x");
    assertThat(ask.reached("anna: /a@0 /x@1 /c@2")).containsExactly(1L, 0L, 0L);
    assertThat(ask.reached("anna: /a@0 /x@1 /b@2 /c@3")).containsExactly(1L, 1L, 1L);
    assertThat(ask.reached("anna: /a@0 /b@1 /x@2 /c@3")).containsExactly(1L, 1L, 0L);
  }

  @Test
  void anEventThatMatchesTheNextStageAndAnExclusionCountsForTheStage() {
    assertThat(Ask.stages("/a", "/b", "/c").excluding("/b").reached("anna: /a@0 /b@1 /c@2"))
        .containsExactly(1L, 1L, 1L);
    assertThat(Ask.stages("/a", "/b", "/c").excluding("/b").reached("anna: /a@0 /b@1 /b@2 /c@3"))
        .containsExactly(1L, 1L, 0L);
  }

  @Test
  void anExclusionThatMatchesTheFirstStageBeginsAnAttemptAndEndsTheOthers() {
    FunnelAnswer answer = Ask.stages("/a", "/b").excluding("/a").of("anna: /a@0 /a@10 /b@11");
    assertThat(Ask.reached(answer)).containsExactly(1L, 1L);
    assertThat(Ask.medians(answer)).containsExactly(-1.0, 1.0);
  }

  @Test
  void atEqualTimesTheOrderReceivedDecides() {
    Ask ask = Ask.stages("/a", "/b").excluding("/x");
    assertThat(ask.reached("anna: /a@1 /x@1 /b@1")).containsExactly(1L, 0L);
    assertThat(ask.reached("anna: /x@1 /a@1 /b@1")).containsExactly(1L, 1L);
    assertThat(ask.reached("anna: /a@1 /b@1 /x@1")).containsExactly(1L, 1L);
  }

  @Test
  void anExclusionThatTheFilterTakesAwayIsNotThere() {
    assertThat(
            Ask.stages("/a", "/b")
                .excluding("!x")
                .filter("kind", dev.datalab.core.query.Filter.Op.IS_ABSENT)
                .reached("anna: /a@0 !x{kind=noise}@1 /b@2"))
        .containsExactly(1L, 1L);
  }
}
