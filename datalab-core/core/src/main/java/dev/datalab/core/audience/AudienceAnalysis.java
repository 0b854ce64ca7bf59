package dev.datalab.core.audience;

import dev.datalab.core.internal.calendar.Buckets;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.scan.Scans;
import dev.datalab.core.internal.scan.Workers;
import dev.datalab.core.internal.value.TooManyValuesException;
import dev.datalab.core.internal.value.ValueBudget;
import dev.datalab.core.internal.value.ValuePart;
import dev.datalab.core.internal.value.Values;
import dev.datalab.core.query.Basis;
import dev.datalab.core.store.Scan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers an {@link AudienceQuestion}. Hosts ask {@link dev.datalab.core.Analysis}.
 *
 * <p>Whether somebody is new is known from their whole past, so that is read. Buckets of a scan
 * share no visitor: what was counted in them adds up value by value.
 *
 * <p>Mostly one pass does. Visitors of several values that are merged into one row are told apart
 * by a note of who has more than one; where there are too many such people, a second pass counts
 * the merged row, its values being known. The same pass comes behind those of the parts where there
 * are too many values for one; see {@link dev.datalab.core.internal.value}. The memory for values
 * and notes is bounded by an eighth of the heap, whatever the data; beside it a block in the
 * store's memory has tables of 20 bytes for each different set of dimensions, which go with it.
 */
public final class AudienceAnalysis {
  /** Values are dealt out to so many times as many parts where they still were too many. */
  private static final int FINER = 4;

  private static final int NOTES_PER_VALUE = 8;

  private final AudienceQuestion question;
  private final Basis basis;
  private final Scan scan;
  private final long budget;
  private final @Nullable Buckets buckets;

  private AudienceAnalysis(AudienceQuestion question, Basis basis, Scan scan, long budget) {
    this.question = question;
    this.basis = basis;
    this.scan = scan;
    this.budget = budget;
    buckets =
        question
            .interval()
            .map(interval -> Buckets.of(question.range(), interval, question.zone()))
            .orElse(null);
  }

  static AudienceAnswer answer(AudienceQuestion question, Basis basis) throws IOException {
    return answer(question, basis, ValueBudget.ofHeap());
  }

  /** Answers with room for so many different values in each thread. */
  static AudienceAnswer answer(AudienceQuestion question, Basis basis, long budget)
      throws IOException {
    BlockFilter.check(question.filter());
    try (Scan scan = Scans.open(basis.store(), basis.scope(), question.range(), true)) {
      return new AudienceAnalysis(question, basis, scan, budget).answer();
    }
  }

  private AudienceAnswer answer() throws IOException {
    int parts = 1;
    while (true) {
      try {
        return answer(parts);
      } catch (TooManyValuesException e) {
        parts = Math.multiplyExact(parts, FINER);
      }
    }
  }

  /** How the values of a list are numbered in a pass. */
  private interface Numbering {
    Values values(int list, ValueBudget room);
  }

  private AudienceAnswer answer(int parts) throws IOException {
    List<BestValues> best = new ArrayList<>();
    for (int number = 0; number < parts; number++) {
      ValuePart part = new ValuePart(number, parts);
      AudienceTally tally = count((list, room) -> new Values(part, room));
      if (parts == 1 && tally.isTold(question.limit())) {
        return tally.toAnswer(
            question, tally.lists.stream().mapToInt(list -> list.values.size()).toArray(), now());
      }
      for (int list = 0; list < tally.lists.size(); list++) {
        if (list == best.size()) {
          best.add(new BestValues(question.limit()));
        }
        best.get(list).add(tally.lists.get(list));
      }
    }
    AudienceTally tally = count((list, room) -> new Values(best.get(list).values()));
    return tally.toAnswer(question, best.stream().mapToInt(BestValues::different).toArray(), now());
  }

  private long now() {
    return basis.now().toEpochMilli();
  }

  private AudienceTally count(Numbering numbering) throws IOException {
    List<AudienceWorker> workers =
        Workers.run(
            scan.buckets(),
            basis.executor(),
            () ->
                new AudienceWorker(
                    question, basis.scope().site(), buckets, tally(numbering, budget)),
            (worker, bucket) -> worker.count(scan.bucket(bucket)));
    AudienceTally sum = tally(numbering, Long.MAX_VALUE / NOTES_PER_VALUE);
    workers.forEach(worker -> sum.add(worker.tally()));
    return sum;
  }

  private AudienceTally tally(Numbering numbering, long room) {
    ValueBudget left = new ValueBudget(room);
    int mostShared = (int) Math.min(room * NOTES_PER_VALUE, Integer.MAX_VALUE - 8);
    return new AudienceTally(question, list -> numbering.values(list, left), mostShared, buckets);
  }
}
