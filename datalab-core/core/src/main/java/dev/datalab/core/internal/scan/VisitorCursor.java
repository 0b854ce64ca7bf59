package dev.datalab.core.internal.scan;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.VisitorKey;
import java.util.Arrays;
import java.util.List;

/**
 * Goes through the visitors of a bucket in the order of {@link VisitorKey}, and says for each which
 * slices hold events of theirs: a k-way merge by a binary heap. Reusable; not safe for use by
 * several threads.
 */
public final class VisitorCursor {
  private BlockSlice[] slices = new BlockSlice[0];
  private EventBlock[] blocks = new EventBlock[0];
  private int[] at = new int[0];
  private int[] end = new int[0];
  private int[] heap = new int[0];
  private int[] current = new int[0];
  private int heaped;
  private int width;

  /** Begins before the first visitor. */
  public void open(List<BlockSlice> opened) {
    int count = opened.size();
    slices = opened.toArray(new BlockSlice[0]);
    blocks = new EventBlock[count];
    if (at.length < count) {
      at = new int[count];
      end = new int[count];
      heap = new int[count];
      current = new int[count];
    }
    heaped = 0;
    width = 0;
    for (int i = 0; i < count; i++) {
      BlockSlice slice = slices[i];
      blocks[i] = slice.block();
      at[i] = slice.visitorFrom(slice.fromVisitor());
      end[i] = slice.toVisitor();
      if (at[i] < end[i]) {
        push(i);
      }
    }
  }

  /** Goes to the next visitor; false behind the last. */
  public boolean next() {
    if (heaped == 0 && width == 1) {
      return advance(current[0]) || noMore();
    }
    for (int i = 0; i < width; i++) {
      int slice = current[i];
      if (advance(slice)) {
        push(slice);
      }
    }
    width = 0;
    if (heaped == 0) {
      return false;
    }
    do {
      current[width++] = pop();
    } while (heaped > 0 && compare(heap[0], current[0]) == 0);
    if (width > 2) {
      Arrays.sort(current, 0, width);
    }
    return true;
  }

  /** Goes to a slice's next visitor; false behind its last. */
  private boolean advance(int slice) {
    at[slice] = slices[slice].visitorFrom(at[slice] + 1);
    return at[slice] < end[slice];
  }

  private boolean noMore() {
    width = 0;
    return false;
  }

  /** The id of the current visitor. */
  public String visitor() {
    return blocks[current[0]].visitor(at[current[0]]);
  }

  /** How many slices hold events of the current visitor. */
  public int width() {
    return width;
  }

  /**
   * The number of a slice, in the list of slices, that holds events of the current visitor.
   *
   * @param n 0 to {@link #width} - 1
   */
  public int slice(int n) {
    return current[n];
  }

  /** The block of a slice, by the slice's number. */
  public EventBlock block(int slice) {
    return blocks[slice];
  }

  /** The current visitor's index in the block of a slice, by the slice's number. */
  public int visitor(int slice) {
    return at[slice];
  }

  /** The current visitor's first event in a slice, by the slice's number. */
  public int from(int slice) {
    return blocks[slice].start(at[slice]);
  }

  /** Behind the current visitor's last event in a slice, by the slice's number. */
  public int to(int slice) {
    return blocks[slice].start(at[slice] + 1);
  }

  private int compare(int slice, int other) {
    EventBlock block = blocks[slice];
    EventBlock otherBlock = blocks[other];
    long key = block.visitorKey(at[slice]);
    long otherKey = otherBlock.visitorKey(at[other]);
    return key != otherKey
        ? Long.compareUnsigned(key, otherKey)
        : VisitorKey.compare(
            key, block.visitor(at[slice]), otherKey, otherBlock.visitor(at[other]));
  }

  private void push(int slice) {
    int hole = heaped++;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (compare(slice, heap[parent]) >= 0) {
        break;
      }
      heap[hole] = heap[parent];
      hole = parent;
    }
    heap[hole] = slice;
  }

  private int pop() {
    int top = heap[0];
    int slice = heap[--heaped];
    int hole = 0;
    while (2 * hole + 1 < heaped) {
      int child = 2 * hole + 1;
      if (child + 1 < heaped && compare(heap[child + 1], heap[child]) < 0) {
        child++;
      }
      if (compare(slice, heap[child]) <= 0) {
        break;
      }
      heap[hole] = heap[child];
      hole = child;
    }
    heap[hole] = slice;
    return top;
  }
}
