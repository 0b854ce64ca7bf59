package dev.datalab.core.segment;

import java.util.Arrays;

/** Ints, up to a number known beforehand. */
final class IntList {
  private final int[] values;
  private int size;
  private int union;

  IntList(int capacity) {
    values = new int[capacity];
  }

  void add(int value) {
    values[size++] = value;
    union |= value;
  }

  int size() {
    return size;
  }

  /** Whether any of them is not 0. */
  boolean anySet() {
    return union != 0;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
