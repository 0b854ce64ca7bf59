package dev.datalab.bench.funnel;

import dev.datalab.bench.clickstream.Dataset;
import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.Codes;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The two columns that a funnel reads, as the store decodes them: times of four bytes, symbols of
 * one or two. Summing them up is the floor of any answer.
 */
final class DecodedColumns {
  private final List<BlockSlice> slices;

  private DecodedColumns(List<BlockSlice> slices) {
    this.slices = List.copyOf(slices);
  }

  /** Those of all events of the benchmark's partition. */
  static DecodedColumns of(EventStore store) throws IOException {
    List<BlockSlice> slices = new ArrayList<>();
    try (Scan scan = store.scan(ScanRequest.all(Dataset.PARTITION))) {
      for (int bucket = 0; bucket < scan.buckets(); bucket++) {
        slices.addAll(scan.bucket(bucket));
      }
    }
    return new DecodedColumns(slices);
  }

  /** How many events they have. */
  long events() {
    return slices.stream().mapToLong(slice -> to(slice) - from(slice)).sum();
  }

  /** Adds up all times and codes by so many threads, each taking the next block that is left. */
  long sum(Executor executor, int threads) {
    AtomicInteger next = new AtomicInteger();
    List<CompletableFuture<Long>> sums =
        IntStream.range(0, threads)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> sumOfBlocks(next), executor))
            .toList();
    return sums.stream().mapToLong(CompletableFuture::join).sum();
  }

  private long sumOfBlocks(AtomicInteger next) {
    long sum = 0;
    for (int i = next.getAndIncrement(); i < slices.size(); i = next.getAndIncrement()) {
      BlockSlice slice = slices.get(i);
      int[] times = slice.block().times();
      Codes symbols = slice.block().symbols().codes();
      if (symbols instanceof Codes.Bytes bytes) {
        sum += sum(times, bytes.codes(), from(slice), to(slice));
      } else if (symbols instanceof Codes.Chars chars) {
        sum += sum(times, chars.codes(), from(slice), to(slice));
      } else {
        throw new IllegalStateException("more symbols than two bytes hold: not this clickstream");
      }
    }
    return sum;
  }

  private static int from(BlockSlice slice) {
    return slice.block().start(slice.fromVisitor());
  }

  private static int to(BlockSlice slice) {
    return slice.block().start(slice.toVisitor());
  }

  private static long sum(int[] times, byte[] codes, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += times[i] + (codes[i] & 0xFF);
    }
    return sum;
  }

  private static long sum(int[] times, char[] codes, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += times[i] + codes[i];
    }
    return sum;
  }
}
