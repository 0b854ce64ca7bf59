package dev.datalab.server.demo.visitors;

import java.util.SplittableRandom;

/** Distributions that people's behaviour is drawn from. */
final class Chance {
  private Chance() {}

  /**
   * An index below {@code size}, small ones more often (Zipf with exponent 1, by inversion of its
   * integral).
   */
  static int popular(SplittableRandom chance, int size) {
    return (int) (Math.pow(size + 1, chance.nextDouble()) - 1);
  }

  /**
   * A time that people take: log-normal.
   *
   * @param medianMillis half of them take less, in milliseconds
   * @param spread standard deviation of the logarithm
   */
  static long millis(SplittableRandom chance, long medianMillis, double spread) {
    double u = 1 - chance.nextDouble();
    double normal = Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * chance.nextDouble());
    return Math.max(50, (long) (medianMillis * Math.exp(spread * normal)));
  }

  /** Whether something of this probability happens. */
  static boolean happens(SplittableRandom chance, double probability) {
    return chance.nextDouble() < probability;
  }
}
