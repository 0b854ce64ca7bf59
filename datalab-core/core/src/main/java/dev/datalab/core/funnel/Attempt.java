package dev.datalab.core.funnel;

/**
 * A way through the stages: which were taken, and by which events. Reusable.
 *
 * <p>Where the order is {@code any} the n-th stage stands for the n-th that was completed.
 */
final class Attempt {
  private final int[] stages;
  private final int[] events;
  private final long[] times;
  private int size;

  Attempt(int stages) {
    this.stages = new int[stages];
    this.events = new int[stages];
    this.times = new long[stages];
  }

  void clear() {
    size = 0;
  }

  void add(int stage, int event) {
    stages[size] = stage;
    events[size] = event;
    size++;
  }

  /** How many stages were taken; 0 if there is no attempt. */
  int size() {
    return size;
  }

  int stage(int n) {
    return stages[n];
  }

  int event(int n) {
    return events[n];
  }

  /** Says when the n-th stage was taken, in milliseconds since the epoch. */
  void at(int n, long time) {
    times[n] = time;
  }

  /** When the n-th stage was taken, once that was said. */
  long time(int n) {
    return times[n];
  }

  /** The greatest stage that was taken. */
  int depth() {
    return stages[size - 1];
  }

  /** Which of the taken stages is this one; -1 if none is. */
  int taken(int stage) {
    for (int n = Math.min(stage, size - 1); n >= 0 && stages[n] >= stage; n--) {
      if (stages[n] == stage) {
        return n;
      }
    }
    return -1;
  }
}
