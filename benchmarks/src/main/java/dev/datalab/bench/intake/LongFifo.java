package dev.datalab.bench.intake;

/** Numbers, first in first out. Grows, and never shrinks. Not thread-safe. */
final class LongFifo {
  private static final int FIRST_CAPACITY = 8;

  private long[] ring = new long[FIRST_CAPACITY];
  private int head;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  void add(long value) {
    if (size == ring.length) {
      long[] larger = new long[2 * size];
      for (int i = 0; i < size; i++) {
        larger[i] = ring[(head + i) & (ring.length - 1)];
      }
      ring = larger;
      head = 0;
    }
    ring[(head + size) & (ring.length - 1)] = value;
    size++;
  }

  /** The oldest. */
  long peek() {
    if (size == 0) {
      throw new IllegalStateException("nothing waits");
    }
    return ring[head];
  }

  /** The oldest, which is taken out. */
  long remove() {
    long value = peek();
    head = (head + 1) & (ring.length - 1);
    size--;
    return value;
  }
}
