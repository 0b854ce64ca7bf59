package dev.datalab.core.internal.measure;

import dev.datalab.core.query.ProportionTest;

/**
 * Compares two shares of independent samples: the pooled two-proportion z-test, and the interval of
 * their difference by Newcombe's hybrid score method (Newcombe, <i>Interval estimation for the
 * difference between independent proportions: comparison of eleven methods</i>, Statistics in
 * Medicine 17, 1998, method 10), which joins the score intervals of both (Wilson, 1927). Other than
 * the usual interval it holds with few events, and never leaves -1 to 1.
 */
public final class TwoProportions {
  private TwoProportions() {}

  /**
   * Compares {@code hits} of {@code all} with {@code otherHits} of {@code otherAll}. Of nothing, a
   * share is 0, and nothing is known of it.
   */
  public static ProportionTest compare(long hits, long all, long otherHits, long otherAll) {
    double share = share(hits, all);
    double otherShare = share(otherHits, otherAll);
    double difference = share - otherShare;
    if (all == 0 || otherAll == 0) {
      return new ProportionTest(difference, -1, 1, 0, 1);
    }
    double below = share - bound(hits, all, -1);
    double above = bound(hits, all, 1) - share;
    double otherBelow = otherShare - bound(otherHits, otherAll, -1);
    double otherAbove = bound(otherHits, otherAll, 1) - otherShare;
    double z = z(hits, all, otherHits, otherAll);
    return new ProportionTest(
        difference,
        Math.max(-1, difference - Math.hypot(below, otherAbove)),
        Math.min(1, difference + Math.hypot(above, otherBelow)),
        z,
        Normal.twoSided(z));
  }

  private static double share(long hits, long all) {
    return all == 0 ? 0 : (double) hits / all;
  }

  private static double z(long hits, long all, long otherHits, long otherAll) {
    double pooled = (double) (hits + otherHits) / (all + otherAll);
    double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / all + 1.0 / otherAll));
    return error == 0 ? 0 : (share(hits, all) - share(otherHits, otherAll)) / error;
  }

  /** Wilson's score interval: its lower bound (side -1) or its upper one (side 1). */
  private static double bound(long hits, long all, int side) {
    if (hits == (side < 0 ? 0 : all)) {
      return side < 0 ? 0 : 1;
    }
    double square = Normal.Z95 * Normal.Z95;
    double share = (double) hits / all;
    double half = Normal.Z95 * Math.sqrt(square + 4 * hits * (1 - share));
    return (2.0 * hits + square + side * half) / (2 * (all + square));
  }
}
