package dev.datalab.testkit.oracle;

import java.util.List;
import java.util.SplittableRandom;

/** Draws from a seed. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Once in so many times. */
  boolean in(int times) {
    return random.nextInt(times) == 0;
  }

  /** 0 to {@code bound} - 1. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
