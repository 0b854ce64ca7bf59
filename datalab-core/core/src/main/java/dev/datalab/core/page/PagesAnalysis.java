package dev.datalab.core.page;

import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.scan.Scans;
import dev.datalab.core.internal.scan.Workers;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Scan;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Answers a {@link PagesQuestion}. Hosts ask {@link dev.datalab.core.Analysis}.
 *
 * <p>Buckets of a scan share no visitor and so no session: what was counted in them adds up page by
 * page. A site may have millions of pages, so what is counted has a bound, an eighth of the heap;
 * where that does not suffice, the events are gone over several times, each time for other pages.
 * The counts are exact all the same.
 */
public final class PagesAnalysis {
  private static final int SHARE = 8;

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
    return answer(store, scope, question, executor, Runtime.getRuntime().maxMemory() / SHARE);
  }

  /**
   * Answers a question.
   *
   * @param maxBytes about how much memory the counts of pages may take, in bytes
   */
  static PagesAnswer answer(
      EventStore store, Scope scope, PagesQuestion question, Executor executor, long maxBytes)
      throws IOException {
    BlockFilter.check(question.filter());
    boolean wholePast = BlockFilter.needsSessions(question.filter(), scope.site());
    TopPages top = new TopPages(question.limit());
    try (Scan scan = Scans.open(store, scope, question.range(), wholePast)) {
      PageTally whole = counted(scan, question, scope.site(), executor, 0, maxBytes);
      top.add(whole.pages());
      int end = whole.end();
      while (end < PageTally.PARTS) {
        PageTally next = counted(scan, question, scope.site(), executor, end, maxBytes);
        top.add(next.pages());
        end = next.end();
      }
      return new PagesAnswer(
          whole.views,
          whole.visitors,
          whole.sessions,
          whole.bounces,
          PageTally.ratio(whole.bounces, whole.sessions),
          top.rows(),
          top.more());
    }
  }

  /** One pass. */
  private static PageTally counted(
      Scan scan, PagesQuestion question, Site site, Executor executor, int first, long maxBytes)
      throws IOException {
    long each = maxBytes / Runtime.getRuntime().availableProcessors();
    List<PagesWorker> workers =
        Workers.run(
            scan.buckets(),
            executor,
            () -> new PagesWorker(question, site, new PageTally(first, each)),
            (worker, bucket) -> worker.count(scan.bucket(bucket)));
    PageTally sum = new PageTally(first, maxBytes);
    workers.forEach(worker -> sum.add(worker.counted()));
    return sum;
  }
}
