package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Event;
import dev.datalab.core.overview.OverviewAnswer;
import dev.datalab.core.overview.OverviewAnswer.Bucket;
import dev.datalab.core.overview.OverviewAnswer.Change;
import dev.datalab.core.overview.OverviewAnswer.Figures;
import dev.datalab.core.overview.OverviewAnswer.PageRow;
import dev.datalab.core.overview.OverviewAnswer.SourceRow;
import dev.datalab.core.overview.OverviewQuestion;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Answers a question about figures beside those before, range by range. */
final class OverviewOracle {
  /**
   * A session that counts.
   *
   * @param came by which event of the session it is known from where it came
   * @param events of the session in the range, leavings included
   */
  private record Visit(String visitor, Occurrence came, List<Occurrence> events) {
    List<Occurrence> views() {
      return events.stream().filter(OverviewOracle::isView).toList();
    }

    double seconds() {
      return (events.get(events.size() - 1).time() - events.get(0).time()) / 1e3;
    }
  }

  private final OverviewQuestion question;
  private final AppCase app;
  private final NaiveFields fields;

  private OverviewOracle(AppCase app, OverviewQuestion question) {
    this.app = app;
    this.question = question;
    this.fields = new NaiveFields(app.site());
  }

  static OverviewAnswer answer(AppCase app, OverviewQuestion question) {
    return new OverviewOracle(app, question).answer();
  }

  private OverviewAnswer answer() {
    Range before = question.compare().orElseGet(this::rangeBefore);
    List<Visit> visits = visits(question.range());
    List<Visit> visitsBefore = visits(before);
    List<PageRow> pages = pages(visits, visitsBefore);
    List<SourceRow> sources = sources(visits, visitsBefore);
    int shownPages = Math.min(question.limit(), pages.size());
    int shownSources = Math.min(question.limit(), sources.size());
    Figures figures = figures(visits);
    Figures figuresBefore = figures(visitsBefore);
    return new OverviewAnswer(
        before,
        figures,
        figuresBefore,
        change(figures, figuresBefore),
        question.interval().map(interval -> trend(interval, question.range(), visits)),
        question.interval().map(interval -> trend(interval, before, visitsBefore)),
        pages.subList(0, shownPages),
        pages.size() - shownPages,
        sources.subList(0, shownSources),
        sources.size() - shownSources);
  }

  private Range rangeBefore() {
    ZoneId zone = question.zone();
    Range range = question.range();
    ZonedDateTime from = Instant.ofEpochMilli(range.fromMillis()).atZone(zone);
    ZonedDateTime to = Instant.ofEpochMilli(range.toMillis()).atZone(zone);
    boolean wholeDays =
        isFirstOfItsDay(range.fromMillis(), zone) && isFirstOfItsDay(range.toMillis(), zone);
    if (!wholeDays) {
      return new Range(
          range.fromMillis() - (range.toMillis() - range.fromMillis()), range.fromMillis());
    }
    LocalDate begin = from.toLocalDate();
    for (LocalDate day = from.toLocalDate();
        day.isBefore(to.toLocalDate());
        day = day.plusDays(1)) {
      begin = begin.minusDays(1);
    }
    long millis = ZonedDateTime.of(begin, LocalTime.MIN, zone).toInstant().toEpochMilli();
    return new Range(millis, range.fromMillis());
  }

  /** Whether the millisecond before is of another day. */
  private static boolean isFirstOfItsDay(long time, ZoneId zone) {
    return !Instant.ofEpochMilli(time - 1)
        .atZone(zone)
        .toLocalDate()
        .equals(Instant.ofEpochMilli(time).atZone(zone).toLocalDate());
  }

  private static boolean isView(Occurrence of) {
    return of.event() instanceof Event.UrlChange change && !change.to().isEmpty();
  }

  private static boolean isLeaving(Occurrence of) {
    return of.event() instanceof Event.UrlChange change && change.to().isEmpty();
  }

  private List<Visit> visits(Range range) {
    List<Visit> visits = new ArrayList<>();
    for (List<Occurrence> all : NaiveSessions.byVisitor(app.selected(range)).values()) {
      Map<String, List<Occurrence>> bySession = new TreeMap<>();
      all.stream()
          .filter(each -> each.isEventOfFunnels() || isLeaving(each))
          .filter(each -> fields.holds(question.filter(), each))
          .forEach(
              each -> bySession.computeIfAbsent(each.session(), s -> new ArrayList<>()).add(each));
      for (List<Occurrence> session : bySession.values()) {
        List<Occurrence> inRange =
            session.stream().filter(each -> range.contains(each.time())).toList();
        if (inRange.stream().anyMatch(Occurrence::isEventOfFunnels)) {
          Occurrence came =
              session.stream().filter(Occurrence::isEventOfFunnels).findFirst().orElseThrow();
          visits.add(new Visit(came.recorded().visitor(), came, inRange));
        }
      }
    }
    return visits;
  }

  private static long visitors(List<Visit> of) {
    return of.stream().map(Visit::visitor).distinct().count();
  }

