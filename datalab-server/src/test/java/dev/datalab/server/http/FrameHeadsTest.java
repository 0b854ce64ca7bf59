package dev.datalab.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;
import org.junit.jupiter.api.Test;

/** Frames of all lengths, cut anywhere. */
class FrameHeadsTest {
  private static final long SEED = 20_261_122L;
  private static final int[] LENGTHS = {0, 1, 125, 126, 127, 128, 65_535, 65_536, 70_000};

  private static boolean areMasked(FrameHeads heads, byte[] bytes, int from, int to) {
    return heads.areMasked(
        Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, bytes, from, to - from));
  }

  private static void frame(ByteArrayOutputStream out, int length, boolean masked, Random random) {
    int mask = masked ? 0x80 : 0;
    out.write(0x81);
    if (length < 126) {
      out.write(mask | length);
    } else if (length < 65_536) {
      out.write(mask | 126);
      out.write(length >>> 8);
      out.write(length);
    } else {
      out.write(mask | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.write((int) ((long) length >>> shift));
      }
    }
    byte[] rest = new byte[(masked ? 4 : 0) + length];
    random.nextBytes(rest); // looks like any head, where one is looked for in the wrong place
    out.writeBytes(rest);
  }

  @Test
  void everyFrameIsFoundHoweverTheBytesAreCut() {
    var random = new Random(SEED);
    for (int round = 0; round < 300; round++) {
      var out = new ByteArrayOutputStream();
      for (int i = 0; i < 5; i++) {
        frame(out, LENGTHS[random.nextInt(LENGTHS.length)], true, random);
      }
      int good = out.size();
      frame(out, 5, false, random);
      byte[] bytes = out.toByteArray();

      var heads = new FrameHeads();
      int at = 0;
      while (at < good) {
        int to = Math.min(good, at + 1 + random.nextInt(random.nextBoolean() ? 3 : 40_000));
        assertThat(areMasked(heads, bytes, at, to)).as("round %d, seed %d", round, SEED).isTrue();
        at = to;
      }
      assertThat(areMasked(heads, bytes, good, bytes.length))
          .as("round %d, seed %d", round, SEED)
          .isFalse();
    }
  }
}
