package dev.datalab.core.funnel;

/**
 * Stages with nothing between them: the attempt that began {@code k} events ago stands at stage
 * {@code k} or has ended. All attempts are one word of bits that an event shifts and masks
 * (shift-and, after Baeza-Yates and Gonnet, "A new approach to text searching", 1992).
 */
final class StrictCounter implements Counter {
  private final int stages;
  private final long window;
  private final long[] within;
  private final boolean hasWithin;

  StrictCounter(Plan plan) {
    stages = plan.stages;
    window = plan.windowMillis;
    within = plan.withinMillis;
    hasWithin = plan.hasWithin;
  }

  @Override
  public void count(long[] times, long[] masks, int from, int to, Attempt counted) {
    int standing = 0;
    int deepest = -1;
    int begin = -1;
    for (int i = from; i < to && deepest < stages - 1; i++) {
      standing = ((standing << 1) | 1) & (int) (masks[i] & Plan.STAGES);
      if (hasWithin && i > from) {
        standing &= ~late(standing & ~1, times[i] - times[i - 1]);
      }
      while (standing != 0) {
        int stage = 31 - Integer.numberOfLeadingZeros(standing);
        if (times[i] - times[i - stage] <= window) {
          if (stage > deepest) {
            deepest = stage;
            begin = i - stage;
          }
          break;
        }
        standing &= ~(1 << stage);
      }
    }
    counted.clear();
    for (int stage = 0; stage <= deepest; stage++) {
      counted.add(stage, begin + stage);
    }
  }

  /** The stages that so long a time after the one before is too late for. */
  private int late(int standing, long elapsed) {
    int late = 0;
    for (int rest = standing; rest != 0; rest &= rest - 1) {
      int stage = Integer.numberOfTrailingZeros(rest);
      if (elapsed > within[stage]) {
        late |= 1 << stage;
      }
    }
    return late;
  }
}
