package dev.datalab.core.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pages that were counted since the last time that they were settled, by number, and what was
 * counted of each. One thread's.
 *
 * <p>A view touches one stretch of 64 bytes: the counts of a page lie side by side. Times are noted
 * one behind the other and dealt out to their pages at the end.
 */
final class OpenPages {
  /** No page. */
  static final int NONE = -1;

  private static final int VIEWS = 0;
  private static final int VISITORS = 1;

  /** The number of the visitor who was counted last. */
  private static final int LAST_VISITOR = 2;

  private static final int ENTRIES = 3;
  private static final int EXITS = 4;
  private static final int BOUNCES = 5;
  private static final int TIMES = 6;
  private static final int STRIDE = 8;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private long[] counts = new long[STRIDE * 64];
  private int[] pageOfTime = new int[1_024];
  private long[] millis = new long[1_024];
  private int times;
  private int round;

  /** The number of a page, which it keeps until {@link #clear}. */
  int number(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    int number = names.size();
    numbers.put(name, number);
    names.add(name);
    if (names.size() * STRIDE > counts.length) {
      counts = Arrays.copyOf(counts, Math.multiplyExact(counts.length, 2));
    }
    return number;
  }

  /** A view by the visitor of this number, from 1. */
  void view(int page, long visitor) {
    int row = page * STRIDE;
    counts[row + VIEWS]++;
    if (counts[row + LAST_VISITOR] != visitor) {
      counts[row + LAST_VISITOR] = visitor;
      counts[row + VISITORS]++;
    }
  }

  /** A session that began with one page and ended with another. */
  void session(int entry, int exit, boolean bounced) {
    counts[entry * STRIDE + ENTRIES]++;
    counts[entry * STRIDE + BOUNCES] += bounced ? 1 : 0;
    counts[exit * STRIDE + EXITS]++;
  }

  /** How long a view took. */
  void time(int page, long time) {
    if (times == millis.length) {
      pageOfTime = Arrays.copyOf(pageOfTime, times * 2);
      millis = Arrays.copyOf(millis, times * 2);
    }
    counts[page * STRIDE + TIMES]++;
    pageOfTime[times] = page;
    millis[times++] = time;
  }

  /** Which numbers these are: another number whenever pages were forgotten. */
  int round() {
    return round;
  }

  /** How many pages. */
  int size() {
    return names.size();
  }

  /** How many times of views. */
  int times() {
    return times;
  }

  /** Takes a page that was viewed. */
  interface Sink {
    /**
     * Takes it.
     *
     * @param times in milliseconds, in which those of the page are
     * @param from the first of them
     * @param to behind the last
     */
    void take(
        String name,
        long views,
        long visitors,
        long entries,
        long exits,
        long bounces,
        long[] times,
        int from,
        int to);
  }

  /** Hands all pages that were viewed to somebody. */
  void handOut(Sink sink) {
    int[] ends = new int[names.size()];
    int end = 0;
    for (int page = 0; page < ends.length; page++) {
      ends[page] = end;
      end += (int) counts[page * STRIDE + TIMES];
    }
    long[] dealt = new long[times];
    for (int i = 0; i < times; i++) {
      dealt[ends[pageOfTime[i]]++] = millis[i];
    }
    for (int page = 0; page < ends.length; page++) {
      int row = page * STRIDE;
      if (counts[row + VIEWS] > 0) {
        sink.take(
            names.get(page),
            counts[row + VIEWS],
            counts[row + VISITORS],
            counts[row + ENTRIES],
            counts[row + EXITS],
            counts[row + BOUNCES],
            dealt,
            ends[page] - (int) counts[row + TIMES],
            ends[page]);
      }
    }
  }

  /** Forgets all pages. */
  void clear() {
    Arrays.fill(counts, 0, names.size() * STRIDE, 0);
    numbers.clear();
    names.clear();
    times = 0;
    round++;
  }
}
