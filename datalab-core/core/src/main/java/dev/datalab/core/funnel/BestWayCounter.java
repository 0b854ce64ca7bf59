package dev.datalab.core.funnel;

import java.util.Arrays;

/**
 * Ordered stages of which some are optional or have a {@code within}: an attempt has several ways
 * through, and the best of them is found by dynamic programming.
 *
 * <p><b>Ways.</b> A state is (stage, event): the event was taken for the stage. From a state one
 * may go on to each stage up to the next that is not optional. Without {@code within} a stage takes
 * the earliest event that matches; with it any event that matches, because waiting may let the
 * attempt get further. An exclusion that lies between two events cuts the step from one to the
 * other, if it stands in one of the gaps between their stages and does not itself match the stage
 * that is waited for. The value of a state is the best that can follow: the greatest depth, then
 * the most stages, then the earliest events stage by stage, a stage that is skipped being later
 * than any event: of two equal ways on, the one to the nearer stage.
 *
 * <p><b>Order of work.</b> The values don't depend on how the attempt began, only on where its
 * window ends. So attempts whose windows end behind the same event share one table, filled from
 * that event back to the earliest of their beginnings.
 *
 * <p><b>The best event for a stage</b> among those up to a limit is asked for each state. The
 * events of a stage that can still be the answer form a stack: a later one stays only if its value
 * is greater than that of all earlier ones. Seen from the top, both events and values ascend, so
 * the answer is the deepest entry within the limit, by binary search.
 *
 * <p><b>Cost.</b> For a unit of <i>n</i> relevant events and <i>S</i> stages, with <i>o</i> the
 * longest run of optional stages: O(n S o log n) for each distinct end of a window. Without a
 * window there is one such end. With one there are at most as many as attempts, and each costs the
 * events of its window only.
 */
final class BestWayCounter implements Counter {
  private static final int NOWHERE = -1;

  private final Plan plan;
  private final int stages;
  private final boolean free;

  /** Per event and stage: depth * 32 + number of stages after this one. */
  private int[] values = new int[0];

  private int[] nextEvents = new int[0];
  private byte[] nextStages = new byte[0];

  /** Per stage, the events that can be the best; see above. */
  private final int[][] stacks;

  private final int[] tops;

  /** Per pair of stages: the nearest event that cuts the step from the one to the other. */
  private final int[] cuts;

  private long[] times = new long[0];
  private long[] masks = new long[0];
  private int first;

  private int deepest;
  private int endOfBest;

  BestWayCounter(Plan plan) {
    this.plan = plan;
    stages = plan.stages;
    free = plan.hasWithin;
    stacks = new int[stages][16];
    tops = new int[stages];
    cuts = new int[stages * stages];
  }

  @Override
  public void count(long[] times, long[] masks, int from, int to, Attempt counted) {
    counted.clear();
    this.times = times;
    this.masks = masks;
    deepest = -1;
    int windowEnd = from;
    int begin = next(from, to);
    while (begin < to) {
      windowEnd = windowEnd(begin, Math.max(windowEnd, begin), to);
      int lastBegin = begin;
      int following = next(begin + 1, to);
      while (following < to && windowEnd(following, windowEnd, to) == windowEnd) {
        lastBegin = following;
        following = next(following + 1, to);
      }
      fill(begin, windowEnd);
      for (int i = begin; i <= lastBegin; i++) {
        if ((masks[i] & 1) != 0) {
          consider(i, counted);
        }
      }
      begin = following;
    }
  }

  private int next(int from, int to) {
    int i = from;
    while (i < to && (masks[i] & 1) == 0) {
      i++;
    }
    return i;
  }

  /** The last event within the window of an attempt that begins here. */
  private int windowEnd(int begin, int known, int to) {
    int last = known;
    while (last + 1 < to && times[last + 1] - times[begin] <= plan.windowMillis) {
      last++;
    }
    return last;
  }

