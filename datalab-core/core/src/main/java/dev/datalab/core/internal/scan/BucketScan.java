package dev.datalab.core.internal.scan;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Scan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Has the buckets of what a question looks at counted, in parallel. */
public final class BucketScan {
  private BucketScan() {}

  /** What a worker does with a bucket. */
  @FunctionalInterface
  public interface Task<W> {
    /** Counts a bucket; its slices are for this call only. */
    void count(W worker, List<BlockSlice> slices);
  }

  /**
   * Counts all buckets.
   *
   * @param wholePast whether events before the range are needed too: where the question depends on
   *     visitors' sessions
   * @param executor lends threads
   * @return the workers that took part
   * @throws IOException if the store can't be read, or a thread was interrupted
   */
  public static <W> List<W> run(
      EventStore store,
      Scope scope,
      Range range,
      boolean wholePast,
      Executor executor,
      Supplier<W> newWorker,
      Task<W> task)
      throws IOException {
    return run(store, scope, Optional.empty(), range, wholePast, executor, newWorker, task);
  }

  /**
   * Counts all buckets, of one visitor's events if one is given; see {@link #run(EventStore, Scope,
   * Range, boolean, Executor, Supplier, Task)}.
   */
  public static <W> List<W> run(
      EventStore store,
      Scope scope,
      Optional<String> visitor,
      Range range,
      boolean wholePast,
      Executor executor,
      Supplier<W> newWorker,
      Task<W> task)
      throws IOException {
    try (Scan scan = Scans.open(store, scope, visitor, range, wholePast)) {
      return Workers.run(
          scan.buckets(),
          executor,
          newWorker,
          (worker, bucket) -> task.count(worker, scan.bucket(bucket)));
    }
  }
}
