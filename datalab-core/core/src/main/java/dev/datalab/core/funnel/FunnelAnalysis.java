package dev.datalab.core.funnel;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.funnel.FunnelAnswer.Bucket;
import dev.datalab.core.funnel.FunnelAnswer.Row;
import dev.datalab.core.funnel.FunnelAnswer.StageResult;
import dev.datalab.core.internal.calendar.Buckets;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.Scans;
import dev.datalab.core.internal.scan.Workers;
import dev.datalab.core.internal.value.TooManyValuesException;
import dev.datalab.core.internal.value.ValueBudget;
import dev.datalab.core.internal.value.ValuePart;
import dev.datalab.core.query.Distribution;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.query.Unit;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Scan;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Answers a {@link FunnelQuestion}. Hosts ask {@link dev.datalab.core.Analysis}.
 *
 * <h2>How it counts</h2>
 *
 * <p>A unit (a visitor, or a session) makes <i>attempts</i>: one begins at every event that matches
 * the first stage. Most units make several, and what is asked for is the one that gets deepest.
 * Trying them one after the other would cost the square of a unit's events. Instead every attempt
 * that is under way is carried along in one pass, and the four kinds of funnel differ in what
 * suffices to know of them:
 *
 * <ul>
 *   <li><b>plain</b> ({@link LatestBegin}): of all attempts that reached a stage, when the latest
 *       of them began. One number a stage, read from a block's columns in place.
 *   <li><b>ordered, with exclusions or events that match several stages</b> ({@link
 *       OrderedCounter}): the same, but of the attempts that stand at a stage now.
 *   <li><b>with optional stages or {@code within}</b> ({@link BestWayCounter}): the best way on
 *       from each (stage, event), from the last event back to the first.
 *   <li><b>strict</b> ({@link StrictCounter}): one bit a stage.
 *   <li><b>any</b> ({@link AnyOrderCounter}): the latest events that can each have a stage of their
 *       own.
 *   <li><b>held values</b> ({@link UnitCounter}): any of these but the first, for each value.
 * </ul>
 *
 * <h2>What is ready beforehand</h2>
 *
 * <p>Which stages an event matches, where it is an exclusion, and whether the filter lets it
 * through is asked of a block's tables once, and looked up afterwards; see {@link Plan}. No object
 * is made per event or per visitor.
 *
 * <h2>In parallel</h2>
 *
 * <p>Buckets of a scan share no visitor, so what is counted in them adds up. The times between
 * stages are collected and not summarised until the end: medians don't add up.
 */
public final class FunnelAnalysis {
  /** Values are dealt out to so many times as many parts where they still were too many. */
  private static final int FINER = 4;

  private final FunnelQuestion question;
  private final Site site;
  private final Plan plan;
  private final boolean needsSessions;
  private final @Nullable Buckets buckets;
  private final @Nullable ListPlan listing;

  private FunnelAnalysis(FunnelQuestion question, Site site) {
    BlockFilter.check(question.filter());
    question.definition().exclusions().forEach(each -> BlockFilter.check(each.filter()));
    this.question = question;
    this.site = site;
    this.plan = new Plan(question.definition(), site.url());
    this.needsSessions = needsSessions(question, site);
    this.buckets =
        question
            .interval()
            .map(interval -> Buckets.of(question.range(), interval, question.zone()))
            .orElse(null);
    this.listing = question.list().map(of -> new ListPlan(of, question, plan)).orElse(null);
  }

  private static boolean needsSessions(FunnelQuestion question, Site site) {
    return question.correlate().isPresent()
        || BlockFilter.needsSessions(question.filter(), site)
        || question.definition().exclusions().stream()
            .anyMatch(exclusion -> BlockFilter.needsSessions(exclusion.filter(), site))
        || question.definition().hold().stream()
            .anyMatch(hold -> BlockValues.needsSessions(hold, site))
        || question.breakdown().stream()
            .anyMatch(breakdown -> BlockValues.needsSessions(breakdown.by(), site));
  }

  /**
   * A question made ready, to be answered more than once. Immutable; safe for use by several
   * threads.
   *
   * @throws IllegalArgumentException if the trend would have more than 10,000 buckets, the filter
   *     can't be evaluated, or a list's cursor is not one of this question
   */
  public static FunnelAnalysis of(FunnelQuestion question, Site site) {
    return new FunnelAnalysis(question, site);
  }

  /** Whether the answer depends on what visitors did before the range. */
  public boolean needsPast() {
    return needsSessions;
  }

  /**
   * Answers the question of what a scan sees.
   *
   * @param scan stays open; where the question looks at sessions, it sees all of a visitor's past
   * @param executor lends threads for buckets
   * @param now the time by which a trend's bucket is complete
   * @throws IOException if the scan can't be read
   */
  public FunnelAnswer answer(Scan scan, Executor executor, Instant now) throws IOException {
    return answer(scan, executor, now, ValueBudget.ofHeap());
  }

  /** Answers with room for so many different values in each thread. */
  FunnelAnswer answer(Scan scan, Executor executor, Instant now, long room) throws IOException {
    if (question.correlate().isEmpty()) {
      return toAnswer(count(scan, executor, ValuePart.WHOLE, 0), now.toEpochMilli());
    }
    int parts = 1;
    while (true) {
      try {
        return correlated(scan, executor, now, room, parts);
      } catch (TooManyValuesException e) {
        parts = Math.multiplyExact(parts, FINER);
      }
    }
  }

