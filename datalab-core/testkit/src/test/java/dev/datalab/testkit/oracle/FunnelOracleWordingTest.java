package dev.datalab.testkit.oracle;

import static dev.datalab.testkit.oracle.Told.BEGIN_MILLIS;
import static dev.datalab.testkit.oracle.Told.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.funnel.FunnelAnswer.Bucket;
import dev.datalab.core.funnel.FunnelAnswer.Row;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.query.Interval;
import dev.datalab.testkit.oracle.OracleAnswer.StageOfAnswer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The oracle itself, on cases whose answers stand in the wording. */
@DisplayName("The oracle for funnels reads the rules as they are written")
class FunnelOracleWordingTest {
  private static OracleAnswer answer(Told told) {
    return FunnelOracle.answer(told.asked());
  }

  private static List<Long> visitors(Told told) {
    return answer(told).stages().stream().map(StageOfAnswer::visitors).toList();
  }

  private static List<Long> times(Told told, int stage) {
    return answer(told).stages().get(stage).timesMillis();
  }

  @Test
  @DisplayName("1: visitors are units with any event, also one that no stage matches")
  void anyEventMakesAVisitor() {
    OracleAnswer answer =
        answer(told("a").visit("u", "a").visit("v", "x").visit("w", "-a").visit("x", "~b"));
    assertThat(answer.visitors()).isEqualTo(3);
    assertThat(answer.stages().get(0).conversionFromAll()).isEqualTo(1.0 / 3);
  }

  @Test
  @DisplayName("1: equal times go in the order received")
  void equalTimesInOrderReceived() {
    Told told = told("a b").event("u", 0, "a").event("u", 0, "b");
    assertThat(visitors(told.event("v", 0, "b").event("v", 0, "a"))).containsExactly(2L, 1L);
  }

  @Test
  @DisplayName("2: the window's bound is included, and is counted from the attempt's first event")
  void windowBoundIncluded() {
    Told told = told("a b c").window(2).visit("u", "a b c");
    told.event("v", 0, "a").event("v", 1, "b").event("v", 3, "c");
    assertThat(visitors(told)).containsExactly(2L, 2L, 1L);
  }

  @Test
  @DisplayName("2: any event that matches the first stage begins an attempt")
  void attemptsBeginAnywhere() {
    Told told = told("a b").window(1).event("u", 0, "a").event("u", 5, "a").event("u", 6, "b");
    assertThat(visitors(told)).containsExactly(1L, 1L);
    assertThat(times(told, 1)).containsExactly(1000L);
  }

  @Test
  @DisplayName("2: one event never serves two stages")
  void oneEventServesOneStage() {
    assertThat(visitors(told("a a|b b").visit("u", "a b"))).containsExactly(1L, 1L, 0L);
  }

  @Test
  @DisplayName("2: with 'within' a stage may take a later event where that gets further")
  void withinMayTakeLater() {
    Told told = told("a b c<1").event("u", 0, "a").event("u", 1, "b");
    told.event("u", 8, "b").event("u", 9, "c");
    assertThat(visitors(told)).containsExactly(1L, 1L, 1L);
    assertThat(times(told, 1)).containsExactly(8000L);
  }

  @Test
  @DisplayName("2: without it, it takes the earliest, and what comes after that counts")
  void withoutWithinTakesEarliest() {
    assertThat(visitors(told("a b c").exclude("x", 1).visit("u", "a b x b c")))
        .containsExactly(1L, 1L, 0L);
  }

  @Test
  @DisplayName("3: an optional stage counts the units that did it, the others look past it")
  void optionalLooksPast() {
    Told told = told("a b? c").visit("u", "a c").visit("v", "a b c").visit("w", "a b");
    assertThat(visitors(told)).containsExactly(3L, 2L, 2L);
    OracleAnswer answer = answer(told);
    assertThat(answer.stages().get(2).conversionFromPrevious()).isEqualTo(2.0 / 3);
    assertThat(answer.stages().get(0).dropOff()).isEqualTo(1);
    assertThat(answer.stages().get(1).dropOff()).isEqualTo(1);
    assertThat(answer.stages().get(2).timesMillis()).containsExactly(1000L, 1000L);
  }

  @Test
  @DisplayName("3: of equally deep ways the one with most stages, even where it takes longer")
  void mostStagesBeforeEarliest() {
    Told told = told("a b? c").visit("u", "a c b c");
    assertThat(visitors(told)).containsExactly(1L, 1L, 1L);
    assertThat(times(told, 2)).containsExactly(1000L);
  }

  @Test
  @DisplayName("3: of as many stages the earliest events, stage by stage; a skipped one is latest")
  void earliestEventsStageByStage() {
    Told told = told("a b? c? d").visit("u", "a c d b d");
    assertThat(visitors(told)).containsExactly(1L, 1L, 0L, 1L);
    Told tied = told("a b|x? c|x? d").visit("u", "a x d");
    assertThat(visitors(tied)).containsExactly(1L, 1L, 0L, 1L);
  }

  @Test
  @DisplayName("4: strict takes the very next event; a reload is one, a hover and a click are none")
  void strictTakesTheNext() {
    Told told = told("a b").order(Order.STRICT).exclude("#x");
    told.visit("u", "a ~h #x -a b").visit("v", "a x b").visit("w", "a a b").visit("x", "a b");
    assertThat(visitors(told)).containsExactly(4L, 3L);
  }

