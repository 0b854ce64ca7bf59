package dev.datalab.testkit.oracle;

import dev.datalab.core.query.Interval;
import dev.datalab.core.retention.RetentionAnswer;
import dev.datalab.core.retention.RetentionAnswer.Cohort;
import dev.datalab.core.retention.RetentionAnswer.Period;
import dev.datalab.core.retention.RetentionAnswer.Return;
import dev.datalab.core.retention.RetentionAnswer.Row;
import dev.datalab.core.retention.RetentionAnswer.Rows;
import dev.datalab.core.retention.RetentionQuestion;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Answers a question about retention visitor by visitor. */
final class RetentionOracle {
  /** A visitor who was first seen in the range: by which event, and when again. */
  private record Newcomer(Occurrence first, List<Long> times) {}

  private final AppCase app;
  private final RetentionQuestion question;
  private final Interval interval;
  private final ZoneId zone;
  private final NaiveFields fields;
  private final List<Newcomer> newcomers = new ArrayList<>();

  /** When the days, weeks or months begin that overlap the range. */
  private final List<Long> starts = new ArrayList<>();

  private RetentionOracle(AppCase app, RetentionQuestion question) {
    this.app = app;
    this.question = question;
    this.interval = question.interval();
    this.zone = question.zone();
    this.fields = new NaiveFields(app.site());
    long start = NaiveCalendar.start(question.range().fromMillis(), interval, zone);
    while (start < question.range().toMillis()) {
      starts.add(start);
      start = NaiveCalendar.end(start, interval, zone);
    }
    NaiveSessions.byVisitor(app.selected(question.range())).values().forEach(this::see);
  }

  static RetentionAnswer answer(AppCase app, RetentionQuestion question) {
    return new RetentionOracle(app, question).answer();
  }

  private void see(List<Occurrence> all) {
    List<Occurrence> seen =
        all.stream()
            .filter(each -> each.isEventOfFunnels() && fields.holds(question.filter(), each))
            .toList();
    if (!seen.isEmpty() && seen.get(0).time() >= question.range().fromMillis()) {
      newcomers.add(new Newcomer(seen.get(0), seen.stream().map(Occurrence::time).toList()));
    }
  }

  private RetentionAnswer answer() {
    return new RetentionAnswer(
        newcomers.size(),
        returns(each -> true),
        IntStream.range(0, starts.size()).mapToObj(this::cohort).toList(),
        question.breakdown().map(by -> rows()));
  }

  private Cohort cohort(int number) {
    long visitors = back(number, number, each -> true);
    List<Period> periods = new ArrayList<>();
    for (int n = number + 1; n < starts.size() && n <= number + question.periods(); n++) {
      long back = back(number, n, each -> true);
      periods.add(
          new Period(
              NaiveCalendar.local(starts.get(n), zone),
              back,
              visitors == 0 ? 0 : (double) back / visitors,
              isIncomplete(n)));
    }
    return new Cohort(
        NaiveCalendar.local(starts.get(number), zone), visitors, isIncomplete(number), periods);
  }

  /** Whether a stretch of time ends after now or after the range. */
  private boolean isIncomplete(int number) {
    long end = NaiveCalendar.end(starts.get(number), interval, zone);
    return end > app.nowMillis() || end > question.range().toMillis();
  }

  /** How many of a cohort were seen in a stretch of time. */
  private long back(int cohort, int number, Predicate<Newcomer> who) {
    return newcomers.stream()
        .filter(who)
        .filter(each -> isIn(cohort, each.first().time()))
        .filter(each -> each.times().stream().anyMatch(time -> isIn(number, time)))
        .count();
  }

  private boolean isIn(int number, long time) {
    return NaiveCalendar.start(time, interval, zone) == starts.get(number);
  }

  private List<Return> returns(Predicate<Newcomer> who) {
    List<Return> returns = new ArrayList<>();
    for (int period = 1; period <= question.periods() && period < starts.size(); period++) {
      long of = 0;
      long back = 0;
      for (int cohort = 0; cohort + period < starts.size(); cohort++) {
        if (!isIncomplete(cohort + period)) {
          of += back(cohort, cohort, who);
          back += back(cohort, cohort + period, who);
        }
      }
      returns.add(new Return(of, back));
    }
    return returns;
  }

  private Rows rows() {
    List<Row> rows = new ArrayList<>();
    for (String value : new TreeSet<>(newcomers.stream().map(this::value).toList())) {
      Predicate<Newcomer> who = each -> value(each).equals(value);
      rows.add(new Row(value, newcomers.stream().filter(who).count(), returns(who)));
    }
    rows.sort(Comparator.comparingLong(Row::visitors).reversed().thenComparing(Row::value));
    int shown = Math.min(rows.size(), question.limit());
    return new Rows(rows.subList(0, shown), rows.size() - shown);
  }

  private String value(Newcomer of) {
    return fields.value(question.breakdown().orElseThrow(), of.first()).orElse("");
  }
}
