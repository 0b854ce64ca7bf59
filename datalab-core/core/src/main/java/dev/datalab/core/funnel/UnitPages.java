package dev.datalab.core.funnel;

import java.util.Arrays;

/**
 * The pages that a visitor's units saw, each unit's in their order. Reusable; the arrays grow with
 * the largest visitor.
 */
final class UnitPages {
  private static final int NONE = -1;

  private int[] first = new int[8];
  private int[] last = new int[8];
  private int[] next = new int[64];
  private int[] events = new int[64];
  private long[] times = new long[64];
  private String[] pages = new String[64];
  private int size;
  private final Numbering seen = new Numbering();

  /** Begins with nothing. */
  void begin(int units) {
    if (units > first.length) {
      first = new int[2 * units];
      last = new int[2 * units];
    }
    Arrays.fill(first, 0, units, NONE);
    size = 0;
  }

  /** Adds a page that a unit entered by an event, whose number grows from call to call. */
  void add(int unit, int event, long time, String page) {
    if (size == next.length) {
      next = Arrays.copyOf(next, 2 * size);
      events = Arrays.copyOf(events, 2 * size);
      times = Arrays.copyOf(times, 2 * size);
      pages = Arrays.copyOf(pages, 2 * size);
    }
    next[size] = NONE;
    events[size] = event;
    times[size] = time;
    pages[size] = page;
    if (first[unit] == NONE) {
      first[unit] = size;
    } else {
      next[last[unit]] = size;
    }
    last[unit] = size++;
  }

  /**
   * Counts each page once that a unit saw between two events.
   *
   * @param after only behind this event
   * @param before only before this event
   * @param until only up to this time, included
   */
  void count(int unit, int after, int before, long until, boolean converts, CorrelationTally into) {
    seen.clear();
    for (int i = first[unit]; i != NONE && events[i] < before && times[i] <= until; i = next[i]) {
      int known = seen.size();
      if (events[i] > after && seen.of(pages[i]) == known) {
        into.addPage(pages[i], converts);
      }
    }
  }
}
