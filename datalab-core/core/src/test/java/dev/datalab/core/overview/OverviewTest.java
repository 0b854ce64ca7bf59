package dev.datalab.core.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.datalab.core.Told;
import dev.datalab.core.funnel.Visits;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.Matcher.UrlOp;
import dev.datalab.core.overview.OverviewAnswer.Bucket;
import dev.datalab.core.overview.OverviewAnswer.Change;
import dev.datalab.core.overview.OverviewAnswer.Figures;
import dev.datalab.core.overview.OverviewAnswer.PageRow;
import dev.datalab.core.overview.OverviewAnswer.SourceRow;
import dev.datalab.core.query.Basis;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Segment;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** How the site is doing, and how it was doing before. */
final class OverviewTest {
  private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");

  private static final long SEED = 20_261_122;

  private static final String[] VISITS = {
    "ann [referrer=https://news.example/]: /@-80000 /a@-79990 #buy@-79980",
    "ann: /@0 /a@60 #buy@70 !purchase@80 <@100",
    "bob: /@10 *@500",
    "bob [utm.source=google utm.medium=cpc]: /a@9000 /@9030",
    "cyd: !ping@20",
    "dan: *@30",
    "eve: /@-3000"
  };

  @Test
  void figuresStandBesideThoseOfTheRangeBefore() throws IOException {
    OverviewAnswer answer = ask(day(10), VISITS);

    assertThat(answer.compare())
        .isEqualTo(new Range(Told.DAY.fromMillis() - 86_400_000, Told.DAY.fromMillis()));
    assertThat(answer.figures())
        .isEqualTo(
            new Figures(
                3,
                2,
                4,
                5,
                8,
                1,
                1 / 3.0,
                OptionalDouble.of(130 / 4.0),
                OptionalDouble.of(15),
                1.25));
    assertThat(answer.before())
        .isEqualTo(
            new Figures(2, 2, 2, 3, 4, 1, 0.5, OptionalDouble.of(10), OptionalDouble.of(10), 1.5));
    assertThat(answer.change())
        .isEqualTo(
            new Change(
                OptionalDouble.of(0.5),
                OptionalDouble.of(0),
                OptionalDouble.of(1),
                OptionalDouble.of(2 / 3.0),
                OptionalDouble.of(1),
                OptionalDouble.of(0),
                OptionalDouble.of((1 / 3.0 - 0.5) / 0.5),
                OptionalDouble.of(2.25),
                OptionalDouble.of(0.5),
                OptionalDouble.of((1.25 - 1.5) / 1.5)));
  }

  @Test
  void whereThereWasNothingBeforeNoChangeIsTold() throws IOException {
    OverviewAnswer answer = ask(day(10), "ann: /@0");

    assertThat(answer.before())
        .isEqualTo(
            new Figures(0, 0, 0, 0, 0, 0, 0, OptionalDouble.empty(), OptionalDouble.empty(), 0));
    assertThat(answer.change().visitors()).isEmpty();
    assertThat(answer.change().averageSessionSeconds()).isEmpty();
  }

  @Test
  void thePagesAndSourcesThatMatterMostAreTold() throws IOException {
    OverviewAnswer answer = ask(day(1), VISITS);

    assertThat(answer.pages()).containsExactly(new PageRow("/", 3, 2, 2, 2));
    assertThat(answer.morePages()).isEqualTo(1);
    assertThat(answer.sources()).containsExactly(new SourceRow("", 3, 3, 1, 1));
    assertThat(answer.moreSources()).isEqualTo(1);
    assertThat(ask(day(10), VISITS).sources())
        .containsExactly(new SourceRow("", 3, 3, 1, 1), new SourceRow("google", 1, 1, 0, 0));
  }

  @Test
  void bothRangesHaveATrend() throws IOException {
    OverviewAnswer answer =
        ask(
            new OverviewQuestion(
                new Range(
                    Visits.time("2026-10-25T00:00:00+02:00"),
                    Visits.time("2026-10-26T00:00:00+01:00")),
                Filter.ALL,
                ZURICH,
                Optional.empty(),
                Optional.of(Interval.DAY),
                1),
            "ann: /@2026-10-24T23:50:00+02:00 #a@2026-10-25T00:10:00+02:00",
            "bob: /@2026-10-25T00:00:00+02:00 /@2026-10-25T23:59:59+01:00");

    assertThat(answer.compare())
        .isEqualTo(
            new Range(
                Visits.time("2026-10-24T00:00:00+02:00"),
                Visits.time("2026-10-25T00:00:00+02:00")));
    assertThat(answer.trend().orElseThrow())
        .extracting(
            bucket -> bucket.start().toString(),
            Bucket::visitors,
            Bucket::sessions,
            Bucket::views,
            Bucket::incomplete)
        .containsExactly(tuple("2026-10-25T00:00+02:00", 2L, 3L, 2L, false));
    assertThat(answer.trendBefore().orElseThrow())
        .extracting(bucket -> bucket.start().toString(), Bucket::visitors, Bucket::views)
        .containsExactly(tuple("2026-10-24T00:00+02:00", 1L, 1L));
  }

