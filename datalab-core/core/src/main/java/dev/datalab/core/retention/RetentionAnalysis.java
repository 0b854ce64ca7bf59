package dev.datalab.core.retention;

import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.scan.BucketScan;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.EventStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Answers a {@link RetentionQuestion}. Hosts ask {@link dev.datalab.core.Analysis}.
 *
 * <p>Who was seen before is known from the whole past only, so all of it is read. Buckets of a scan
 * share no visitor: what was counted in them adds up.
 */
public final class RetentionAnalysis {
  private RetentionAnalysis() {}

  /**
   * Answers a question.
   *
   * @param executor lends threads for buckets
   * @param now what is not over then is incomplete
   * @throws IOException if the store can't be read
   * @throws IllegalArgumentException if the filter can't be evaluated, or the answer would have too
   *     many figures; the message begins with the field at fault
   */
  public static RetentionAnswer answer(
      EventStore store, Scope scope, RetentionQuestion question, Executor executor, Instant now)
      throws IOException {
    BlockFilter.check(question.filter());
    Calendar calendar = Calendar.of(question, now);
    boolean needsSessions =
        BlockFilter.needsSessions(question.filter(), scope.site())
            || question
                .breakdown()
                .filter(by -> BlockValues.needsSessions(by, scope.site()))
                .isPresent();
    PerBlock<BlockVisits> tables =
        new PerBlock<>(block -> new BlockVisits(question, scope.site(), block));
    List<RetentionWorker> workers =
        BucketScan.run(
            store,
            scope,
            question.range(),
            true,
            executor,
            () -> new RetentionWorker(question, calendar, tables, needsSessions),
            RetentionWorker::count);
    RetentionTally sum = new RetentionTally(calendar, question.breakdown().isPresent());
    workers.forEach(worker -> sum.add(worker.tally()));
    return sum.toAnswer(question.limit());
  }
}
