package dev.datalab.core.internal.value;

/** How many different values one thread may hold, over all of its lists. One thread's. */
public final class ValueBudget {
  private static final int SHARE = 16;

  /** What a value takes with its counts and a text of usual length. */
  private static final int BYTES_PER_VALUE = 256;

  private static final long LEAST = 1_024;

  private long left;

  /** So many values. */
  public ValueBudget(long values) {
    left = values;
  }

  /** How many values each of a question's threads may hold: together a sixteenth of the heap. */
  public static long ofHeap() {
    Runtime runtime = Runtime.getRuntime();
    return Math.max(
        LEAST, runtime.maxMemory() / SHARE / BYTES_PER_VALUE / runtime.availableProcessors());
  }

  /**
   * Takes room for a value.
   *
   * @throws TooManyValuesException if there is none left
   */
  void take() {
    if (left-- <= 0) {
      throw new TooManyValuesException();
    }
  }
}
