package dev.datalab.core.funnel;

/**
 * A way through the stages: which were taken, and by which events. Reusable.
 *
 * <p>Where the order is {@code any} the n-th stage stands for the n-th that was completed.
 */
final class Attempt {
  private final int[] stages;
  private final int[] events;
  private int size;

  Attempt(int stages) {
    this.stages = new int[stages];
    this.events = new int[stages];
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
}
