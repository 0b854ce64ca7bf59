package dev.datalab.core.journey;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts keys of 96 bits exactly, however many there are, in bounded memory: in one pass over the
 * data if they fit, else in several.
 *
 * <p>Keys are dealt out to {@value #PARTS} parts by their upper bits. A pass counts the parts of a
 * <i>window</i>. When more keys than the budget have come, the window gives up its last part, and
 * with it what was counted there; so at the end of a pass the parts that are left are complete. The
 * next pass counts the parts behind them. A window of one part is never given up: the budget holds
 * as long as there are at most {@value #PARTS} times as many different keys.
 *
 * <p>Counting is safe for use by several threads, each part having a lock of its own; all else
 * happens between passes, in one thread.
 */
final class KeyCounts {
  static final int PARTS = 64;

  /** What a key takes at most in the tables, in bytes. */
  static final int BYTES_PER_KEY = 48;

  private static final int SHIFT = Long.SIZE - 6;

  private static final class Part {
    private final KeyMap counts = new KeyMap();
    private boolean open = true;
  }

  private final Part[] parts = new Part[PARTS];
  private final int budget;
  private final AtomicInteger keys = new AtomicInteger();
  private int first;
  private volatile int end = PARTS;

  /**
   * Counts, beginning with the first window.
   *
   * @param budget about how many different keys may be in memory
   */
  KeyCounts(int budget) {
    this.budget = budget;
    for (int i = 0; i < PARTS; i++) {
      parts[i] = new Part();
    }
  }

  /** The part of a key. */
  static int part(long key) {
    return (int) (key >>> SHIFT);
  }

  /** Whether this pass counts a part. */
  boolean counts(int part) {
    return part >= first && part < end;
  }

  /** Counts a key so many times. */
  void add(long key, int more, int times) {
    int number = part(key);
    if (!counts(number)) {
      return;
    }
    Part part = parts[number];
    synchronized (part) {
      if (part.open) {
        int before = part.counts.size();
        part.counts.add(key, more, times);
        keys.addAndGet(part.counts.size() - before);
      }
    }
    shrink();
  }

  /**
   * Counts neighbouring keys of one part, each once.
   *
   * @param batch a key's first word, then its second, and so on
   * @param size how many words
   */
  void add(int number, long[] batch, int size) {
    if (!counts(number)) {
      return;
    }
    Part part = parts[number];
    synchronized (part) {
      if (part.open) {
        int before = part.counts.size();
        part.counts.addOnce(batch, size);
        keys.addAndGet(part.counts.size() - before);
      }
    }
    shrink();
  }

  /** Gives up parts as long as there are too many keys. */
  private void shrink() {
    if (keys.get() > budget) {
      synchronized (this) {
        while (keys.get() > budget && end - first > 1) {
          end--;
          Part part = parts[end];
          synchronized (part) {
            part.open = false;
            keys.addAndGet(-part.counts.size());
            part.counts.clear();
          }
        }
      }
    }
  }

  /** How many different keys the window has. */
  int keys() {
    return keys.get();
  }

  /** How often a key was counted; 0 too if the window does not have it. */
  int get(long key, int more) {
    return parts[part(key)].counts.get(key, more);
  }

  /** Hands out the keys of the window with their counts. */
  void forEach(KeyMap.Entries entries) {
    for (int part = first; part < end; part++) {
      parts[part].counts.forEach(entries);
    }
  }

  /**
   * How often a key of the window must have been counted to be among the most frequent.
   *
   * @param limit how many those are, at least 1
   * @return the count of the last of them; 1 if there are fewer
   */
  int threshold(int limit) {
    if (keys() < limit) {
      return 1;
    }
    Least least = new Least(limit);
    forEach((key, more, count) -> least.offer(count));
    return least.value();
  }

  /** Whether the window reaches to the last part. */
  boolean isLast() {
    return end == PARTS;
  }

  /** Goes on to the next window, which is as wide as this one was at the end. */
  void next() {
    int width = end - first;
    first = end;
    end = Math.min(PARTS, first + width);
    keys.set(0);
    for (int i = 0; i < PARTS; i++) {
      parts[i].counts.clear();
      parts[i].open = counts(i);
    }
  }

  /** The greatest numbers of many: a heap whose root is the least of them. */
  private static final class Least {
    private final int[] heap;
    private int size;

    Least(int limit) {
      heap = new int[limit];
    }

    void offer(int number) {
      if (size < heap.length) {
        int hole = size++;
        while (hole > 0 && heap[(hole - 1) >>> 1] > number) {
          heap[hole] = heap[(hole - 1) >>> 1];
          hole = (hole - 1) >>> 1;
        }
        heap[hole] = number;
      } else if (number > heap[0]) {
        sink(number);
      }
    }

    private void sink(int number) {
      int hole = 0;
      while (2 * hole + 1 < size) {
        int child = 2 * hole + 1;
        if (child + 1 < size && heap[child + 1] < heap[child]) {
          child++;
        }
        if (heap[child] >= number) {
          break;
        }
        heap[hole] = heap[child];
        hole = child;
      }
      heap[hole] = number;
    }

    int value() {
      return heap[0];
    }
  }
}
