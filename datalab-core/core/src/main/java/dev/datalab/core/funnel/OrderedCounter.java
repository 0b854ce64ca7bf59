package dev.datalab.core.funnel;

/**
 * Ordered stages that each take the earliest event, with exclusions, in one pass.
 *
 * <p><b>Who stands where.</b> All attempts that stand at one stage go on together, or end together:
 * the next event that matters to one matters to all. They differ in their beginning only, and the
 * one that began last outlives the others, because its window closes last. So one attempt per stage
 * is enough, the one that began last, and an event costs a look at the stages that it matches.
 *
 * <p>An attempt that began earlier stands further on, or has ended: whoever moves on to a stage
 * began later than whoever stands there, and takes the place.
 *
 * <p><b>The counted attempt</b> is the one that is the first to reach the deepest stage. The first
 * time that a stage is reached at all, the attempt that reaches it is the one that began last among
 * those which get there by this event, and so it is the one, if nobody gets further.
 */
final class OrderedCounter implements Counter {
  private final int stages;
  private final long window;
  private final int[] begins;

  OrderedCounter(Plan plan) {
    stages = plan.stages;
    window = plan.windowMillis;
    begins = new int[stages];
  }

  @Override
  public void count(long[] times, long[] masks, int from, int to, Attempt counted) {
    int standing = 0;
    int deepest = -1;
    int begin = -1;
    int end = -1;
    for (int i = from; i < to; i++) {
      long mask = masks[i];
      int hits = (int) (mask & Plan.STAGES);
      int exclusions = (int) ((mask >>> Plan.GAP_SHIFT) & Plan.STAGES);
      int moved = standing & ((hits >>> 1) | exclusions);
      while (moved != 0) {
        int stage = 31 - Integer.numberOfLeadingZeros(moved);
        int bit = 1 << stage;
        moved &= ~bit;
        standing &= ~bit;
        if ((hits & (bit << 1)) != 0 && times[i] - times[begins[stage]] <= window) {
          int next = stage + 1;
          begins[next] = begins[stage];
          standing |= bit << 1;
          if (next > deepest) {
            deepest = next;
            begin = begins[next];
            end = i;
          }
        }
      }
      if ((hits & 1) != 0) {
        begins[0] = i;
        standing |= 1;
        if (deepest < 0) {
          deepest = 0;
          begin = i;
          end = i;
        }
      }
      if (deepest == stages - 1) {
        break;
      }
    }
    counted.clear();
    if (deepest >= 0) {
      replay(masks, begin, end, counted);
    }
  }

  /** Goes through the attempt once more: each stage takes the earliest event. */
  private static void replay(long[] masks, int begin, int end, Attempt counted) {
    counted.add(0, begin);
    int stage = 1;
    for (int i = begin + 1; i <= end; i++) {
      if ((masks[i] & (1L << stage)) != 0) {
        counted.add(stage++, i);
      }
    }
  }
}
