package dev.datalab.core.map;

import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.scan.BucketScan;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.EventStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Answers a {@link MapQuestion}. Hosts ask {@link dev.datalab.core.Analysis}.
 *
 * <p>Buckets of a scan share no visitor: what was counted in them adds up cell by cell. Nothing is
 * read of a visitor's past unless the filter or the breakdown depends on it.
 */
final class MapAnalysis {
  private MapAnalysis() {}

  static MapAnswer answer(EventStore store, Scope scope, MapQuestion question, Executor executor)
      throws IOException {
    BlockFilter.check(question.filter());
    boolean needsSessions =
        BlockFilter.needsSessions(question.filter(), scope.site())
            || question
                .breakdown()
                .filter(by -> BlockValues.needsSessions(by, scope.site()))
                .isPresent();
    MapElements elements = new MapElements(question.elements());
    List<MapWorker> workers =
        BucketScan.run(
            store,
            scope,
            question.range(),
            needsSessions,
            executor,
            () -> new MapWorker(question, elements, scope.site(), needsSessions),
            MapWorker::count);
    MapTally sum = new MapTally(question, elements);
    workers.forEach(worker -> sum.add(worker.tally()));
    return sum.toAnswer();
  }
}
