package dev.datalab.ingest.intake;

import dev.datalab.core.store.StreamState;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a stream comes to, as one would say it without a store: a set of numbers, and for each what
 * became of it. Slow and plain.
 */
final class StreamModel {
  /** What became of a number. */
  enum Fate {
    STORED,
    REFUSED,
    LOST
  }

  final Map<Long, Fate> fates = new TreeMap<>();

  /** Every number from 1 to here is settled. */
  long mark() {
    long mark = 0;
    while (fates.containsKey(mark + 1)) {
      mark++;
    }
    return mark;
  }

  /** A frame: runs of neighbouring numbers with one fate come one after another. */
  void take(Map<Long, Fate> frame) {
    TreeSet<Long> left = new TreeSet<>(frame.keySet());
    while (!left.isEmpty()) {
      long first = left.first();
      long last = first;
      while (frame.get(last + 1) != null && frame.get(last + 1) == frame.get(first)) {
        last++;
      }
      settle(first, last, frame.getOrDefault(first, Fate.LOST));
      left.subSet(first, true, last, true).clear();
    }
  }

  private void settle(long first, long last, Fate fate) {
    TreeSet<Long> after = new TreeSet<>(fates.keySet());
    for (long seq = first; seq <= last; seq++) {
      after.add(seq);
    }
    if (rangesAboveTheMark(after) <= StreamState.MAX_RANGES) {
      for (long seq = first; seq <= last; seq++) {
        fates.putIfAbsent(seq, fate);
      }
    }
  }

  /** Of numbers in ascending order. */
  private static int rangesAboveTheMark(Set<Long> settled) {
    int ranges = 0;
    long before = -1;
    for (long seq : settled) {
      if (seq != before + 1) {
        ranges++;
      }
      before = seq;
    }
    return ranges - (settled.contains(1L) ? 1 : 0);
  }
}
