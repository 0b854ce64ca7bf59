package dev.datalab.server.demo.visitors;

/**
 * How long people look at a page. Hesitation over an element, which is what the shop wants to know
 * of, does not depend on it.
 */
enum Pace {
  /** As long as they do. */
  REAL {
    @Override
    long of(long millis) {
      return millis;
    }
  },

  /**
   * Nobody falls asleep: short looks stay nearly as they are, and long ones approach half a minute,
   * so that something happens all the time and no two pages take the same.
   */
  BRISK {
    @Override
    long of(long millis) {
      return (long) (LONGEST_MILLIS * -Math.expm1(-millis / LONGEST_MILLIS));
    }
  };

  /** No brisk look takes longer. */
  static final double LONGEST_MILLIS = 30_000;

  /** What becomes of a time that somebody would take, in milliseconds. */
  abstract long of(long millis);
}