  private static Figures figures(List<Visit> visits) {
    List<Occurrence> events =
        visits.stream()
            .flatMap(visit -> visit.events().stream())
            .filter(Occurrence::isEventOfFunnels)
            .toList();
    long views = events.stream().filter(OverviewOracle::isView).count();
    long viewing = visits.stream().filter(visit -> !visit.views().isEmpty()).count();
    long bounces = visits.stream().filter(visit -> visit.views().size() == 1).count();
    double[] seconds = visits.stream().mapToDouble(Visit::seconds).sorted().toArray();
    int n = seconds.length;
    return new Figures(
        visitors(visits),
        visitors(visits.stream().filter(visit -> visit.came().inFirstSession()).toList()),
        n,
        views,
        events.size(),
        events.stream().filter(each -> each.event() instanceof Event.Click).count(),
        viewing == 0 ? 0 : (double) bounces / viewing,
        n == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(visits.stream().mapToDouble(Visit::seconds).sum() / n),
        n == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of((seconds[(n - 1) / 2] + seconds[n / 2]) / 2),
        n == 0 ? 0 : (double) views / n);
  }

  private static Change change(Figures now, Figures before) {
    return new Change(
        grown(now.visitors(), before.visitors()),
        grown(now.newVisitors(), before.newVisitors()),
        grown(now.sessions(), before.sessions()),
        grown(now.views(), before.views()),
        grown(now.events(), before.events()),
        grown(now.clicks(), before.clicks()),
        grown(now.bounceRate(), before.bounceRate()),
        grown(now.averageSessionSeconds(), before.averageSessionSeconds()),
        grown(now.medianSessionSeconds(), before.medianSessionSeconds()),
        grown(now.viewsPerSession(), before.viewsPerSession()));
  }

  private static OptionalDouble grown(OptionalDouble now, OptionalDouble before) {
    return now.isPresent() ? grown(now.getAsDouble(), before.orElse(0)) : OptionalDouble.empty();
  }

  private static OptionalDouble grown(long now, long before) {
    return grown((double) now, (double) before);
  }

  private static OptionalDouble grown(double now, double before) {
    return before == 0 ? OptionalDouble.empty() : OptionalDouble.of(now / before - 1);
  }

  private List<Bucket> trend(Interval interval, Range range, List<Visit> visits) {
    List<Bucket> trend = new ArrayList<>();
    long start = NaiveCalendar.start(range.fromMillis(), interval, question.zone());
    while (start < range.toMillis()) {
      long begin = start;
      long end = NaiveCalendar.end(begin, interval, question.zone());
      List<Visit> here =
          visits.stream()
              .map(
                  visit ->
                      new Visit(
                          visit.visitor(),
                          visit.came(),
                          visit.events().stream()
                              .filter(each -> begin <= each.time() && each.time() < end)
                              .toList()))
              .filter(visit -> visit.events().stream().anyMatch(Occurrence::isEventOfFunnels))
              .toList();
      trend.add(
          new Bucket(
              NaiveCalendar.local(begin, question.zone()),
              visitors(here),
              here.size(),
              here.stream().mapToLong(visit -> visit.views().size()).sum(),
              end > app.nowMillis() || end > range.toMillis()));
      start = end;
    }
    return trend;
  }

  private static List<PageRow> pages(List<Visit> now, List<Visit> before) {
    List<PageRow> rows = new ArrayList<>();
    for (String page : new TreeSet<>(viewed(now))) {
      rows.add(
          new PageRow(
              page,
              viewed(now).stream().filter(page::equals).count(),
              visitors(viewing(now, page)),
              viewed(before).stream().filter(page::equals).count(),
              visitors(viewing(before, page))));
    }
    rows.sort(Comparator.comparingLong(row -> -row.views()));
    return rows;
  }

  private static List<String> viewed(List<Visit> visits) {
    return visits.stream()
        .flatMap(visit -> visit.views().stream())
        .map(OverviewOracle::page)
        .toList();
  }

  private static List<Visit> viewing(List<Visit> visits, String page) {
    return visits.stream()
        .filter(visit -> visit.views().stream().anyMatch(view -> page(view).equals(page)))
        .toList();
  }

  private static String page(Occurrence view) {
    return NaiveMatching.path(((Event.UrlChange) view.event()).to());
  }

  private List<SourceRow> sources(List<Visit> now, List<Visit> before) {
    Map<String, List<Visit>> byNow = bySource(now);
    Map<String, List<Visit>> byBefore = bySource(before);
    List<SourceRow> rows = new ArrayList<>();
    byNow.forEach(
        (source, visits) -> {
          List<Visit> then = Optional.ofNullable(byBefore.get(source)).orElse(List.of());
          rows.add(
              new SourceRow(source, visits.size(), visitors(visits), then.size(), visitors(then)));
        });
    rows.sort(
        Comparator.comparingLong(SourceRow::sessions)
            .thenComparingLong(SourceRow::visitors)
            .reversed());
    return rows;
  }

  private Map<String, List<Visit>> bySource(List<Visit> visits) {
    return visits.stream()
        .collect(
            Collectors.groupingBy(
                visit -> NaiveOrigins.of(visit.came().recorded().dimensions(), app.site()).source(),
                TreeMap::new,
                Collectors.toList()));
  }
}
