package dev.datalab.core.funnel;

/**
 * Finds the counted attempt of a unit. Not safe for use by several threads: a counter keeps scratch
 * arrays.
 */
interface Counter {
  /**
   * Finds the counted attempt among the events {@code from} (included) to {@code to} (excluded).
   *
   * @param times of the events, in milliseconds, ascending
   * @param masks what the events are to the {@link Plan}
   * @param counted takes the attempt; empty if there is none
   */
  void count(long[] times, long[] masks, int from, int to, Attempt counted);
}
