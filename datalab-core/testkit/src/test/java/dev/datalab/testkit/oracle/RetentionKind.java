package dev.datalab.testkit.oracle;

import dev.datalab.core.Analysis;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.retention.RetentionAnswer;
import dev.datalab.core.retention.RetentionQuestion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Questions about retention: visitors who come back over days and months around the moments at
 * which clocks change, of whom some were there before the range.
 */
final class RetentionKind implements Kind<RetentionQuestion, RetentionAnswer> {
  private static final long DAY_MILLIS = 86_400_000;

  @Override
  public Case<RetentionQuestion> make(long seed) {
    Chance chance = new Chance(seed);
    Moments moments = new Moments(chance);
    EventPalette palette = new EventPalette(chance);
    Interval interval = chance.of(List.of(Interval.DAY, Interval.WEEK, Interval.MONTH));
    long length = days(interval) * DAY_MILLIS;
    long pace = chance.of(List.of(0L, length / 2, length - 1, length, length));
    AppCase app =
        new RandomVisits(
                chance,
                moments,
                time -> palette.event(time + pace * chance.below(4)),
                palette::dimensions)
            .app(List.of());
    return new Case<>(
        app,
        new RetentionQuestion(
            range(chance, moments, pace),
            chance.in(4) ? palette.filter(2) : Filter.ALL,
            moments.zone,
            interval,
            chance.in(3) ? 1 + chance.below(3) : RetentionQuestion.defaultPeriods(interval),
            chance.in(2)
                ? Optional.of(Dimension.of(chance.of(EventPalette.FIELDS)))
                : Optional.empty(),
            chance.in(2) ? 1 + chance.below(2) : RetentionQuestion.DEFAULT_LIMIT));
  }

  /** Mostly all events, and some time after; else from or to the middle of them, or one of them. */
  private static Range range(Chance chance, Moments moments, long pace) {
    Range some = moments.range(3);
    long from = some.fromMillis() + (chance.in(4) ? pace * chance.below(3) : 0);
    long to = chance.in(4) ? some.toMillis() : moments.base + 6 * pace + 9 * DAY_MILLIS;
    return from < to ? new Range(from, to) : some;
  }

  private static long days(Interval interval) {
    return interval == Interval.DAY ? 1 : interval == Interval.WEEK ? 7 : 30;
  }

  @Override
  public Object oracle(AppCase app, RetentionQuestion question) {
    return RetentionOracle.answer(app, question);
  }

  @Override
  public RetentionAnswer ask(Analysis analysis, Scope scope, RetentionQuestion question)
      throws IOException {
    return analysis.ask(scope, question);
  }

  @Override
  public List<RetentionQuestion> simpler(RetentionQuestion q) {
    List<RetentionQuestion> simpler = new ArrayList<>();
    if (!q.filter().equals(Filter.ALL)) {
      simpler.add(with(q, Filter.ALL, q.breakdown(), q.periods()));
    }
    if (q.breakdown().isPresent()) {
      simpler.add(with(q, q.filter(), Optional.empty(), q.periods()));
    }
    if (q.periods() > 1) {
      simpler.add(with(q, q.filter(), q.breakdown(), 1));
    }
    return simpler;
  }

  private static RetentionQuestion with(
      RetentionQuestion q, Filter filter, Optional<Dimension> breakdown, int periods) {
    return new RetentionQuestion(
        q.range(), filter, q.zone(), q.interval(), periods, breakdown, q.limit());
  }
}
