package dev.datalab.core.internal.measure;

import java.util.Arrays;

/**
 * How often each of some numbers came, 0 or more: an open hash table, up to 24 bytes a different
 * number. Not thread-safe.
 */
final class ValueCounts {
  private static final long FREE = -1;

  private long[] values = new long[64];
  private int[] counts = new int[64];
  private int size;

  ValueCounts() {
    Arrays.fill(values, FREE);
  }

  void add(long value, int times) {
    int place = place(value);
    if (values[place] == FREE) {
      values[place] = value;
      size++;
    }
    counts[place] += times;
    if (2 * size > values.length) {
      grow();
    }
  }

  void addAll(ValueCounts other) {
    for (int place = 0; place < other.values.length; place++) {
      if (other.values[place] != FREE) {
        add(other.values[place], other.counts[place]);
      }
    }
  }

  /** The different numbers, ascending. */
  long[] sorted() {
    long[] sorted = new long[size];
    int at = 0;
    for (long value : values) {
      if (value != FREE) {
        sorted[at++] = value;
      }
    }
    Arrays.sort(sorted);
    return sorted;
  }

  /** How often a number came. */
  int count(long value) {
    return counts[place(value)];
  }

  /** How much memory this takes. */
  long bytes() {
    return (long) values.length * (Long.BYTES + Integer.BYTES);
  }

  private int place(long value) {
    int mask = values.length - 1;
    int place = (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (values[place] != FREE && values[place] != value) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] before = values;
    int[] counted = counts;
    values = new long[Math.multiplyExact(2, before.length)];
    counts = new int[values.length];
    Arrays.fill(values, FREE);
    for (int i = 0; i < before.length; i++) {
      if (before[i] != FREE) {
        int place = place(before[i]);
        values[place] = before[i];
        counts[place] = counted[i];
      }
    }
  }
}
