package dev.datalab.core.session;

import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.scan.BucketScan;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.EventStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Answers a {@link SessionsQuestion}. Hosts ask {@link dev.datalab.core.Analysis}.
 *
 * <p>Buckets of a scan share no visitor and so no session: what was counted in them adds up, and
 * the first sessions of all are among the first of each.
 */
final class SessionsAnalysis {
  private SessionsAnalysis() {}

  static SessionsAnswer answer(
      EventStore store, Scope scope, SessionsQuestion question, Executor executor)
      throws IOException {
    BlockFilter.check(question.filter());
    List<SessionsWorker> workers =
        BucketScan.run(
            store,
            scope,
            question.visitor(),
            question.range(),
            true,
            executor,
            () -> new SessionsWorker(question, scope.site()),
            SessionsWorker::count);
    SessionsTally sum = new SessionsTally();
    SessionPage page = new SessionPage(question);
    for (SessionsWorker worker : workers) {
      sum.add(worker.tally());
      page.addAll(worker.page());
    }
    return sum.toAnswer(question, page);
  }
}
