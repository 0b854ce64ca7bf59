package dev.datalab.core.funnel;

import java.util.Arrays;

/**
 * Finds the counted attempt of a unit of a {@link Selection}, also where attempts hold a value. One
 * thread's.
 *
 * <p><b>Holding a value.</b> An attempt takes events of one value only, and events of other values
 * are nothing to it. So each value's events are a funnel of their own, and the counted attempt is
 * the best of theirs; no two of them end by the same event. What concerns every value are
 * exclusions without one. To each value, those between two of its events are as one: it stands in
 * between with all their bits, so that a unit costs as much as it has events, whatever the number
 * of values.
 *
 * <p><b>Strict.</b> There every event counts, of whatever value: one that has another value than
 * the event before it, or none, goes on with no attempt.
 */
final class UnitCounter {
  private static final int NONE = -1;
  private static final long EXCLUSION = ~(Plan.STAGES | Plan.STEP | Plan.VISITOR);

  private final Counter counter;
  private final boolean holds;
  private final boolean isStrict;

  /** The gaps in which anything is an exclusion. */
  private final long gaps;

  private final Attempt best;
  private final int[] lastOfGap = new int[Plan.GAP_SHIFT];

  /** Per event: the next of its value, and the exclusions without a value before it. */
  private int[] next = new int[0];

  private long[] before = new long[0];

  /** Per value: its first event and its last so far. */
  private int[] first = new int[0];

  private int[] last = new int[0];
  private int[] values = new int[0];
  private int distinct;

  /** The events of one value, and which of the selection's they are. */
  private long[] times = new long[0];

  private long[] masks = new long[0];
  private int[] places = new int[0];

  UnitCounter(Plan plan) {
    counter = plan.counter();
    holds = plan.hold != null;
    isStrict = plan.order == Order.STRICT;
    gaps = plan.exclusionGaps;
    best = new Attempt(plan.stages);
  }

  /**
   * Finds the counted attempt among the events {@code from} (included) to {@code to} (excluded).
   */
  void count(Selection of, int from, int to, Attempt counted) {
    if (!holds) {
      counter.count(of.times, of.masks, from, to, counted);
      return;
    }
    prepare(of);
    if (isStrict) {
      countStrict(of, from, to, counted);
    } else {
      chain(of, from, to);
      countBest(of, counted);
    }
  }

  private void prepare(Selection of) {
    if (next.length < of.times.length) {
      next = new int[of.times.length];
      before = new long[of.times.length];
      values = new int[of.times.length];
      times = new long[2 * of.times.length];
      masks = new long[2 * of.times.length];
      places = new int[2 * of.times.length];
    }
    if (first.length < of.values()) {
      int length = Math.max(of.values(), 2 * first.length);
      first = new int[length];
      last = new int[length];
      Arrays.fill(first, NONE);
    }
  }

  private void countStrict(Selection of, int from, int to, Attempt counted) {
    int value = Selection.NO_VALUE;
    for (int i = from; i < to; i++) {
      long mask = of.masks[i];
      if (of.held[i] == Selection.NO_VALUE) {
        mask &= ~Plan.STAGES;
      } else if (of.held[i] != value) {
        mask &= ~Plan.STAGES | 1;
      }
      value = of.held[i];
      masks[i] = mask;
    }
    counter.count(of.times, masks, from, to, counted);
  }

  /** Links the events of each value. */
  private void chain(Selection of, int from, int to) {
    Arrays.fill(lastOfGap, NONE);
    int lastExclusion = NONE;
    distinct = 0;
    for (int i = from; i < to; i++) {
      int value = of.held[i];
      if (value == Selection.NO_VALUE) {
        long exclusion = of.masks[i] & EXCLUSION;
        lastExclusion = exclusion == 0 ? lastExclusion : i;
        for (long rest = exclusion & gaps; rest != 0; rest &= rest - 1) {
          lastOfGap[Long.numberOfTrailingZeros(rest) - Plan.GAP_SHIFT] = i;
        }
        continue;
      }
      next[i] = NONE;
      before[i] = 0;
      if (first[value] == NONE) {
        values[distinct++] = value;
        first[value] = i;
      } else {
        next[last[value]] = i;
        before[i] = lastExclusion > last[value] ? exclusionsSince(last[value]) : 0;
      }
      last[value] = i;
    }
  }

  private long exclusionsSince(int event) {
    long exclusions = Plan.EXCLUDES;
    for (long rest = gaps; rest != 0; rest &= rest - 1) {
      int gap = Long.numberOfTrailingZeros(rest);
      exclusions |= lastOfGap[gap - Plan.GAP_SHIFT] > event ? 1L << gap : 0;
    }
    return exclusions;
  }

  private void countBest(Selection of, Attempt counted) {
    best.clear();
    for (int n = 0; n < distinct; n++) {
      int size = 0;
      for (int i = first[values[n]]; i != NONE; i = next[i]) {
        if (before[i] != 0) {
          times[size] = of.times[i];
          masks[size++] = before[i];
        }
        times[size] = of.times[i];
        masks[size] = of.masks[i];
        places[size++] = i;
      }
      first[values[n]] = NONE;
      counter.count(times, masks, 0, size, counted);
      if (isBetter(counted)) {
        best.clear();
        for (int k = 0; k < counted.size(); k++) {
          best.add(counted.stage(k), places[counted.event(k)]);
        }
      }
    }
    counted.clear();
    for (int k = 0; k < best.size(); k++) {
      counted.add(best.stage(k), best.event(k));
    }
  }

  /** Whether an attempt is deeper than the best so far, or as deep and there first. */
  private boolean isBetter(Attempt attempt) {
    if (attempt.size() == 0 || best.size() == 0) {
      return attempt.size() > 0;
    }
    int depth = attempt.depth();
    return depth != best.depth()
        ? depth > best.depth()
        : places[attempt.event(attempt.size() - 1)] < best.event(best.size() - 1);
  }
}
