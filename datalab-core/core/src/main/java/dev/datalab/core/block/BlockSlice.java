package dev.datalab.core.block;

import static java.util.Objects.requireNonNull;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Some neighbouring visitors of a block, with all their events in it.
 *
 * @param block the block
 * @param fromVisitor index of the first visitor, included
 * @param toVisitor index of the last visitor, excluded
 * @param chosen indexes of those visitors between them that are meant; null for all of them. Stores
 *     give whole slices; not to be changed
 */
public record BlockSlice(
    EventBlock block, int fromVisitor, int toVisitor, @Nullable BitSet chosen) {
  /** Requires indexes within the block. */
  public BlockSlice {
    requireNonNull(block, "block");
    if (fromVisitor < 0 || fromVisitor > toVisitor || toVisitor > block.visitors()) {
      throw new IllegalArgumentException(
          "visitors %d to %d of a block that has %d"
              .formatted(fromVisitor, toVisitor, block.visitors()));
    }
  }

  /** All visitors between two indexes. */
  public BlockSlice(EventBlock block, int fromVisitor, int toVisitor) {
    this(block, fromVisitor, toVisitor, null);
  }

  /** All visitors of a block. */
  public static BlockSlice all(EventBlock block) {
    return new BlockSlice(block, 0, block.visitors());
  }

  /** The visitors of one bucket among 2^{@code bits}; see {@link VisitorKey#bucket}. */
  public static BlockSlice bucket(EventBlock block, int bucket, int bits) {
    return new BlockSlice(
        block, firstVisitor(block, bucket, bits), firstVisitor(block, bucket + 1, bits));
  }

  /** The part of this slice that is one visitor's: one visitor or none. */
  public BlockSlice only(String visitor) {
    long key = VisitorKey.of(visitor);
    int low = fromVisitor;
    int high = toVisitor;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int byKey = Long.compareUnsigned(block.visitorKey(middle), key);
      if (byKey < 0 || (byKey == 0 && block.visitor(middle).compareTo(visitor) < 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean there =
        low < toVisitor && block.visitorKey(low) == key && block.visitor(low).equals(visitor);
    return new BlockSlice(block, low, there ? low + 1 : low);
  }

  /** Those of this slice's visitors whose indexes are in a set. */
  public BlockSlice of(BitSet chosen) {
    return new BlockSlice(block, fromVisitor, toVisitor, requireNonNull(chosen, "chosen"));
  }

  /**
   * The first visitor that is meant, from an index on; {@link #toVisitor} if there is none.
   *
   * @param visitor not before {@link #fromVisitor}
   */
  public int visitorFrom(int visitor) {
    if (chosen == null) {
      return visitor;
    }
    int next = chosen.nextSetBit(visitor);
    return next < 0 || next > toVisitor ? toVisitor : next;
  }

  private static int firstVisitor(EventBlock block, int bucket, int bits) {
    int low = 0;
    int high = block.visitors();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (VisitorKey.bucket(block.visitorKey(middle), bits) < bucket) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
