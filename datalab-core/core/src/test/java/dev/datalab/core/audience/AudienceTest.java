package dev.datalab.core.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.datalab.core.Told;
import dev.datalab.core.audience.AudienceAnswer.Bucket;
import dev.datalab.core.audience.AudienceAnswer.Figures;
import dev.datalab.core.audience.AudienceAnswer.Row;
import dev.datalab.core.funnel.Visits;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Filter.Op;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** With what people came, and for the first time. */
final class AudienceTest {
  private static final AudienceQuestion PLAIN =
      new AudienceQuestion(
          Told.DAY, Filter.ALL, ZoneOffset.UTC, Optional.empty(), Optional.empty(), 10);

  @Test
  void everySessionHasARowOfEachList() throws IOException {
    AudienceAnswer answer =
        ask(
            PLAIN,
            "ann [browser=Firefox os=Linux device=desktop language=de-CH screen=1920x1080]: /@0",
            "bob [browser=Firefox os=Windows device=desktop language=de screen=1366x768]: /@0",
            "bob [browser=Firefox os=Windows device=desktop language=de screen=1366x768]: /@9000",
            "cyd [browser=Safari os=iOS device=mobile screen=390x844]: /@0");

    assertThat(answer.all()).isEqualTo(new Figures(3, 4, 3, 0));
    assertThat(answer.browsers())
        .containsExactly(
            row("Firefox", new Figures(2, 3, 2, 0)), row("Safari", new Figures(1, 1, 1, 0)));
    assertThat(answer.os()).extracting(Row::value).containsExactly("Linux", "Windows", "iOS");
    assertThat(answer.devices()).extracting(Row::value).containsExactly("desktop", "mobile");
    assertThat(answer.languages()).extracting(Row::value).containsExactly("", "de", "de-CH");
    assertThat(answer.screens()).extracting(Row::value).containsExactly("large", "small", "wide");
  }

  @Test
  void aVisitorWithTwoBrowsersIsInBothRowsAndOnceInTheWhole() throws IOException {
    AudienceAnswer answer =
        ask(PLAIN, "ann [browser=Firefox]: /@0", "ann [browser=Chrome]: /@9000");

    assertThat(answer.all()).isEqualTo(new Figures(1, 2, 1, 0));
    assertThat(answer.browsers())
        .containsExactly(
            row("Chrome", new Figures(1, 1, 1, 0)), row("Firefox", new Figures(1, 1, 1, 0)));
  }

  @Test
  void whatTheLimitLeavesOutIsOneRowWithItsVisitorsOnce() throws IOException {
    AudienceQuestion one =
        new AudienceQuestion(
            Told.DAY, Filter.ALL, ZoneOffset.UTC, Optional.empty(), Optional.empty(), 1);
    AudienceAnswer answer =
        ask(
            one,
            "ann [browser=Firefox]: /@0",
            "bob [browser=Firefox]: /@0",
            "bob [browser=Opera]: /@9000",
            "bob [browser=Chrome]: /@18000",
            "cyd [browser=Opera]: /@-9000 /@0");

    assertThat(answer.browsers())
        .containsExactly(
            row("Firefox", new Figures(2, 2, 2, 0)),
            new Row("…", new Figures(2, 3, 1, 1), OptionalInt.of(2)));
    assertThat(answer.os()).containsExactly(row("", new Figures(3, 5, 2, 1)));
  }

  @Test
  void aSessionCameWithWhatItsFirstEventSaysAlsoBeforeTheRange() throws IOException {
    AudienceAnswer answer =
        ask(
            PLAIN,
            "ann [browser=Opera session=s]: *@-20",
            "ann [browser=Firefox session=s]: /@-10",
            "ann [browser=Chrome session=s]: /@10",
            "bob [browser=Safari]: *@10 <@11");

    assertThat(answer.browsers()).containsExactly(row("Firefox", new Figures(1, 1, 1, 0)));
  }

