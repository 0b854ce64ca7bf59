package dev.datalab.testkit.oracle;

import dev.datalab.core.query.Dimension;
import dev.datalab.core.session.SessionOrder;
import dev.datalab.core.session.SessionPosition;
import dev.datalab.core.session.SessionRow;
import dev.datalab.core.session.SessionsQuestion;
import dev.datalab.testkit.oracle.NaiveVisits.Visit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers a question about sessions by sorting all of them. */
final class SessionsOracle {
  /** All pages, times as they are. */
  record Pages(List<Answer> pages) {}

  record Answer(
      long sessions,
      long visitors,
      Times length,
      List<SessionRow> list,
      Optional<SessionPosition> next,
      Optional<Values> breakdown) {}

  record Values(List<Value> values, long more) {}

  record Value(String value, long sessions, long visitors, Times length) {}

  private SessionsOracle() {}

  static Pages answer(AppCase app, SessionsQuestion question) {
    List<Visit> visits =
        NaiveVisits.of(app, question.range(), question.filter()).stream()
            .filter(
                each ->
                    question.visitor().isEmpty()
                        || each.row().visitor().equals(question.visitor().get()))
            .toList();
    List<SessionRow> rows = new ArrayList<>(visits.stream().map(Visit::row).toList());
    rows.sort(
        Comparator.comparingLong((SessionRow row) -> -rank(question, row))
            .thenComparing(SessionRow::visitor)
            .thenComparing(SessionRow::id));
    List<Answer> pages = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(rows.size(), from + question.limit());
      Optional<SessionPosition> next = Optional.empty();
      if (to < rows.size()) {
        SessionRow last = rows.get(to - 1);
        next = Optional.of(new SessionPosition(rank(question, last), last.visitor(), last.id()));
      }
      pages.add(
          new Answer(
              visits.size(),
              visitors(visits),
              lengths(visits),
              rows.subList(from, to),
              next,
              question.breakdown().map(by -> breakdown(new NaiveFields(app.site()), by, visits))));
      from = to;
    } while (from < rows.size());
    return new Pages(pages);
  }

  private static long rank(SessionsQuestion question, SessionRow row) {
    return question.order() == SessionOrder.NEWEST
        ? row.startMillis()
        : row.endMillis() - row.startMillis();
  }

  private static Values breakdown(NaiveFields fields, Dimension by, List<Visit> visits) {
    Map<String, List<Visit>> byValue = new TreeMap<>();
    visits.forEach(
        each ->
            byValue
                .computeIfAbsent(NaiveVisits.value(fields, by, each.came()), v -> new ArrayList<>())
                .add(each));
    return new Values(
        byValue.entrySet().stream()
            .map(
                each ->
                    new Value(
                        each.getKey(),
                        each.getValue().size(),
                        visitors(each.getValue()),
                        lengths(each.getValue())))
            .sorted(
                Comparator.comparingLong(Value::sessions)
                    .thenComparingLong(Value::visitors)
                    .reversed())
            .toList(),
        0);
  }

  private static long visitors(List<Visit> visits) {
    return visits.stream().map(each -> each.row().visitor()).distinct().count();
  }

  private static Times lengths(List<Visit> visits) {
    return Times.of(
        visits.stream().map(each -> each.row().endMillis() - each.row().startMillis()).toList());
  }
}
