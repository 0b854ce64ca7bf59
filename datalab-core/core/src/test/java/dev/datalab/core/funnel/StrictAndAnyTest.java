package dev.datalab.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.datalab.core.query.Filter;
import org.junit.jupiter.api.Test;

class StrictAndAnyTest {
  @Test
  void strictWantsTheVeryNextEvent() {
    Ask ask = Ask.stages("/a", "/b").order(Order.STRICT);
    assertThat(ask.reached("anna: /a@0 /b@1")).containsExactly(1L, 1L);
    assertThat(ask.reached("anna: /a@0 /x@1 /b@2")).containsExactly(1L, 0L);
    assertThat(ask.reached("anna: /a@0 !x@1 /b@2")).containsExactly(1L, 0L);
  }

  @Test
  void toStrictAReloadIsAnEvent() {
    assertThat(
            Ask.stages("/a", "/b", "/c").order(Order.STRICT).reached("anna: /a@0 /b@1 /b@2 /c@3"))
        .containsExactly(1L, 1L, 0L);
  }

  @Test
  void toStrictLeavingsHoversAndPointersAreNoEvents() {
    assertThat(Ask.stages("/a", "/b").order(Order.STRICT).reached("anna: /a@0 <@1 ~@2 *@3 /b@4"))
        .containsExactly(1L, 1L);
  }

  @Test
  void toStrictClicksAreEventsIfSomeStageMatchesClicks() {
    assertThat(Ask.stages("/a", "/b").order(Order.STRICT).reached("anna: /a@0 #x@1 /b@2"))
        .containsExactly(1L, 1L);
    assertThat(Ask.stages("/a", "/b", "#buy").order(Order.STRICT).reached("anna: /a@0 #x@1 /b@2"))
        .containsExactly(1L, 0L, 0L);
  }

  @Test
  void exclusionsHaveNoEffectOnStrict() {
    assertThat(
            Ask.stages("/a", "/b")
                .excluding("#x")
                .order(Order.STRICT)
                .reached("anna: /a@0 #x@1 /b@2"))
        .containsExactly(1L, 1L);
  }

  @Test
  void whatTheFilterTakesAwayIsNotBetween() {
    assertThat(
            Ask.stages("/a", "/b")
                .order(Order.STRICT)
                .filter("kind", Filter.Op.IS_ABSENT)
                .reached("anna: /a@0 /x{kind=noise}@1 /b@2"))
        .containsExactly(1L, 1L);
  }

  @Test
  void strictKnowsWindowAndWithin() {
    assertThat(
            Ask.stages("/a", "/b")
                .order(Order.STRICT)
                .window(5)
                .reached("anna: /a@0 /b@6 /a@7 /b@12"))
        .containsExactly(1L, 1L);
    assertThat(Ask.stages("/a", "/b within 5").order(Order.STRICT).reached("anna: /a@0 /b@6"))
        .containsExactly(1L, 0L);
  }

  @Test
  void anyCountsHowManyStagesWereDoneInWhateverOrder() {
    FunnelAnswer answer =
        Ask.stages("/a", "/b", "/c")
            .order(Order.ANY)
            .of("anna: /c@0 /a@10 /b@30", "bert: /b@0 /c@5", "cara: /c@0 /c@1", "dora: /x@0");
    assertThat(answer.visitors()).isEqualTo(4);
    assertThat(Ask.reached(answer)).containsExactly(3L, 2L, 1L);
    assertThat(Ask.medians(answer)).containsExactly(-1.0, 7.5, 20.0);
  }

  @Test
  void inAnyEachStageNeedsAnEventOfItsOwn() {
    Ask ask = Ask.stages("/a|/b", "/a", "/a|/c").order(Order.ANY);
    assertThat(ask.reached("anna: /a@0")).containsExactly(1L, 0L, 0L);
    assertThat(ask.reached("anna: /a@0 /a@1")).containsExactly(1L, 1L, 0L);
    assertThat(ask.reached("anna: /b@0 /c@1 /a@2")).containsExactly(1L, 1L, 1L);
    assertThat(ask.reached("anna: /b@0 /b@1 /b@2")).containsExactly(1L, 0L, 0L);
  }

  @Test
  void inAnyTheWindowHoldsFromTheAttemptsFirstEvent() {
    Ask ask = Ask.stages("/a", "/b", "/c").order(Order.ANY).window(10);
    assertThat(ask.reached("anna: /a@0 /b@8 /c@11")).containsExactly(1L, 1L, 0L);
    assertThat(ask.reached("anna: /a@0 /b@8 /c@11 /a@18")).containsExactly(1L, 1L, 1L);
  }

  @Test
  void inAnyTheFirstExclusionEndsAnAttemptWhateverElseItMatches() {
    Ask ask = Ask.stages("/a", "/b").order(Order.ANY).excluding("/x|/b");
    assertThat(ask.reached("anna: /a@0 /b@1")).containsExactly(1L, 0L);
    assertThat(ask.reached("anna: /b@0 /a@1")).containsExactly(1L, 1L);
    assertThat(ask.reached("anna: /b@0 /x@1 /a@2")).containsExactly(1L, 0L);
  }

  @Test
  void whatAnOrderCannotHaveIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ask.stages("/a", "/b optional").order(Order.STRICT).of("anna: /a@0"))
        .withMessageStartingWith("stages/1/optional");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ask.stages("/a", "/b within 5").order(Order.ANY).of("anna: /a@0"))
        .withMessageStartingWith("stages/1/within");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Ask.stages("/a", "/b").order(Order.ANY).excludingAfter(0, "/x").of("anna: /a@0"))
        .withMessageStartingWith("exclude/0/after");
  }
}
