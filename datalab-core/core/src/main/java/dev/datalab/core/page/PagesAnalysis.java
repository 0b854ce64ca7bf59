package dev.datalab.core.page;

import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.scan.Workers;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
    ScanRequest request =
        new ScanRequest(
            scope.app(),
            scope.generation(),
            wholePast ? Long.MIN_VALUE : question.range().fromMillis(),
            question.range().toMillis(),
            Optional.empty());
    PageTally sum = new PageTally();
    try (Scan scan = store.scan(request)) {
      List<PagesWorker> workers =
          Workers.run(
              scan.buckets(),
              executor,
              () -> new PagesWorker(question, scope.site()),
              (worker, bucket) -> worker.count(scan.bucket(bucket)));
      workers.forEach(worker -> sum.add(worker.tally()));
    }
    return sum.toAnswer(question.limit());
  }
}
