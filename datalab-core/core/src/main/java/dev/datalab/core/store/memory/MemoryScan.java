package dev.datalab.core.store.memory;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.store.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The blocks as they stood when the view was opened. */
record MemoryScan(List<EventBlock> blocks, int bits, Optional<String> visitor) implements Scan {
  MemoryScan {
    blocks = List.copyOf(blocks);
  }

  @Override
  public int buckets() {
    return 1 << bits;
  }

  @Override
  public List<BlockSlice> bucket(int bucket) {
    if (bucket < 0 || bucket >= buckets()) {
      throw new IndexOutOfBoundsException(
          "bucket %d of a scan that has %d".formatted(bucket, buckets()));
    }
    List<BlockSlice> slices = new ArrayList<>();
    for (EventBlock block : blocks) {
      BlockSlice slice = BlockSlice.bucket(block, bucket, bits);
      if (visitor.isPresent()) {
        slice = slice.only(visitor.get());
      }
      if (slice.fromVisitor() < slice.toVisitor()) {
        slices.add(slice);
      }
    }
    return slices;
  }

  @Override
  public void close() {
    // The view is memory alone: it goes with the last reference to it.
  }
}