  @Test
  void wholeDaysAreComparedWithAsManyDaysAndOtherTimesWithAsMuchTime() {
    assertThat(before("2026-10-25T00:00:00+02:00", "2026-10-27T00:00:00+01:00"))
        .isEqualTo(range("2026-10-23T00:00:00+02:00", "2026-10-25T00:00:00+02:00"));
    assertThat(before("2026-10-26T00:00:00+01:00", "2026-10-27T00:00:00+01:00"))
        .isEqualTo(range("2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"));
    assertThat(before("2026-10-26T01:00:00+01:00", "2026-10-27T01:00:00+01:00"))
        .isEqualTo(range("2026-10-25T01:00:00+01:00", "2026-10-26T01:00:00+01:00"));
    assertThat(before("2026-10-25T02:30:00+01:00", "2026-10-25T02:31:00+01:00"))
        .isEqualTo(range("2026-10-25T02:29:00+01:00", "2026-10-25T02:30:00+01:00"));
  }

  @Test
  void anyOtherRangeCanBeComparedWith() throws IOException {
    OverviewQuestion same =
        new OverviewQuestion(
            Told.DAY, Filter.ALL, ZoneOffset.UTC, Optional.of(Told.DAY), Optional.empty(), 10);
    OverviewAnswer answer = ask(same, VISITS);

    assertThat(answer.figures()).isEqualTo(answer.before());
    assertThat(answer.pages())
        .allMatch(
            page -> page.views() == page.viewsBefore() && page.visitors() == page.visitorsBefore());
    assertThat(answer.change().views()).hasValue(0);
  }

  @Test
  void aSegmentIsOfEachRangesOwnVisitors() throws IOException {
    try (InMemoryEventStore store = new InMemoryEventStore()) {
      store.append(Frame.of(new Partition("app", 0), 1, Visits.of(VISITS))).join();
      Segment sawA = Segment.did(new Matcher.Url(UrlOp.EQUALS, "/a"));
      Scope scope = new Scope("app", OptionalInt.of(0), Told.SHOP, Optional.of(sawA));
      OverviewAnswer answer =
          OverviewAnalysis.answer(
              day(10), new Basis(store, scope, Runnable::run, Instant.EPOCH), 1_000);

      assertThat(answer.figures().visitors()).isEqualTo(2);
      assertThat(answer.before().visitors()).isEqualTo(1);
    }
  }

  @Test
  void inLittleMemoryTheAnswerIsTheSame() throws IOException {
    Random random = new Random(SEED);
    String[] visits = new String[600];
    for (int i = 0; i < visits.length; i++) {
      visits[i] =
          "v%d [utm.source=s%d]: /p%d@%d"
              .formatted(
                  random.nextInt(100),
                  random.nextInt(60),
                  Math.min(random.nextInt(200), random.nextInt(200)),
                  (random.nextInt(40) - 20) * 4_000);
    }
    try (InMemoryEventStore store = new InMemoryEventStore()) {
      store.append(Frame.of(new Partition("app", 0), 1, Visits.of(visits))).join();
      Scope scope = new Scope("app", OptionalInt.of(0), Told.SHOP);
      Basis basis = new Basis(store, scope, ForkJoinPool.commonPool(), Instant.EPOCH);
      for (int limit : List.of(1, 20, 1_000)) {
        OverviewAnswer answer = OverviewAnalysis.answer(day(limit), basis, 1_000_000);
        assertThat(answer.pages()).hasSizeGreaterThan(Math.min(limit, 100) - 1);
        for (long budget : List.of(10L, 100L)) {
          assertThat(OverviewAnalysis.answer(day(limit), basis, budget))
              .as("limit %d, budget %d, seed %d", limit, budget, SEED)
              .isEqualTo(answer);
        }
      }
    }
  }

  @Test
  void aQuestionThatCannotBeAnsweredNamesTheFieldAtFault() {
    assertThatThrownBy(() -> day(0)).hasMessageStartingWith("limit: ");
  }

  private static OverviewQuestion day(int limit) {
    return new OverviewQuestion(
        Told.DAY, Filter.ALL, ZoneOffset.UTC, Optional.empty(), Optional.empty(), limit);
  }

  private static Range before(String from, String to) {
    return RangeBefore.of(range(from, to), ZURICH);
  }

  private static Range range(String from, String to) {
    return new Range(Visits.time(from), Visits.time(to));
  }

  private static OverviewAnswer ask(OverviewQuestion question, String... visits)
      throws IOException {
    return Told.ask(Told.SHOP, (analysis, scope) -> analysis.ask(scope, question), visits);
  }
}
