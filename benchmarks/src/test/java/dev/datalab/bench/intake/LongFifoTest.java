package dev.datalab.bench.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LongFifoTest {
  @Test
  void whatComesFirstGoesFirst() {
    SplittableRandom chance = new SplittableRandom(7);
    LongFifo fifo = new LongFifo();
    ArrayDeque<Long> model = new ArrayDeque<>();
    for (int i = 0; i < 100_000; i++) {
      if (model.isEmpty() || chance.nextInt(100) < 51) {
        fifo.add(i);
        model.add((long) i);
      } else {
        assertThat(fifo.peek()).isEqualTo(model.peek());
        assertThat(fifo.remove()).isEqualTo(model.remove());
      }
      assertThat(fifo.size()).isEqualTo(model.size());
      assertThat(fifo.isEmpty()).isEqualTo(model.isEmpty());
    }
  }

  @Test
  void nothingComesOutOfAnEmptyOne() {
    assertThatIllegalStateException().isThrownBy(() -> new LongFifo().remove());
  }
}
