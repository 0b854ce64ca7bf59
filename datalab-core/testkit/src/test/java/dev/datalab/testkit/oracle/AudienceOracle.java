package dev.datalab.testkit.oracle;

import dev.datalab.core.audience.AudienceAnswer;
import dev.datalab.core.audience.AudienceAnswer.Bucket;
import dev.datalab.core.audience.AudienceAnswer.Figures;
import dev.datalab.core.audience.AudienceAnswer.Row;
import dev.datalab.core.audience.AudienceQuestion;
import dev.datalab.core.query.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers a question about an audience visit by visit. */
final class AudienceOracle {
  /**
   * A session that counts.
   *
   * @param came by which event of the session it is known what it came with
   * @param isNew whether the visitor's first session ever counts
   */
  private record Visit(String visitor, Occurrence came, boolean isNew) {}

  private final AudienceQuestion question;
  private final NaiveFields fields;
  private final List<List<Occurrence>> visitors = new ArrayList<>();
  private final List<Visit> visits = new ArrayList<>();
  private final long nowMillis;

  private AudienceOracle(AppCase app, AudienceQuestion question) {
    this.question = question;
    this.fields = new NaiveFields(app.site());
    this.nowMillis = app.nowMillis();
    NaiveSessions.byVisitor(app.selected(question.range())).values().forEach(this::count);
  }

  static AudienceAnswer answer(AppCase app, AudienceQuestion question) {
    return new AudienceOracle(app, question).answer();
  }

  private void count(List<Occurrence> all) {
    List<Occurrence> past =
        all.stream()
            .filter(each -> each.isEventOfFunnels() && fields.holds(question.filter(), each))
            .toList();
    List<Occurrence> inRange =
        past.stream().filter(each -> each.time() >= question.range().fromMillis()).toList();
    visitors.add(inRange);
    boolean isNew = inRange.stream().anyMatch(Occurrence::inFirstSession);
    for (String session : inRange.stream().map(Occurrence::session).distinct().toList()) {
      Occurrence came =
          past.stream().filter(each -> each.session().equals(session)).findFirst().orElseThrow();
      visits.add(new Visit(came.recorded().visitor(), came, isNew));
    }
  }

  private AudienceAnswer answer() {
    return new AudienceAnswer(
        figures(visits),
        rows(each -> each.recorded().dimensions().browser()),
        rows(each -> each.recorded().dimensions().os()),
        rows(each -> each.recorded().dimensions().device()),
        rows(each -> each.recorded().dimensions().language()),
        rows(each -> screen(each.recorded().dimensions().screen())),
        question.breakdown().map(by -> rows(each -> fields.value(by, each).orElse(""))),
        question.interval().map(this::trend));
  }

  private static String screen(String size) {
    if (size.isEmpty()) {
      return "";
    }
    int width = Integer.parseInt(size.split("x")[0]);
    String atLeast576 = width < 992 ? "medium" : width < 1440 ? "large" : "wide";
    return width == 0 ? "" : width < 576 ? "small" : atLeast576;
  }

  private static Figures figures(Collection<Visit> of) {
    Set<String> visitors = of.stream().map(Visit::visitor).collect(Collectors.toSet());
    Set<String> newOnes =
        of.stream().filter(Visit::isNew).map(Visit::visitor).collect(Collectors.toSet());
    return new Figures(
        visitors.size(), of.size(), newOnes.size(), visitors.size() - newOnes.size());
  }

  private List<Row> rows(Function<Occurrence, String> valueOf) {
    Set<String> values = new TreeSet<>();
    visits.forEach(visit -> values.add(valueOf.apply(visit.came())));
    List<Row> rows = new ArrayList<>();
    for (String value : values) {
      rows.add(new Row(value, figures(with(valueOf, Set.of(value))), OptionalInt.empty()));
    }
    rows.sort(Comparator.comparingLong(row -> -row.figures().visitors()));
    if (rows.size() <= question.limit()) {
      return rows;
    }
    List<Row> rest = rows.subList(question.limit(), rows.size());
    Set<String> merged = rest.stream().map(Row::value).collect(Collectors.toSet());
    Row together = new Row("…", figures(with(valueOf, merged)), OptionalInt.of(merged.size()));
    List<Row> told = new ArrayList<>(rows.subList(0, question.limit()));
    told.add(together);
    return told;
  }

  private List<Visit> with(Function<Occurrence, String> valueOf, Set<String> values) {
    return visits.stream().filter(visit -> values.contains(valueOf.apply(visit.came()))).toList();
  }

  private List<Bucket> trend(Interval interval) {
    List<Bucket> trend = new ArrayList<>();
    long start = NaiveCalendar.start(question.range().fromMillis(), interval, question.zone());
    while (start < question.range().toMillis()) {
      long begin = start;
      long end = NaiveCalendar.end(begin, interval, question.zone());
      List<List<Occurrence>> here =
          visitors.stream()
              .map(
                  theirs ->
                      theirs.stream()
                          .filter(each -> begin <= each.time() && each.time() < end)
                          .toList())
              .filter(theirs -> !theirs.isEmpty())
              .toList();
      Set<String> sessions = new HashSet<>();
      here.forEach(theirs -> theirs.forEach(each -> sessions.add(each.session())));
      long newOnes =
          here.stream()
              .filter(theirs -> theirs.stream().anyMatch(Occurrence::inFirstSession))
              .count();
      trend.add(
          new Bucket(
              NaiveCalendar.local(begin, question.zone()),
              new Figures(here.size(), sessions.size(), newOnes, here.size() - newOnes),
              end > nowMillis || end > question.range().toMillis()));
      start = end;
    }
    return trend;
  }
}
