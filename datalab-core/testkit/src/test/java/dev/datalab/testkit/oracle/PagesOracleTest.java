package dev.datalab.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.event.Event;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.page.PagesAnswer;
import dev.datalab.core.page.PagesAnswer.PageRow;
import dev.datalab.core.page.PagesAnswer.TimeOnPage;
import dev.datalab.core.page.PagesQuestion;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.testkit.oracle.AppCase.Placed;
import dev.datalab.testkit.oracle.Kind.Case;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine's pages agree with the oracle on random cases")
class PagesOracleTest extends Agreement<PagesQuestion, PagesAnswer> {
  private static final long DAY_MILLIS = 86_400_000;

  PagesOracleTest() {
    super(new PagesKind());
  }

  @Test
  @DisplayName("of which many have several tabs, ties, bounces, and more pages than are asked for")
  void manyAreHard() {
    assertThat(rows(row -> row.time().filter(time -> time.views() > 2).isPresent()))
        .isGreaterThan(0.15);
    assertThat(rows(row -> row.time().filter(PagesOracleTest::isSkewed).isPresent()))
        .isGreaterThan(0.12);
    assertThat(rows(row -> row.entries() > row.bounces() && row.bounces() > 0)).isGreaterThan(0.12);
    assertThat(rows(row -> row.entries() == 0 && row.exits() > 0)).isGreaterThan(0.1);
    assertThat(pages(PagesOracleTest::hasTie)).isGreaterThan(0.1);
    assertThat(pages(answer -> answer.more() > 0)).isGreaterThan(0.1);
    assertThat(pages(PagesOracleTest::hasViewWithoutTimeThatIsNotTheLast)).isGreaterThan(0.03);
  }

  @Test
  @DisplayName("of which many depend on reports, leavings, bounds of the range and filters")
  void muchMatters() {
    BiPredicate<PagesAnswer, PagesAnswer> differ = (one, other) -> !one.equals(other);
    BiPredicate<PagesAnswer, PagesAnswer> sameVisitsSawMore =
        (one, other) -> one.views() < other.views() && one.sessions() == other.sessions();
    assertThat(changed(PagesOracleTest::withoutReports, differ)).isGreaterThan(0.12);
    assertThat(changed(PagesOracleTest::withoutLeavings, differ)).isGreaterThan(0.12);
    assertThat(changed(asked -> over(asked, -200 * DAY_MILLIS, 0), sameVisitsSawMore))
        .isGreaterThan(0.02);
    assertThat(changed(asked -> over(asked, 0, 200 * DAY_MILLIS), sameVisitsSawMore))
        .isGreaterThan(0.025);
    assertThat(changed(PagesOracleTest::unfiltered, sameVisitsSawMore)).isGreaterThan(0.012);
  }

  private double pages(Predicate<PagesAnswer> is) {
    return share(answer -> is.test((PagesAnswer) answer));
  }

  private double rows(Predicate<PageRow> is) {
    return pages(answer -> answer.pages().stream().anyMatch(is));
  }

  private static boolean isSkewed(TimeOnPage time) {
    return Math.abs(time.average() - time.median()) > 1e-6;
  }

  private static boolean hasTie(PagesAnswer answer) {
    List<Long> views = answer.pages().stream().map(PageRow::views).toList();
    return views.stream().distinct().count() < views.size();
  }

  /** As only another tab can make one. */
  private static boolean hasViewWithoutTimeThatIsNotTheLast(PagesAnswer answer) {
    return answer.pages().stream()
        .anyMatch(row -> row.views() - row.time().map(TimeOnPage::views).orElse(0L) > row.exits());
  }

  /** Of how many cases the oracle's answer and that of a changed case are so. */
  private static double changed(
      UnaryOperator<Case<PagesQuestion>> change, BiPredicate<PagesAnswer, PagesAnswer> is) {
    int cases = 1_000;
    return (double)
            LongStream.range(0, cases)
                .mapToObj(new PagesKind()::make)
                .filter(asked -> is.test(answer(asked), answer(change.apply(asked))))
                .count()
        / cases;
  }

  private static PagesAnswer answer(Case<PagesQuestion> asked) {
    return PagesOracle.answer(asked.app(), asked.question());
  }

  private static Case<PagesQuestion> over(Case<PagesQuestion> asked, long earlier, long later) {
    PagesQuestion q = asked.question();
    Range range = new Range(q.range().fromMillis() + earlier, q.range().toMillis() + later);
    return new Case<>(asked.app(), new PagesQuestion(range, q.filter(), q.limit()));
  }

  private static Case<PagesQuestion> unfiltered(Case<PagesQuestion> asked) {
    PagesQuestion q = asked.question();
    return new Case<>(asked.app(), new PagesQuestion(q.range(), Filter.ALL, q.limit()));
  }

  private static Case<PagesQuestion> withoutLeavings(Case<PagesQuestion> asked) {
    List<Placed> events =
        asked.app().events().stream()
            .filter(
                placed ->
                    !(placed.event().event() instanceof Event.UrlChange change && change.leaves()))
            .toList();
    return new Case<>(asked.app().withEvents(events), asked.question());
  }

  private static Case<PagesQuestion> withoutReports(Case<PagesQuestion> asked) {
    List<Placed> events =
        asked.app().events().stream().map(PagesOracleTest::withoutReport).toList();
    return new Case<>(asked.app().withEvents(events), asked.question());
  }

  private static Placed withoutReport(Placed placed) {
    RecordedEvent e = placed.event();
    if (!(e.event() instanceof Event.UrlChange change)) {
      return placed;
    }
    return new Placed(
        placed.generation(),
        new RecordedEvent(
            e.visitor(),
            e.session(),
            e.stream(),
            e.seq(),
            e.dimensions(),
            e.id(),
            new Event.UrlChange(
                change.time(),
                change.from(),
                change.to(),
                change.properties(),
                Event.UNKNOWN_ELAPSED)));
  }
}
