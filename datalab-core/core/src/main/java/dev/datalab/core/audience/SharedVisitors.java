package dev.datalab.core.audience;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which values the visitors have who have more than one of a list: what the visitors of several
 * values together can't be told without. Few have; where too many do, nothing is kept.
 */
final class SharedVisitors {
  /** Takes one visitor's values. */
  interface Sink {
    /** Takes the numbers of the values, which lie from one index to before another. */
    void visitor(int[] numbers, int from, int to, boolean isNew);
  }

  /** Per visitor: twice the number of values, one more if the visitor is new; then the values. */
  private int[] log = new int[16];

  private final int most;
  private int size;
  private boolean whole = true;

  /** Keeps at most so many numbers, of 4 bytes. */
  SharedVisitors(int most) {
    this.most = most;
  }

  /** Whether every visitor is here. */
  boolean isWhole() {
    return whole;
  }

  /** Adds a visitor with the first values of an array. */
  void add(int[] numbers, int count, boolean isNew) {
    add(numbers, 0, count, isNew, null);
  }

  /** Adds the visitors of another, whose numbers mean the values that a table says. */
  void add(SharedVisitors other, int[] numbers) {
    whole &= other.whole;
    other.forEach((log, from, to, isNew) -> add(log, from, to, isNew, numbers));
  }

  private void add(int[] values, int from, int to, boolean isNew, int @Nullable [] numbers) {
    if (!whole || size + 1 + to - from > most) {
      whole = false;
      log = new int[0];
      size = 0;
      return;
    }
    if (size + 1 + to - from > log.length) {
      log = Arrays.copyOf(log, Math.max(2 * log.length, size + 1 + to - from));
    }
    log[size++] = 2 * (to - from) + (isNew ? 1 : 0);
    for (int i = from; i < to; i++) {
      log[size++] = numbers == null ? values[i] : numbers[values[i]];
    }
  }

  /** Hands out all visitors. */
  void forEach(Sink sink) {
    int at = 0;
    while (at < size) {
      int count = log[at] >>> 1;
      sink.visitor(log, at + 1, at + 1 + count, (log[at] & 1) == 1);
      at += 1 + count;
    }
  }
}
