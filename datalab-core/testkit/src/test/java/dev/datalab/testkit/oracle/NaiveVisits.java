package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Event;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.session.SessionRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sessions of an app, as far as a question looks at them. */
final class NaiveVisits {
  /**
   * A session.
   *
   * @param came its first event that makes somebody a visitor
   * @param events those that the question looks at, in order
   */
  record Visit(SessionRow row, Occurrence came, List<Occurrence> events) {}

  private NaiveVisits() {}

  static List<Visit> of(AppCase app, Range range, Filter filter) {
    NaiveFields fields = new NaiveFields(app.site());
    List<Visit> visits = new ArrayList<>();
    NaiveSessions.byVisitor(app.selected(range))
        .values()
        .forEach(
            theirs -> {
              Map<String, List<Occurrence>> sessions = new LinkedHashMap<>();
              for (Occurrence each : theirs) {
                sessions.computeIfAbsent(each.session(), s -> new ArrayList<>()).add(each);
              }
              sessions
                  .values()
                  .forEach(all -> visit(all, range, filter, fields).ifPresent(visits::add));
            });
    return visits;
  }

  private static Optional<Visit> visit(
      List<Occurrence> all, Range range, Filter filter, NaiveFields fields) {
    List<Occurrence> passing = all.stream().filter(each -> fields.holds(filter, each)).toList();
    List<Occurrence> seen =
        passing.stream().filter(each -> each.time() >= range.fromMillis()).toList();
    if (seen.stream().noneMatch(Occurrence::isEventOfFunnels)) {
      return Optional.empty();
    }
    Occurrence came =
        passing.stream().filter(Occurrence::isEventOfFunnels).findFirst().orElseThrow();
    List<Occurrence> timed =
        seen.stream()
            .filter(each -> each.isEventOfFunnels() || each.event() instanceof Event.UrlChange)
            .toList();
    List<String> pages =
        seen.stream()
            .filter(each -> each.event() instanceof Event.UrlChange && each.isEventOfFunnels())
            .map(each -> NaiveMatching.path(each.event().url()))
            .toList();
    return Optional.of(
        new Visit(
            new SessionRow(
                name(all.get(0)),
                came.recorded().visitor(),
                timed.get(0).time(),
                timed.get(timed.size() - 1).time(),
                seen.stream().filter(Occurrence::isEventOfFunnels).count(),
                pages.size(),
                seen.stream().filter(each -> each.event() instanceof Event.Click).count(),
                pages.isEmpty() ? "" : pages.get(0),
                pages.isEmpty() ? "" : pages.get(pages.size() - 1),
                came.recorded().dimensions(),
                value(fields, BuiltIn.CHANNEL, came),
                value(fields, BuiltIn.CAMPAIGN, came),
                !came.inFirstSession()),
            came,
            seen));
  }

  /** A session is called by its id, or by when it began. */
  private static String name(Occurrence first) {
    String id = first.recorded().session();
    return id.isEmpty() ? "~" + first.time() : id;
  }

  static String value(NaiveFields fields, Dimension by, Occurrence of) {
    return fields.value(by, of).orElse("");
  }
}
