package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Event;
import dev.datalab.core.page.PagesAnswer;
import dev.datalab.core.page.PagesAnswer.PageRow;
import dev.datalab.core.page.PagesAnswer.TimeOnPage;
import dev.datalab.core.page.PagesQuestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Answers a question about pages visit by visit. */
final class PagesOracle {
  /** A view, and how many milliseconds it took if that is known. */
  private record View(String page, OptionalLong millis) {}

  /**
   * A session with a view.
   *
   * @param views at least one, in order
   */
  private record Visit(String visitor, List<View> views) {
    String entry() {
      return views.get(0).page();
    }

    String exit() {
      return views.get(views.size() - 1).page();
    }

    boolean bounces() {
      return views.size() == 1;
    }

    boolean saw(String page) {
      return views.stream().anyMatch(view -> view.page().equals(page));
    }
  }

  private final PagesQuestion question;
  private final List<Visit> visits = new ArrayList<>();

  private PagesOracle(AppCase app, PagesQuestion question) {
    this.question = question;
    NaiveFields fields = new NaiveFields(app.site());
    NaiveSessions.byVisitor(app.selected(question.range()))
        .forEach(
            (visitor, all) -> {
              Map<String, List<Event.UrlChange>> sessions = new LinkedHashMap<>();
              for (Occurrence each : all) {
                if (each.time() >= question.range().fromMillis()
                    && each.event() instanceof Event.UrlChange change
                    && fields.holds(question.filter(), each)) {
                  sessions.computeIfAbsent(each.session(), s -> new ArrayList<>()).add(change);
                }
              }
              for (List<Event.UrlChange> changes : sessions.values()) {
                List<View> views = views(changes);
                if (!views.isEmpty()) {
                  visits.add(new Visit(visitor, views));
                }
              }
            });
  }

  static PagesAnswer answer(AppCase app, PagesQuestion question) {
    return new PagesOracle(app, question).answer();
  }

  /** The views among a session's changes of address. */
  private static List<View> views(List<Event.UrlChange> changes) {
    Map<Integer, Integer> reporters = reporters(changes);
    List<View> views = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      if (!changes.get(i).leaves()) {
        views.add(new View(NaiveMatching.path(changes.get(i).to()), millis(changes, reporters, i)));
      }
    }
    return views;
  }

  /** How long a view took, as its reporter says, or until whatever ended it. */
  private static OptionalLong millis(
      List<Event.UrlChange> changes, Map<Integer, Integer> reporters, int view) {
    if (reporters.containsKey(view)) {
      return OptionalLong.of(changes.get(reporters.getOrDefault(view, view)).elapsed());
    }
    for (int i = view + 1; i < changes.size(); i++) {
      if (!reporters.containsValue(i)) {
        return OptionalLong.of(changes.get(i).time() - changes.get(view).time());
      }
      // Reading: who reports of another view is another tab and ends nothing here.
      if (!changes.get(i).leaves()) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }

  /**
   * Which later change reports how long a view took, by their places among the changes. Reading: of
   * several views of the page that is left, the latest is meant that nothing was reported of.
   */
  private static Map<Integer, Integer> reporters(List<Event.UrlChange> changes) {
    Map<Integer, Integer> reporters = new LinkedHashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      Event.UrlChange report = changes.get(i);
      if (report.elapsed() == Event.UNKNOWN_ELAPSED || report.from().isEmpty()) {
        continue;
      }
      String left = NaiveMatching.path(report.from());
      for (int k = i - 1; k >= 0; k--) {
        Event.UrlChange view = changes.get(k);
        if (!view.leaves()
            && !reporters.containsKey(k)
            && NaiveMatching.path(view.to()).equals(left)) {
          reporters.put(k, i);
          break;
        }
      }
    }
    return reporters;
  }

  private PagesAnswer answer() {
    long bounces = visits.stream().filter(Visit::bounces).count();
    TreeSet<String> pages = new TreeSet<>();
    visits.forEach(visit -> visit.views().forEach(view -> pages.add(view.page())));
    List<PageRow> rows = new ArrayList<>();
    pages.forEach(page -> rows.add(row(page)));
    rows.sort(Comparator.comparingLong(PageRow::views).reversed().thenComparing(PageRow::page));
    int shown = Math.min(rows.size(), question.limit());
    return new PagesAnswer(
        visits.stream().mapToLong(visit -> visit.views().size()).sum(),
        visits.stream().map(Visit::visitor).distinct().count(),
        visits.size(),
        bounces,
        visits.isEmpty() ? 0 : (double) bounces / visits.size(),
        rows.subList(0, shown),
        rows.size() - shown);
  }

  private PageRow row(String page) {
    List<View> views =
        visits.stream()
            .flatMap(visit -> visit.views().stream())
            .filter(view -> view.page().equals(page))
            .toList();
    long entries = visits.stream().filter(visit -> visit.entry().equals(page)).count();
    long bounces =
        visits.stream().filter(visit -> visit.bounces() && visit.entry().equals(page)).count();
    return new PageRow(
        page,
        views.size(),
        visits.stream().filter(visit -> visit.saw(page)).map(Visit::visitor).distinct().count(),
        entries,
        visits.stream().filter(visit -> visit.exit().equals(page)).count(),
        bounces,
        entries == 0 ? 0 : (double) bounces / entries,
        time(views));
  }

  /** Over the views whose time is known. */
  private static Optional<TimeOnPage> time(List<View> views) {
    long[] millis = views.stream().flatMapToLong(view -> view.millis().stream()).sorted().toArray();
    int n = millis.length;
    if (n == 0) {
      return Optional.empty();
    }
    double sum = 0;
    for (long each : millis) {
      sum += each / 1e3;
    }
    double median = (millis[(n - 1) / 2] / 1e3 + millis[n / 2] / 1e3) / 2;
    return Optional.of(new TimeOnPage(sum / n, median, n));
  }
}
