package dev.datalab.core.journey;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.Workers;
import dev.datalab.core.store.Scan;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Goes over the events of a scan, as often as it takes; each time they are the same. */
final class Passes {
  private final JourneyQuestion question;
  private final Plan plan;
  private final boolean needsSessions;
  private final PerBlock<BlockTables> tables;
  private final Scan scan;
  private final Executor executor;

  Passes(
      JourneyQuestion question,
      Plan plan,
      boolean needsSessions,
      PerBlock<BlockTables> tables,
      Scan scan,
      Executor executor) {
    this.question = question;
    this.plan = plan;
    this.needsSessions = needsSessions;
    this.tables = tables;
    this.scan = scan;
    this.executor = executor;
  }

  /** What one thread takes paths with. */
  interface Pass {
    /** The sinks that take every path. */
    List<PathSink> sinks();

    /** Whether further paths would change nothing. */
    default boolean isDone() {
      return false;
    }

    /** Whether a sink needs the times of steps. */
    default boolean wantsTimes() {
      return false;
    }

    /** Whether a sink needs the values of the breakdown. */
    default boolean wantsValues() {
      return false;
    }
  }

  /** Goes over all paths, and returns what each thread took them with. */
  <P extends Pass> List<P> overPaths(Supplier<P> newPass) throws IOException {
    return Workers.run(
            scan.buckets(),
            executor,
            () -> {
              P pass = newPass.get();
              return new Worker<>(
                  pass,
                  new PathReader(
                      question,
                      plan,
                      needsSessions,
                      pass.wantsTimes(),
                      pass.wantsValues(),
                      tables,
                      pass.sinks()));
            },
            (worker, bucket) -> {
              if (!worker.pass.isDone()) {
                worker.reader.read(scan.bucket(bucket));
              }
            })
        .stream()
        .map(Worker::pass)
        .toList();
  }

  private record Worker<P>(P pass, PathReader reader) {}

  /** Goes over the tables of all blocks, some perhaps more than once. */
  List<NodeNames> overNames(Supplier<NodeNames> newNames) throws IOException {
    return Workers.run(
        scan.buckets(),
        executor,
        newNames,
        (names, bucket) -> {
          for (BlockSlice slice : scan.bucket(bucket)) {
            names.read(tables.of(slice.block()));
          }
        });
  }
}
