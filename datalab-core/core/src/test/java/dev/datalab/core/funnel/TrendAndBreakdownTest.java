package dev.datalab.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.datalab.core.funnel.FunnelAnswer.Bucket;
import dev.datalab.core.funnel.FunnelAnswer.Row;
import dev.datalab.core.query.Interval;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrendAndBreakdownTest {
  private static final String BERLIN = "Europe/Berlin";

  @Test
  void aUnitStandsInTheBucketOfItsCountedAttemptsFirstEvent() {
    List<Bucket> trend =
        Ask.stages("/a", "/b")
            .trend(Interval.DAY, "UTC")
            .range("2026-11-02T00:00:00Z", "2026-11-05T00:00:00Z")
            .of(
                "anna: /a@2026-11-02T10:00:00Z /a@2026-11-03T10:00:00Z /b@2026-11-04T10:00:00Z",
                "bert: /a@2026-11-02T10:00:00Z /a@2026-11-03T10:00:00Z")
            .trend()
            .orElseThrow();
    assertThat(trend)
        .extracting(Bucket::visitors)
        .containsExactly(List.of(1L, 0L), List.of(1L, 1L), List.of(0L, 0L));
  }

  @Test
  void thereIsARowForEachBucketThatOverlapsTheRange() {
    assertThat(starts(Interval.DAY, "UTC", "2026-11-02T23:59:59Z", "2026-11-04T00:00:00Z"))
        .containsExactly("2026-11-02T00:00Z", "2026-11-03T00:00Z");
    assertThat(starts(Interval.MONTH, "UTC", "2026-10-31T00:00:00Z", "2026-11-01T00:00:01Z"))
        .containsExactly("2026-10-01T00:00Z", "2026-11-01T00:00Z");
  }

  @Test
  void weeksBeginOnMonday() {
    assertThat(starts(Interval.WEEK, BERLIN, "2026-11-08T22:00:00Z", "2026-11-09T22:00:00Z"))
        .containsExactly("2026-11-02T00:00+01:00", "2026-11-09T00:00+01:00");
  }

  @Test
  void anHourThatTheClockGoesThroughTwiceIsTwoBuckets() {
    assertThat(starts(Interval.HOUR, BERLIN, "2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z"))
        .containsExactly(
            "2026-10-25T01:00+02:00",
            "2026-10-25T02:00+02:00",
            "2026-10-25T02:00+01:00",
            "2026-10-25T03:00+01:00");
  }

  @Test
  void anHourThatTheClockLeavesOutIsNoBucket() {
    assertThat(starts(Interval.HOUR, BERLIN, "2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z"))
        .containsExactly("2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00");
  }

  @Test
  void aDayOfTheChangeHas23Or25Hours() {
    assertThat(starts(Interval.DAY, BERLIN, "2026-10-24T22:00:00Z", "2026-10-25T23:00:01Z"))
        .containsExactly("2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00");
    assertThat(starts(Interval.DAY, BERLIN, "2026-03-28T23:00:00Z", "2026-03-29T22:00:01Z"))
        .containsExactly("2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00");
  }

  @Test
  void aChangeByHalfAnHourMakesALongHourAndNoGap() {
    assertThat(
            starts(
                Interval.HOUR,
                "Australia/Lord_Howe",
                "2026-04-04T14:00:00Z",
                "2026-04-04T16:30:00Z"))
        .containsExactly("2026-04-05T01:00+11:00", "2026-04-05T02:00+10:30");
  }

  @Test
  void aBucketIsIncompleteWhileItsAttemptsMayStillGoOn() {
    Ask ask =
        Ask.stages("/a", "/b")
            .window(3600)
            .trend(Interval.DAY, "UTC")
            .range("2026-11-02T00:00:00Z", "2026-11-04T01:00:00Z");
    assertThat(incomplete(ask)).containsExactly(false, false, true);
    assertThat(incomplete(ask.now("2026-11-04T00:59:59Z"))).containsExactly(false, true, true);
    assertThat(incomplete(ask.now("2026-11-03T01:00:00Z"))).containsExactly(false, true, true);
    assertThat(incomplete(ask.now("2026-11-03T00:59:59Z"))).containsExactly(true, true, true);
  }

  @Test
  void withoutAWindowABucketIsCompleteAtItsEnd() {
    Ask ask =
        Ask.stages("/a", "/b")
            .trend(Interval.DAY, "UTC")
            .range("2026-11-02T00:00:00Z", "2026-11-04T00:00:00Z");
    assertThat(incomplete(ask)).containsExactly(false, false);
  }

  @Test
  void moreThanTenThousandBucketsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Ask.stages("/a")
                    .trend(Interval.HOUR, "UTC")
                    .range("2020-01-01T00:00:00Z", "2026-01-01T00:00:00Z")
                    .of("anna: /a@0"))
        .withMessageStartingWith("interval:");
  }

  @Test
  void aUnitStandsInTheRowOfItsCountedAttemptsFirstEvent() {
    FunnelAnswer answer =
        Ask.stages("/a", "/b")
            .by("browser")
            .of(
                "anna [browser=Firefox]: /a@0 /b@1",
                "anna [browser=Chrome]: /a@2",
                "bert [browser=Chrome]: /a@0",
                "cara [browser=Chrome]: /a@0 /b@1",
                "dora [browser=Firefox]: /x@0",
                "emil: /a@0",
                "fred [browser=Edge]: /a@0");
    assertThat(answer.breakdown().orElseThrow())
        .containsExactly(
            new Row("Chrome", List.of(2L, 1L)),
            new Row("", List.of(1L, 0L)),
            new Row("Edge", List.of(1L, 0L)),
            new Row("Firefox", List.of(1L, 1L)));
  }

  @Test
  void theRowMayBeThatOfAnotherStagesEvent() {
    String[] visits = {
      "anna: /a{plan=x}@0 /b{plan=y}@1 /c@2", "bert: /a{plan=x}@0 /b{plan=z}@1", "cara: /a@0"
    };
    Ask ask = Ask.stages("/a", "/b", "/c");
    assertThat(ask.by("plan", new Breakdown.Taken(1)).of(visits).breakdown().orElseThrow())
        .containsExactly(
            new Row("y", List.of(1L, 1L, 1L)),
            new Row("z", List.of(1L, 1L, 0L)),
            new Row(Optional.empty(), List.of(1L, 0L, 0L)));
    assertThat(ask.by("plan", Breakdown.End.LAST).of(visits).breakdown().orElseThrow())
        .containsExactly(new Row("", List.of(2L, 1L, 1L)), new Row("z", List.of(1L, 1L, 0L)));
  }

  @Test
  void unitsThatSkipTheStageWhoseValueCountsAreInTheRowOfNone() {
    assertThat(
            Ask.stages("/a", "/b optional", "/c")
                .by("plan", new Breakdown.Taken(1))
                .of("anna: /a@0 /c@1", "bert: /a@0 /b{plan=x}@1 /c@2")
                .breakdown()
                .orElseThrow())
        .containsExactly(
            new Row("x", List.of(1L, 1L, 1L)), new Row(Optional.empty(), List.of(1L, 0L, 1L)));
  }

  @Test
  void theTimeOfTheWholeWayIsThatOfTheUnitsThatTookTheLastStage() {
    FunnelAnswer answer =
        Ask.stages("/a", "/b optional", "/c")
            .of("anna: /a@0 /b@1 /c@10", "bert: /a@0 /c@20", "cara: /a@0 /b@500");
    assertThat(answer.time().orElseThrow().median()).isEqualTo(15);
    assertThat(answer.time().orElseThrow().histogram().stream().mapToLong(bin -> bin.count()).sum())
        .isEqualTo(2);
    assertThat(Ask.stages("/a", "/b").of("anna: /a@0 /b@7").time().orElseThrow().p90())
        .isEqualTo(7);
    assertThat(Ask.stages("/a", "/b").of("anna: /a@0").time()).isEmpty();
    assertThat(Ask.stages("/a").of("anna: /a@0").time()).isEmpty();
  }

  @Test
  void rowsAndBucketsAddUpToTheWhole() {
    FunnelAnswer answer =
        Ask.stages("/a", "/b optional", "/c")
            .window(30)
            .by("plan")
            .trend(Interval.HOUR, BERLIN)
            .range("2026-11-01T00:00:00Z", "2026-11-04T00:00:00Z")
            .of(
                "anna: /a{plan=x}@0 /b@1 /a{plan=y}@20 /c@40",
                "bert: /a{plan=x}@3600 /c@3601 /a{plan=y}@7200 /c@7201",
                "cara: /a{plan=5}@100000 /b@100001");
    for (int k = 0; k < 3; k++) {
      int stage = k;
      long whole = answer.stages().get(k).visitors();
      assertThat(
              answer.breakdown().orElseThrow().stream()
                  .mapToLong(row -> row.visitors().get(stage))
                  .sum())
          .isEqualTo(whole);
      assertThat(
              answer.trend().orElseThrow().stream()
                  .mapToLong(bucket -> bucket.visitors().get(stage))
                  .sum())
          .isEqualTo(whole);
    }
  }

  private static List<String> starts(Interval interval, String zone, String from, String to) {
    return Ask.stages("/a").trend(interval, zone).range(from, to).of("anna: /a@0").trend().stream()
        .flatMap(List::stream)
        .map(bucket -> bucket.start().toString())
        .toList();
  }

  private static List<Boolean> incomplete(Ask ask) {
    return ask.of("anna: /a@0").trend().orElseThrow().stream().map(Bucket::incomplete).toList();
  }
}
