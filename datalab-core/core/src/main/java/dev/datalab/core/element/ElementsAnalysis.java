package dev.datalab.core.element;

import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.scan.BucketScan;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.EventStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Answers an {@link ElementsQuestion}. Hosts ask {@link dev.datalab.core.Analysis}.
 *
 * <p>Buckets of a scan share no visitor, so what was counted in them adds up. The times are
 * collected and not summarised until the end: medians don't add up.
 */
public final class ElementsAnalysis {
  private ElementsAnalysis() {}

  /**
   * Answers a question.
   *
   * @param executor lends threads for buckets
   * @throws IOException if the store can't be read
   * @throws IllegalArgumentException if the filter can't be evaluated
   */
  public static ElementsAnswer answer(
      EventStore store, Scope scope, ElementsQuestion question, Executor executor)
      throws IOException {
    BlockFilter.check(question.filter());
    boolean needsSessions =
        BlockFilter.needsSessions(question.filter(), scope.site())
            || question
                .breakdown()
                .filter(by -> BlockValues.needsSessions(by, scope.site()))
                .isPresent();
    ElementNames names = new ElementNames(question.elements());
    List<ElementsWorker> workers =
        BucketScan.run(
            store,
            scope,
            question.range(),
            needsSessions,
            executor,
            () -> new ElementsWorker(question, names, scope.site(), needsSessions),
            ElementsWorker::count);
    ElementTally sum = new ElementTally();
    workers.forEach(worker -> sum.add(worker.tally()));
    return sum.toAnswer(question);
  }
}
