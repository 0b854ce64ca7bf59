package dev.datalab.testkit.oracle;

import dev.datalab.core.Analysis;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.session.CourseAnswer.Course;
import dev.datalab.core.session.CourseQuestion;
import dev.datalab.core.session.EventPosition;
import dev.datalab.core.session.SessionRow;
import dev.datalab.testkit.oracle.NaiveVisits.Visit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Questions about one session's events, page after page until none is left. */
final class CourseKind implements Kind<CourseQuestion, CourseKind.Pages> {
  /** All pages of events, the first one first. */
  record Pages(List<Page> pages) {}

  /** A page; no row where there is no such session. */
  record Page(Optional<SessionRow> row, List<Happened> events, boolean more) {}

  /** An event, its stream aside: stores number these as they like. */
  record Happened(String visitor, String session, long seq, Dimensions dimensions, Event event) {
    static Happened of(RecordedEvent of) {
      return new Happened(of.visitor(), of.session(), of.seq(), of.dimensions(), of.event());
    }
  }

  @Override
  public Case<CourseQuestion> make(long seed) {
    Chance chance = new Chance(seed);
    Moments moments = new Moments(chance);
    EventPalette palette = new EventPalette(chance);
    AppCase app = SessionsKind.app(chance, moments, palette);
    Range range = moments.range(3);
    List<Visit> visits =
        NaiveVisits.of(app, new Range(Long.MIN_VALUE, range.toMillis()), Filter.ALL);
    Optional<SessionRow> some =
        visits.isEmpty() || chance.in(20) ? Optional.empty() : Optional.of(chance.of(visits).row());
    return new Case<>(
        app,
        new CourseQuestion(
            range,
            chance.in(3) ? palette.filter(2) : Filter.ALL,
            some.map(SessionRow::id).orElse(chance.of(List.of("s1", "gone", "~", "~~", "~x"))),
            chance.in(2) ? some.map(SessionRow::visitor) : Optional.empty(),
            chance.in(3) ? CourseQuestion.DEFAULT_LIMIT : 1 + chance.below(4),
            Optional.empty()));
  }

  @Override
  public Object oracle(AppCase app, CourseQuestion question) {
    Optional<Visit> visit =
        NaiveVisits.of(app, question.range(), question.filter()).stream()
            .filter(each -> each.row().id().equals(question.session()))
            .filter(
                each ->
                    question.visitor().isEmpty()
                        || each.row().visitor().equals(question.visitor().get()))
            .min(Comparator.comparing(each -> each.row().visitor()));
    List<Happened> events =
        visit
            .map(of -> of.events().stream().map(each -> Happened.of(each.recorded())).toList())
            .orElse(List.of());
    List<Page> pages = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(events.size(), from + question.limit());
      pages.add(new Page(visit.map(Visit::row), events.subList(from, to), to < events.size()));
      from = to;
    } while (from < events.size());
    return new Pages(pages);
  }

  @Override
  public Pages ask(Analysis analysis, Scope scope, CourseQuestion question) throws IOException {
    List<Page> pages = new ArrayList<>();
    Optional<EventPosition> after = Optional.empty();
    do {
      Optional<Course> course = analysis.ask(scope, from(question, after)).session();
      after = course.flatMap(Course::next);
      pages.add(
          new Page(
              course.map(Course::row),
              course.map(Course::events).orElse(List.of()).stream().map(Happened::of).toList(),
              after.isPresent()));
    } while (after.isPresent() && pages.size() < 100);
    return new Pages(pages);
  }

  private static CourseQuestion from(CourseQuestion q, Optional<EventPosition> after) {
    return new CourseQuestion(q.range(), q.filter(), q.session(), q.visitor(), q.limit(), after);
  }

  @Override
  public List<CourseQuestion> simpler(CourseQuestion q) {
    List<CourseQuestion> simpler = new ArrayList<>();
    if (!q.filter().equals(Filter.ALL)) {
      simpler.add(
          new CourseQuestion(
              q.range(), Filter.ALL, q.session(), q.visitor(), q.limit(), q.after()));
    }
    if (q.limit() < CourseQuestion.DEFAULT_LIMIT) {
      simpler.add(
          new CourseQuestion(
              q.range(),
              q.filter(),
              q.session(),
              q.visitor(),
              CourseQuestion.DEFAULT_LIMIT,
              q.after()));
    }
    return simpler;
  }
}
