package dev.datalab.core.funnel;

/**
 * Stages in whatever order: how many can each be given an event of its own.
 *
 * <p><b>The latest events.</b> Sets of events that can each be given a stage of their own are the
 * independent sets of a transversal matroid (Edmonds and Fulkerson, 1965). Of all the largest such
 * sets up to an event, the counter keeps the one with the latest events. A property of matroids
 * makes this enough: however late one begins to look, as many of its events lie behind that point
 * as any set has there. So at each event the depth of the deepest attempt that is under way is the
 * number of kept events within the window, and the oldest of them is where the attempt that began
 * last begins.
 *
 * <p><b>An event comes.</b> It is the latest, so it is kept. If an augmenting path leads from it to
 * a free stage, the set grows. If not, the events that alternating paths reach are the circuit that
 * it closes, and the oldest of these goes. This costs at most a look at each stage's event,
 * whatever the number of events. An exclusion empties the set.
 *
 * <p><b>The counted attempt</b> is the first to reach the greatest number. Going through it once
 * more, an event that makes the set grow completes a stage.
 */
final class AnyOrderCounter implements Counter {
  private static final int FROM_EVENT = -1;

  private final int stages;
  private final long window;
  private final int[] owners;
  private final int[] cameFrom;

  AnyOrderCounter(Plan plan) {
    stages = plan.stages;
    window = plan.windowMillis;
    owners = new int[stages];
    cameFrom = new int[stages];
  }

  @Override
  public void count(long[] times, long[] masks, int from, int to, Attempt counted) {
    int owned = 0;
    int depth = 0;
    int begin = -1;
    int end = -1;
    for (int i = from; i < to && depth < stages; i++) {
      if ((masks[i] & Plan.EXCLUDES) != 0) {
        owned = 0;
      }
      int hits = (int) (masks[i] & Plan.STAGES);
      if (hits == 0) {
        continue;
      }
      owned = within(owned, times, i);
      owned = give(i, hits, owned, masks, true);
      if (Integer.bitCount(owned) > depth) {
        depth = Integer.bitCount(owned);
        begin = oldest(owned);
        end = i;
      }
    }
    counted.clear();
    owned = 0;
    for (int i = begin; depth > 0 && i <= end; i++) {
      int hits = (int) (masks[i] & Plan.STAGES);
      int before = owned;
      owned = give(i, hits, owned, masks, false);
      if (owned != before) {
        counted.add(counted.size(), i);
      }
    }
  }

  /** The stages whose events lie within the window that ends here. */
  private int within(int owned, long[] times, int end) {
    int kept = owned;
    for (int rest = owned; rest != 0; rest &= rest - 1) {
      int stage = Integer.numberOfTrailingZeros(rest);
      if (times[end] - times[owners[stage]] > window) {
        kept &= ~(1 << stage);
      }
    }
    return kept;
  }

  private int oldest(int owned) {
    int oldest = Integer.MAX_VALUE;
    for (int rest = owned; rest != 0; rest &= rest - 1) {
      oldest = Math.min(oldest, owners[Integer.numberOfTrailingZeros(rest)]);
    }
    return oldest;
  }

  /**
   * Gives an event a stage; others may have to change theirs.
   *
   * @param replacing whether, if all reachable stages are taken, the oldest event gives way
   * @return the stages that have an event now
   */
  private int give(int event, int hits, int owned, long[] masks, boolean replacing) {
    int reached = 0;
    int open = hits;
    for (int rest = hits; rest != 0; rest &= rest - 1) {
      cameFrom[Integer.numberOfTrailingZeros(rest)] = FROM_EVENT;
    }
    while (open != 0) {
      int free = open & ~owned;
      if (free != 0) {
        return take(Integer.numberOfTrailingZeros(free), event, owned);
      }
      int stage = Integer.numberOfTrailingZeros(open);
      reached |= 1 << stage;
      open &= ~(1 << stage);
      int further = (int) (masks[owners[stage]] & Plan.STAGES) & ~reached & ~open;
      for (int rest = further; rest != 0; rest &= rest - 1) {
        cameFrom[Integer.numberOfTrailingZeros(rest)] = stage;
      }
      open |= further;
    }
    if (!replacing || reached == 0) {
      return owned;
    }
    int oldest = oldest(reached);
    int stage = Integer.numberOfTrailingZeros(reached);
    while (owners[stage] != oldest) {
      reached &= reached - 1;
      stage = Integer.numberOfTrailingZeros(reached);
    }
    return take(stage, event, owned);
  }

  /** Moves the events along the path that led to this stage by one, and lets the new one in. */
  private int take(int last, int event, int owned) {
    int stage = last;
    while (cameFrom[stage] != FROM_EVENT) {
      owners[stage] = owners[cameFrom[stage]];
      stage = cameFrom[stage];
    }
    owners[stage] = event;
    return owned | (1 << last);
  }
}