  /** Keeps the attempt that begins here, if it is deeper, there first, or began last. */
  private void consider(int begin, Attempt counted) {
    int depth = values[cell(begin, 0)] >>> 5;
    if (depth < deepest) {
      return;
    }
    int stage = 0;
    int event = begin;
    while (nextEvents[cell(event, stage)] != NOWHERE) {
      int cell = cell(event, stage);
      stage = nextStages[cell];
      event = nextEvents[cell];
    }
    if (depth == deepest && event > endOfBest) {
      return;
    }
    deepest = depth;
    endOfBest = event;
    counted.clear();
    stage = 0;
    for (int at = begin; at != NOWHERE; ) {
      counted.add(stage, at);
      int cell = cell(at, stage);
      stage = nextStages[cell];
      at = nextEvents[cell];
    }
  }

  private int cell(int event, int stage) {
    return (event - first) * stages + stage;
  }

  private void fill(int begin, int windowEnd) {
    first = begin;
    int cells = (windowEnd - begin + 1) * stages;
    if (cells > values.length) {
      int length = Math.max(cells, values.length * 2);
      values = new int[length];
      nextEvents = new int[length];
      nextStages = new byte[length];
    }
    Arrays.fill(tops, 0);
    Arrays.fill(cuts, Integer.MAX_VALUE);
    for (int i = windowEnd; i >= begin; i--) {
      int hits = (int) (masks[i] & Plan.STAGES);
      for (int rest = hits; rest != 0; rest &= rest - 1) {
        evaluate(i, Integer.numberOfTrailingZeros(rest));
      }
      int exclusions = (int) ((masks[i] >>> Plan.GAP_SHIFT) & Plan.STAGES);
      if (exclusions != 0) {
        cut(i, hits, exclusions);
      }
      for (int rest = hits; rest != 0; rest &= rest - 1) {
        push(i, Integer.numberOfTrailingZeros(rest));
      }
    }
  }

  /** The best that can follow this event, taken for this stage. */
  private void evaluate(int event, int stage) {
    int bestValue = stage << 5;
    int bestEvent = NOWHERE;
    int bestStage = 0;
    int last = Math.min(plan.nextRequired[stage], stages - 1);
    for (int next = stage + 1; next <= last; next++) {
      int candidate = best(event, stage, next);
      if (candidate == NOWHERE) {
        continue;
      }
      int value = values[cell(candidate, next)] + 1;
      if (value > bestValue) {
        bestValue = value;
        bestEvent = candidate;
        bestStage = next;
      }
    }
    int cell = cell(event, stage);
    values[cell] = bestValue;
    nextEvents[cell] = bestEvent;
    nextStages[cell] = (byte) bestStage;
  }

  /** The event by which the step from a state to another stage leads furthest. */
  private int best(int event, int stage, int next) {
    int[] stack = stacks[next];
    int cut = cuts[stage * stages + next];
    int low = 0;
    int high = tops[next];
    long within = plan.withinMillis[next];
    // The lowest entry of the stack that lies within both limits.
    while (low < high) {
      int middle = (low + high) >>> 1;
      int candidate = stack[middle];
      if (candidate < cut && times[candidate] - times[event] <= within) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low < tops[next] ? stack[low] : NOWHERE;
  }

  private void push(int event, int stage) {
    int[] stack = stacks[stage];
    int top = tops[stage];
    int value = values[cell(event, stage)];
    while (top > 0 && (!free || values[cell(stack[top - 1], stage)] <= value)) {
      top--;
    }
    if (top == stack.length) {
      stack = Arrays.copyOf(stack, top * 2);
      stacks[stage] = stack;
    }
    stack[top] = event;
    tops[stage] = top + 1;
  }

  /** An exclusion cuts the steps over its gaps, except those to a stage that it matches itself. */
  private void cut(int event, int hits, int gaps) {
    for (int stage = 0; stage < stages - 1; stage++) {
      int last = Math.min(plan.nextRequired[stage], stages - 1);
      for (int next = stage + 1; next <= last; next++) {
        int between = (1 << next) - (1 << stage);
        if ((gaps & between) != 0 && (hits & (1 << next)) == 0) {
          cuts[stage * stages + next] = event;
        }
      }
    }
  }
}