  @Test
  void aVisitorIsNewIfTheirFirstSessionCounts() throws IOException {
    AudienceAnswer answer =
        ask(
            PLAIN,
            "ann: /@-9000 /@0",
            "bob: /@-10 /@10",
            "cyd: /@0 /@9000",
            "dan [browser=Chrome]: /@0",
            "dan [browser=Firefox]: /@9000");
    assertThat(answer.all()).isEqualTo(new Figures(4, 6, 3, 1));

    AudienceAnswer filtered =
        ask(
            new AudienceQuestion(
                Told.DAY,
                new Filter.Is(BuiltIn.BROWSER, Op.EQUALS, List.of("Firefox")),
                ZoneOffset.UTC,
                Optional.empty(),
                Optional.of(BuiltIn.VISITOR_TYPE),
                10),
            "dan [browser=Chrome]: /@0",
            "dan [browser=Firefox]: /@9000");
    assertThat(filtered.all()).isEqualTo(new Figures(1, 1, 0, 1));
    assertThat(filtered.breakdown().orElseThrow())
        .containsExactly(row("returning", new Figures(1, 1, 0, 1)));
  }

  @Test
  void aBucketSaysWhatAQuestionAboutItAloneSays() throws IOException {
    Range days =
        new Range(
            Visits.time("2026-10-24T22:00:00+00:00"), Visits.time("2026-10-26T12:00:00+01:00"));
    AudienceQuestion byDay =
        new AudienceQuestion(
            days,
            Filter.ALL,
            ZoneId.of("Europe/Zurich"),
            Optional.of(Interval.DAY),
            Optional.empty(),
            10);
    String[] visits = {
      "ann: /@2026-10-25T23:50:00+01:00 /@2026-10-26T00:10:00+01:00",
      "bob: /@2026-10-25T00:00:00+02:00 /@2026-10-26T09:00:00+01:00",
      "cyd: /@2026-10-20T00:00:00+02:00 /@2026-10-26T09:00:00+01:00 /@2026-10-26T10:00:00+01:00"
    };
    List<Bucket> trend = ask(byDay, visits).trend().orElseThrow();

    assertThat(trend)
        .extracting(bucket -> bucket.start().toString(), Bucket::figures, Bucket::incomplete)
        .containsExactly(
            tuple("2026-10-25T00:00+02:00", new Figures(2, 2, 2, 0), false),
            tuple("2026-10-26T00:00+01:00", new Figures(3, 4, 1, 2), true));
    assertThat(trend.get(0).figures())
        .isEqualTo(
            ask(
                    new AudienceQuestion(
                        new Range(days.fromMillis(), Visits.time("2026-10-26T00:00:00+01:00")),
                        Filter.ALL,
                        ZoneOffset.UTC,
                        Optional.empty(),
                        Optional.empty(),
                        1),
                    visits)
                .all());
  }

  @Test
  void classesOfScreensGoByTheirWidth() {
    assertThat(List.of("1x1", "575x9", "576x9", "991x1", "992x1", "1439x1", "1440x1", "99999x1"))
        .extracting(size -> ScreenClass.of(size).orElseThrow().label())
        .containsExactly("small", "small", "medium", "medium", "large", "large", "wide", "wide");
    assertThat(List.of("", "0x0", "wide", "1920", "1920X1080", "100000x1", "-1x5"))
        .allMatch(text -> ScreenClass.of(text).isEmpty());
  }

  @Test
  void aQuestionThatCannotBeAnsweredNamesTheFieldAtFault() {
    assertThatThrownBy(
            () ->
                new AudienceQuestion(
                    Told.DAY, Filter.ALL, ZoneOffset.UTC, Optional.empty(), Optional.empty(), 0))
        .hasMessageStartingWith("limit: ");
    assertThatThrownBy(
            () ->
                ask(
                    new AudienceQuestion(
                        new Range(0, Visits.START.toEpochMilli()),
                        Filter.ALL,
                        ZoneOffset.UTC,
                        Optional.of(Interval.HOUR),
                        Optional.of(Dimension.of("plan")),
                        1)))
        .hasMessageStartingWith("interval: ");
  }

  private static Row row(String value, Figures figures) {
    return new Row(value, figures, OptionalInt.empty());
  }

  private static AudienceAnswer ask(AudienceQuestion question, String... visits)
      throws IOException {
    return Told.ask(Told.SHOP, (analysis, scope) -> analysis.ask(scope, question), visits);
  }
}