  @Test
  @DisplayName("4: a click counts as an event as soon as some stage matches clicks")
  void strictClicks() {
    Told told = told("a b #buy").order(Order.STRICT).visit("u", "a #x b").visit("v", "a b #buy");
    assertThat(visitors(told)).containsExactly(2L, 1L, 1L);
  }

  @Test
  @DisplayName("5: in any order, each stage with an event of its own")
  void anyOrder() {
    Told told = told("a a|b b").order(Order.ANY).visit("u", "b a").visit("v", "b a b");
    assertThat(visitors(told)).containsExactly(2L, 2L, 1L);
    assertThat(times(told, 1)).containsExactly(1000L, 1000L);
  }

  @Test
  @DisplayName("6: an exclusion ends the attempt, what it had reached stays")
  void exclusionEnds() {
    assertThat(visitors(told("a b c").exclude("x").visit("u", "a b x c").visit("v", "x a b c")))
        .containsExactly(2L, 2L, 1L);
  }

  @Test
  @DisplayName("6: what matches the next stage and an exclusion counts for the stage")
  void stageBeforeExclusion() {
    assertThat(visitors(told("a b c").exclude("b").visit("u", "a b c").visit("v", "a b b c")))
        .containsExactly(2L, 2L, 1L);
  }

  @Test
  @DisplayName("6: with 'after', while it stands at s or before and waits for one after s")
  void exclusionAfterWithOptional() {
    assertThat(visitors(told("a b? c").exclude("x", 1).visit("u", "a x c").visit("v", "a b x c")))
        .containsExactly(2L, 1L, 0L);
    assertThat(visitors(told("a b? c").exclude("x", 1).visit("u", "a x b c")))
        .containsExactly(1L, 1L, 1L);
    assertThat(visitors(told("a b? c").exclude("x", 0).visit("u", "a x c").visit("v", "a b x c")))
        .containsExactly(2L, 1L, 1L);
  }

  @Test
  @DisplayName("6: what matches the next stage is no exclusion, nor when 'within' passes it by")
  void stagePassedBy() {
    Told told = told("a b c<1").exclude("b").event("u", 0, "a").event("u", 1, "b");
    assertThat(visitors(told.event("u", 8, "b").event("u", 9, "c"))).containsExactly(1L, 1L, 1L);
    assertThat(visitors(told("a b? c").exclude("c").visit("u", "a c b c")))
        .containsExactly(1L, 0L, 1L);
  }

  @Test
  @DisplayName("6: in any order the first exclusion ends the attempt, whatever else it matches")
  void exclusionInAny() {
    Told told = told("a b c").order(Order.ANY).exclude("b").visit("u", "a b c").visit("v", "b a c");
    assertThat(visitors(told)).containsExactly(2L, 2L, 1L);
    assertThat(visitors(told("a b").order(Order.ANY).exclude("b").visit("u", "a b")))
        .containsExactly(1L, 0L);
  }

  @Test
  @DisplayName("7: of attempts that get there by the same event, the one that began last")
  void beganLast() {
    Told told = told("a b").visit("u", "a a b a b").breakdown("page");
    assertThat(times(told, 1)).containsExactly(1000L);
    assertThat(answer(told).breakdown().orElseThrow())
        .containsExactly(new Row("/a", List.of(1L, 1L)));
  }

  @Test
  @DisplayName("8: a path has no trailing slash; a filter takes events out of the question")
  void filteredEventsAreNotThere() {
    Told told = told("a b").exclude("x").visit("u", "a/ x b").where("page", "/a");
    assertThat(visitors(told)).containsExactly(1L, 0L);
  }

  @Test
  @DisplayName("Sessions without an id are cut at pauses of over 30 minutes")
  void sessionsAreCut() {
    Told told = told("a b").bySession().event("u", 0, "a").event("u", 1800, "b");
    told.event("v", 0, "a").event("v", 1801, "b");
    told.event("w", 0, "a").event("w", 1000, "-a").event("w", 2000, "b");
    OracleAnswer answer = answer(told);
    assertThat(answer.visitors()).isEqualTo(4);
    assertThat(answer.stages().get(1).visitors()).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "A day is as long as its zone makes it, and ends complete when the window has passed")
  void daysOfAZone() {
    Told told = told("a").window(3600);
    told.trend(Interval.DAY, "Europe/Zurich", "2026-03-28T23:00:00Z", "2026-03-30T23:00:00Z");
    told.event(
        "u",
        "s",
        new Event.UrlChange(
            BEGIN_MILLIS + 87L * 86_400_000 + 22 * 3_600_000,
            "",
            "/a",
            EventProperties.NONE,
            Event.UNKNOWN_ELAPSED));
    List<Bucket> trend = answer(told).trend().orElseThrow();
    assertThat(trend)
        .extracting(b -> b.start().toString())
        .containsExactly(
            "2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00", "2026-03-31T00:00+02:00");
    assertThat(trend)
        .extracting(Bucket::visitors)
        .containsExactly(List.of(0L), List.of(1L), List.of(0L));
    assertThat(trend).extracting(Bucket::incomplete).containsExactly(false, false, true);
  }
}
