package dev.datalab.core.page;

import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.scan.BucketScan;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.EventStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Answers a {@link PagesQuestion}. Hosts ask {@link dev.datalab.core.Analysis}.
 *
 * <p>Buckets of a scan share no visitor and so no session: what was counted in them adds up page by
 * page.
 */
public final class PagesAnalysis {
  private PagesAnalysis() {}

  /**
   * Answers a question.
   *
   * @param executor lends threads for buckets
   * @throws IOException if the store can't be read
   * @throws IllegalArgumentException if the filter can't be evaluated
   */
  public static PagesAnswer answer(
      EventStore store, Scope scope, PagesQuestion question, Executor executor) throws IOException {
    BlockFilter.check(question.filter());
    boolean wholePast = BlockFilter.needsSessions(question.filter(), scope.site());
    List<PagesWorker> workers =
        BucketScan.run(
            store,
            scope,
            question.range(),
            wholePast,
            executor,
            () -> new PagesWorker(question, scope.site()),
            PagesWorker::count);
    PageTally sum = new PageTally();
    workers.forEach(worker -> sum.add(worker.tally()));
    return sum.toAnswer(question.limit());
  }
}
