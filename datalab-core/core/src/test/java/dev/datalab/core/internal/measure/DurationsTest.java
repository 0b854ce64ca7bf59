package dev.datalab.core.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class DurationsTest {
  private static final int NEVER = Integer.MAX_VALUE;

  @Test
  void timesThatAreCountedHaveTheDistributionOfThoseThatAreKept() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Durations counted = new Durations(1 + random.nextInt(20));
      Durations kept = new Durations(NEVER);
      int size = 1 + random.nextInt(10_000);
      int different = 1 + random.nextInt(100_000);
      for (int i = 0; i < size; i++) {
        long time = random.nextInt(20) == 0 ? random.nextLong() >>> 24 : random.nextInt(different);
        counted.add(time);
        kept.add(time);
      }
      assertSame(counted, kept, seed);
    }
  }

  @Test
  void addingUpIsTheSameWhicheverSideIsCounted() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Durations sum = new Durations(random.nextBoolean() ? 8 : NEVER);
      Durations kept = new Durations(NEVER);
      for (int part = 0; part < 5; part++) {
        Durations piece = new Durations(random.nextBoolean() ? 8 : NEVER);
        for (int i = random.nextInt(50); i > 0; i--) {
          long time = random.nextInt(1_000);
          piece.add(time);
          kept.add(time);
        }
        sum.addAll(piece);
      }
      assertSame(sum, kept, seed);
    }
  }

  @Test
  void manyTimesTakeTheMemoryOfTheDifferentOnes() {
    Durations durations = new Durations(1_000);
    for (int i = 0; i < 1_000_000; i++) {
      durations.add(i % 5_000);
    }
    assertThat(durations.size()).isEqualTo(1_000_000);
    assertThat(durations.bytes()).isLessThan(300_000);
  }

  private static void assertSame(Durations counted, Durations kept, int seed) {
    assertThat(counted.size()).as("seed %d", seed).isEqualTo(kept.size());
    assertThat(counted.sum()).as("seed %d", seed).isEqualTo(kept.sum());
    assertThat(counted.sumOfSquares()).as("seed %d", seed).isEqualTo(kept.sumOfSquares());
    assertThat(counted.distribution()).as("seed %d", seed).isEqualTo(kept.distribution());
  }
}
