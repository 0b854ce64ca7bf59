package dev.datalab.core.overview;

import dev.datalab.core.internal.calendar.Buckets;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.scan.Scans;
import dev.datalab.core.internal.scan.Workers;
import dev.datalab.core.internal.value.TooManyValuesException;
import dev.datalab.core.internal.value.ValueBudget;
import dev.datalab.core.internal.value.ValuePart;
import dev.datalab.core.overview.OverviewAnswer.Change;
import dev.datalab.core.overview.OverviewAnswer.Figures;
import dev.datalab.core.overview.OverviewAnswer.PageRow;
import dev.datalab.core.overview.OverviewAnswer.SourceRow;
import dev.datalab.core.overview.OverviewList.Best;
import dev.datalab.core.overview.OverviewList.Counted;
import dev.datalab.core.overview.OverviewWorker.Counting;
import dev.datalab.core.query.Basis;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.Scan;
import java.io.IOException;
import java.util.List;

/**
 * Answers an {@link OverviewQuestion}. Hosts ask {@link dev.datalab.core.Analysis}.
 *
 * <p>One pass over the events counts both ranges: sessions are cut in the order of time, so what
 * comes behind the earlier range changes nothing about its sessions. One thing does depend on what
 * comes later, a session's first page where its first events have none; a filter that asks for it
 * has each range counted in a pass of its own. So has a segment, which is looked for in each range:
 * those who bought something now stand beside those who bought something before.
 *
 * <p>Buckets of a scan share no visitor: what was counted in them adds up. Pages and sources may be
 * any number; see {@link dev.datalab.core.internal.value}. The lengths of sessions are collected
 * for their median, and counted once they are many.
 */
public final class OverviewAnalysis {
  /** Values are dealt out to so many times as many parts where they still were too many. */
  private static final int FINER = 4;

  private final OverviewQuestion question;
  private final Basis basis;
  private final List<Look> looks;
  private final long budget;
  private final Range before;
  private final List<Buckets> buckets;

  /**
   * What is counted in one pass.
   *
   * @param scan sees the visitors' whole past
   */
  private record Look(Scan scan, List<Counting> countings) {
    long toMillis() {
      return countings.stream()
          .mapToLong(counting -> counting.range().toMillis())
          .max()
          .orElseThrow();
    }
  }

  private OverviewAnalysis(
      OverviewQuestion question, Range before, Basis basis, List<Look> looks, long budget) {
    this.question = question;
    this.basis = basis;
    this.looks = looks;
    this.budget = budget;
    this.before = before;
    buckets =
        question
            .interval()
            .map(
                interval ->
                    List.of(
                        Buckets.of(question.range(), interval, question.zone()),
                        Buckets.of(before, interval, question.zone())))
            .orElse(List.of());
  }

  static OverviewAnswer answer(OverviewQuestion question, Basis basis) throws IOException {
    return answer(question, basis, ValueBudget.ofHeap());
  }

  /** Answers with room for so many different pages and sources in each thread. */
  static OverviewAnswer answer(OverviewQuestion question, Basis basis, long budget)
      throws IOException {
    BlockFilter.check(question.filter());
    Range range = question.range();
    Range before = question.before();
    Counting now = new Counting(OverviewTally.NOW, range);
    Counting then = new Counting(OverviewTally.BEFORE, before);
    Scope scope = basis.scope();
    if (scope.segment().isPresent() || BlockFilter.needsSessions(question.filter(), scope.site())) {
      try (Scan scan = Scans.open(basis.store(), scope, range, true);
          Scan scanBefore = Scans.open(basis.store(), scope, before, true)) {
        List<Look> looks =
            List.of(new Look(scan, List.of(now)), new Look(scanBefore, List.of(then)));
        return new OverviewAnalysis(question, before, basis, looks, budget).answer();
      }
    }
    Range both =
        new Range(
            Math.min(range.fromMillis(), before.fromMillis()),
            Math.max(range.toMillis(), before.toMillis()));
    try (Scan scan = Scans.open(basis.store(), scope, both, true)) {
      List<Look> looks = List.of(new Look(scan, List.of(now, then)));
      return new OverviewAnalysis(question, before, basis, looks, budget).answer();
    }
  }

  private OverviewAnswer answer() throws IOException {
    int parts = 1;
    while (true) {
      try {
        return answer(parts);
      } catch (TooManyValuesException e) {
        parts = Math.multiplyExact(parts, FINER);
      }
    }
  }

  private OverviewAnswer answer(int parts) throws IOException {
    Best pages = new Best(Counted.BY_TIMES, question.limit());
    Best sources = new Best(Counted.BY_TIMES_AND_VISITORS, question.limit());
    OverviewTally tally = count(new ValuePart(0, parts));
    pages.add(tally.pages);
    sources.add(tally.sources);
    for (int number = 1; number < parts; number++) {
      OverviewTally further = count(new ValuePart(number, parts));
      pages.add(further.pages);
      sources.add(further.sources);
    }
    return toAnswer(tally, pages, sources);
  }

  private OverviewTally count(ValuePart part) throws IOException {
    OverviewTally sum = tally(part, Long.MAX_VALUE);
    for (Look look : looks) {
      List<OverviewWorker> workers =
          Workers.run(
              look.scan().buckets(),
              basis.executor(),
              () ->
                  new OverviewWorker(
                      question.filter(),
                      basis.scope().site(),
                      look.countings(),
                      look.toMillis(),
                      tally(part, budget)),
              (worker, bucket) -> worker.count(look.scan().bucket(bucket)));
      workers.forEach(worker -> sum.add(worker.tally()));
    }
    return sum;
  }

  private OverviewTally tally(ValuePart part, long room) {
    return new OverviewTally(part, new ValueBudget(room), buckets);
  }

  private OverviewAnswer toAnswer(OverviewTally tally, Best pages, Best sources) {
    long now = basis.now().toEpochMilli();
    Figures figures = tally.now.figures();
    Figures figuresBefore = tally.before.figures();
    return new OverviewAnswer(
        before,
        figures,
        figuresBefore,
        Change.of(figures, figuresBefore),
        tally.now.trend(Math.min(now, question.range().toMillis())),
        tally.before.trend(Math.min(now, before.toMillis())),
        pages.rows().stream()
            .map(
                of ->
                    new PageRow(
                        of.value(),
                        of.times(),
                        of.visitors(),
                        of.timesBefore(),
                        of.visitorsBefore()))
            .toList(),
        pages.more(),
        sources.rows().stream()
            .map(
                of ->
                    new SourceRow(
                        of.value(),
                        of.times(),
                        of.visitors(),
                        of.timesBefore(),
                        of.visitorsBefore()))
            .toList(),
        sources.more());
  }
}
