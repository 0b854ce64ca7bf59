package dev.datalab.core.internal.scan;

/** Finds where a stretch of time begins among a visitor's events in a block. */
public final class TimeSearch {
  private TimeSearch() {}

  /**
   * The first event at a time or later; the end if there is none. Mostly an end of the visitor.
   *
   * @param time in milliseconds since the epoch
   * @param base what the block's times count from
   * @param times the block's times
   * @param from the visitor's first event
   * @param to behind the visitor's last event
   */
  public static int firstFrom(long time, long base, int[] times, int from, int to) {
    if (from == to || base + times[from] >= time) {
      return from;
    } else if (base + times[to - 1] < time) {
      return to;
    }
    int low = from;
    int high = to - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (base + times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