  /** What there is to be correlated is counted part by part, each in a pass of its own. */
  private FunnelAnswer correlated(Scan scan, Executor executor, Instant now, long room, int parts)
      throws IOException {
    FunnelCorrelating asked = question.correlate().orElseThrow();
    CorrelationTally.Best best =
        new CorrelationTally.Best(asked, asked.stage().orElse(plan.stages - 1));
    Tally tally = count(scan, executor, new ValuePart(0, parts), room);
    best.add(requireNonNull(tally.correlations));
    for (int part = 1; part < parts; part++) {
      Tally more = count(scan, executor, new ValuePart(part, parts), room);
      best.add(requireNonNull(more.correlations));
    }
    return toAnswer(tally, now.toEpochMilli()).with(best.answer());
  }

  private @Nullable CorrelationTally correlations(ValuePart part, long room) {
    return question.correlate().isEmpty()
        ? null
        : new CorrelationTally(part, new ValueBudget(room));
  }

  /**
   * Answers a question.
   *
   * @param executor lends threads for buckets
   * @param now the time by which a trend's bucket is complete
   * @throws IOException if the store can't be read
   * @throws IllegalArgumentException if the trend would have more than 10,000 buckets, or the
   *     filter can't be evaluated
   */
  public static FunnelAnswer answer(
      EventStore store, Scope scope, FunnelQuestion question, Executor executor, Instant now)
      throws IOException {
    FunnelAnalysis analysis = new FunnelAnalysis(question, scope.site());
    FunnelAnswer answer;
    try (Scan scan = Scans.open(store, scope, question.range(), analysis.needsSessions)) {
      answer = analysis.answer(scan, executor, now);
    }
    if (question.compare().isEmpty()) {
      return answer;
    }
    FunnelBaseline baseline = question.compare().get();
    FunnelAnswer other =
        answer(
            store,
            baseline.segment().map(scope::of).orElse(scope),
            question.of(baseline),
            executor,
            now);
    return answer.with(FunnelComparison.of(baseline, analysis.plan, answer, other));
  }

  private Tally count(Scan scan, Executor executor, ValuePart part, long room) throws IOException {
    PerBlock<BlockTables> tables =
        new PerBlock<>(block -> BlockTables.of(question, plan, site, block));
    Tally sum = new Tally(plan, buckets, listing, correlations(part, Long.MAX_VALUE));
    List<FunnelWorker> workers =
        Workers.run(
            scan.buckets(),
            executor,
            () ->
                new FunnelWorker(
                    plan,
                    question,
                    needsSessions,
                    tables,
                    buckets,
                    listing,
                    correlations(part, room)),
            (worker, bucket) -> worker.count(scan.bucket(bucket)));
    workers.forEach(worker -> sum.add(worker.tally()));
    return sum;
  }

  private FunnelAnswer toAnswer(Tally tally, long now) {
    List<StageResult> stages = new ArrayList<>();
    for (int k = 0; k < plan.stages; k++) {
      long visitors = tally.reached[k];
      long before = tally.reached[Math.max(plan.previousRequired[k], 0)];
      stages.add(
          new StageResult(
              question.definition().stages().get(k).name(),
              visitors,
              ratio(visitors, tally.units),
              ratio(visitors, tally.reached[0]),
              ratio(visitors, before),
              tally.dropped[k],
              tally.ended[k],
              tally.times[k].distribution()));
    }
    return new FunnelAnswer(
        tally.units,
        stages,
        wholeTime(tally),
        Optional.ofNullable(buckets).map(of -> trend(of, tally, now)),
        question.breakdown().map(by -> breakdown(tally)),
        Optional.ofNullable(tally.list)
            .map(
                list -> list.answer(question.zone(), question.definition().unit() == Unit.SESSION)),
        Optional.empty(),
        Optional.empty());
  }

  private List<Bucket> trend(Buckets of, Tally tally, long now) {
    long deadline = Math.min(now, question.range().toMillis());
    List<Bucket> trend = new ArrayList<>();
    for (int bucket = 0; bucket < of.count(); bucket++) {
      List<Long> visitors = new ArrayList<>();
      for (int k = 0; k < plan.stages; k++) {
        visitors.add(tally.trend[bucket * plan.stages + k]);
      }
      long window = plan.windowMillis == Plan.NO_LIMIT ? 0 : plan.windowMillis;
      long slack = deadline - of.end(bucket);
      trend.add(new Bucket(of.start(bucket), visitors, slack < window));
    }
    return trend;
  }

  /** In a funnel of two stages the whole way is that between them. */
  private Optional<Distribution> wholeTime(Tally tally) {
    return plan.stages == 2 ? tally.times[1].distribution() : tally.whole.distribution();
  }

  private static List<Row> breakdown(Tally tally) {
    List<Row> rows = new ArrayList<>();
    tally.rows.forEach((value, visitors) -> rows.add(new Row(value, counts(visitors))));
    rows.sort(
        Comparator.comparing((Row row) -> row.visitors().get(0))
            .reversed()
            .thenComparing(row -> row.value().orElse("")));
    if (tally.rowOfNone[0] > 0) {
      rows.add(new Row(Optional.empty(), counts(tally.rowOfNone)));
    }
    return rows;
  }

  private static List<Long> counts(long[] visitors) {
    return Arrays.stream(visitors).boxed().toList();
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
