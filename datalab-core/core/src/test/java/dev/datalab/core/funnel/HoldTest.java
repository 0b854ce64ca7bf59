package dev.datalab.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.datalab.core.funnel.FunnelAnswer.Row;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldTest {
  private static Ask cart(String... stages) {
    return Ask.stages(stages).hold("cart");
  }

  @Test
  void theStagesOfAnAttemptTakeEventsOfOneValue() {
    assertThat(cart("!a", "!b").reached("anna: !a{cart=1}@0 !b{cart=2}@1")).containsExactly(1L, 0L);
    assertThat(cart("!a", "!b").reached("anna: !a{cart=1}@0 !a{cart=2}@1 !b{cart=1}@2"))
        .containsExactly(1L, 1L);
  }

  @Test
  void anEventWithoutTheValueMatchesNoStage() {
    assertThat(cart("!a", "!b").reached("anna: !a@0 !b@1", "bert: !a{cart=1}@0 !b@1"))
        .containsExactly(1L, 0L);
  }

  @Test
  void anEmptyTextIsNoValue() {
    assertThat(cart("!a").reached("anna: !a{cart=}@0")).containsExactly(0L);
  }

  @Test
  void anExclusionEndsAnAttemptUnlessItCarriesAnotherValue() {
    Ask ask = cart("!a", "!b").excluding("!x");
    assertThat(ask.reached("anna: !a{cart=1}@0 !x{cart=1}@1 !b{cart=1}@2")).containsExactly(1L, 0L);
    assertThat(ask.reached("anna: !a{cart=1}@0 !x{cart=2}@1 !b{cart=1}@2")).containsExactly(1L, 1L);
    assertThat(ask.reached("anna: !a{cart=1}@0 !x@1 !b{cart=1}@2")).containsExactly(1L, 0L);
    assertThat(ask.reached("anna: !x@0 !a{cart=1}@1 !b{cart=1}@2 !x@3")).containsExactly(1L, 1L);
  }

  @Test
  void exclusionsWithoutAValueKeepTheirBoundsAndEndTheAttemptsOfEveryValue() {
    Ask ask = cart("!a", "!b", "!c").excludingAfter(1, "!x").excludingAfter(0, "!y");
    assertThat(
            ask.reached(
                "anna: !a{cart=1}@0 !a{cart=2}@0 !x@1 !b{cart=1}@2 !b{cart=2}@2 !y@3 !c{cart=1}@4"))
        .containsExactly(1L, 1L, 1L);
    assertThat(
            ask.reached(
                "anna: !a{cart=1}@0 !a{cart=2}@0 !x@1 !b{cart=1}@2 !b{cart=2}@2 !x@3 !c{cart=1}@4"))
        .containsExactly(1L, 1L, 0L);
    assertThat(
            ask.reached("anna: !a{cart=1}@0 !a{cart=2}@0 !x@1 !y@1 !x@1 !b{cart=1}@2 !b{cart=2}@2"))
        .containsExactly(1L, 0L, 0L);
  }

  @Test
  void strictAnEventOfAnotherValueOrOfNoneLiesBetween() {
    Ask ask = cart("!a", "!b").order(Order.STRICT);
    assertThat(ask.reached("anna: !a{cart=1}@0 !b{cart=1}@1")).containsExactly(1L, 1L);
    assertThat(ask.reached("anna: !a{cart=1}@0 !z{cart=2}@1 !b{cart=1}@2")).containsExactly(1L, 0L);
    assertThat(ask.reached("anna: !a{cart=1}@0 !b@1 !b{cart=1}@2")).containsExactly(1L, 0L);
  }

  @Test
  void inAnyOrderTooAnAttemptHasOneValue() {
    assertThat(
            cart("!a", "!b", "!c")
                .order(Order.ANY)
                .reached("anna: !c{cart=1}@0 !a{cart=2}@1 !b{cart=1}@2 !a{cart=1}@3"))
        .containsExactly(1L, 1L, 1L);
  }

  @Test
  void theCountedAttemptIsTheDeepestOfAllValuesAndOfThoseTheFirst() {
    FunnelAnswer answer =
        cart("!a", "!b")
            .by("cart")
            .of(
                "anna: !a{cart=1}@0 !a{cart=2}@1 !b{cart=2}@3 !b{cart=1}@9",
                "bert: !a{cart=1}@0 !a{cart=2}@1");
    assertThat(answer.breakdown().orElseThrow())
        .containsExactly(new Row("1", List.of(1L, 0L)), new Row("2", List.of(1L, 1L)));
    assertThat(Ask.medians(answer)).containsExactly(-1.0, 2.0);
  }

  @Test
  void optionalStagesWithinAndWindowHoldWithinEachValue() {
    assertThat(
            cart("!a", "!b optional", "!c within 2")
                .window(10)
                .reached("anna: !a{cart=1}@0 !b{cart=2}@1 !c{cart=1}@2"))
        .containsExactly(1L, 0L, 1L);
    assertThat(
            cart("!a", "!b optional", "!c within 2")
                .window(10)
                .reached("anna: !a{cart=1}@0 !b{cart=1}@1 !c{cart=2}@2 !c{cart=1}@9"))
        .containsExactly(1L, 1L, 0L);
  }

  @Test
  void aUnitOfManyValuesCostsAsMuchAsItHasEvents() {
    StringBuilder visit = new StringBuilder("anna:");
    for (int cart = 0; cart < 50_000; cart++) {
      visit.append(" !a{cart=").append(cart).append("}@").append(cart).append(" !x@").append(cart);
    }
    visit.append(" !b{cart=49999}@50000");
    String line = visit.toString();
    assertThat(
            assertTimeout(
                Duration.ofSeconds(30),
                () -> cart("!a", "!b").window(100_000).excludingBefore(1, "!y").reached(line)))
        .containsExactly(1L, 1L);
  }

  @Test
  void sessionsAreUnitsOfTheirOwn() {
    assertThat(
            cart("!a", "!b")
                .perSession()
                .reached("anna: !a{cart=1}@0 !b{cart=1}@10000 !a{cart=1}@10001 !b{cart=1}@10002"))
        .containsExactly(2L, 1L);
  }
}
