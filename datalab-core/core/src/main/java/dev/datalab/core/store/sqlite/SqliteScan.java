package dev.datalab.core.store.sqlite;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.VisitorKey;
import dev.datalab.core.store.Scan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Some segments, pinned, and the log's blocks beside them. */
final class SqliteScan implements Scan {
  private final Segments source;
  private final List<Segment> segments;
  private final List<EventBlock> unsealed;
  private final Optional<String> visitor;
  private final int bits;
  private final AtomicBoolean closed = new AtomicBoolean();

  SqliteScan(
      Segments source,
      List<Segment> segments,
      List<EventBlock> unsealed,
      Optional<String> visitor) {
    this.source = source;
    this.segments = segments;
    this.unsealed = List.copyOf(unsealed);
    this.visitor = visitor;
    this.bits = segments.stream().mapToInt(Segment::bits).max().orElse(0);
  }

  @Override
  public int buckets() {
    return 1 << bits;
  }

  @Override
  public List<BlockSlice> bucket(int bucket) throws IOException {
    if (bucket < 0 || bucket >= buckets()) {
      throw new IndexOutOfBoundsException(
          "bucket %d of a scan that has %d".formatted(bucket, buckets()));
    }
    if (closed.get()) {
      throw new IllegalStateException("The scan is closed; open a new one.");
    }
    List<BlockSlice> slices = new ArrayList<>();
    if (visitor.isPresent() && VisitorKey.bucket(VisitorKey.of(visitor.get()), bits) != bucket) {
      return slices;
    }
    for (Segment segment : segments) {
      add(source.block(segment, bucket >>> (bits - segment.bits())), bucket, slices);
    }
    for (EventBlock block : unsealed) {
      add(block, bucket, slices);
    }
    return slices;
  }

  private void add(EventBlock block, int bucket, List<BlockSlice> slices) {
    BlockSlice slice = BlockSlice.bucket(block, bucket, bits);
    if (visitor.isPresent()) {
      slice = slice.only(visitor.get());
    }
    if (slice.fromVisitor() < slice.toVisitor()) {
      slices.add(slice);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      source.unpin(segments);
    }
  }
}
