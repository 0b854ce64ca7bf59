package dev.datalab.ingest.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.ingest.device.DeviceClassifier;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventDecoderFuzzTest {
  private static final long SEED = 99_001_122;
  private static final int CASES = 100_000;
  private static final long NOW = 1_793_527_200_000L;
  private static final String[] SCRAPS = {
    "null",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\u0000",
    "\\ud83d",
    "1e999",
    "-0",
    ":",
    ",",
    "true",
    "{}",
    "[[]]",
    "\"to\":null,",
    "\"type\":4,",
    "\"points\":[[1,2,3,4]],",
    "999999999999999999999",
    "\n"
  };

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void aMutatedLineIsAnEventOrBreaksARuleAndNothingElse() throws Exception {
    List<byte[]> lines = lines();
    EventDecoder decoder = new EventDecoder();
    ImportLine line = new ImportLine(DeviceClassifier.NONE);
    int taken = 0;
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] mutated = mutated(lines.get(random.nextInt(lines.size())));
      try {
        line.recorded(decoder.decode(mutated, 0, mutated.length), 1, 1);
        taken++;
      } catch (EventFormatException e) {
        assertThat(e.reason()).isNotBlank();
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError(
            "seed %d, case %d: %s".formatted(SEED, i, new String(mutated, UTF_8)), e);
      }
    }
    assertThat(taken).isGreaterThan(CASES / 100);
    assertThat(refused).isGreaterThan(CASES / 10);
  }

  private static List<byte[]> lines() throws Exception {
    RandomEvents events = new RandomEvents(SEED, NOW);
    List<byte[]> lines = new ArrayList<>();
    for (int i = 1; i <= 500; i++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (EventEncoder encoder = new EventEncoder(bytes)) {
        encoder.line(events.next(1, i));
      }
      lines.add(bytes.toByteArray());
    }
    return lines;
  }

  private byte[] mutated(byte[] line) {
    byte[] bytes = line;
    for (int left = random.nextInt(1, 4); left > 0; left--) {
      bytes = mutatedOnce(bytes);
    }
    return bytes;
  }

  private byte[] mutatedOnce(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + random.nextInt(1, 12));
    return switch (random.nextInt(5)) {
      case 0 -> spliced(bytes, at, new byte[0], to);
      case 1 -> Arrays.copyOf(bytes, at);
      case 2 -> spliced(bytes, at, Arrays.copyOfRange(bytes, at, to), at);
      case 3 -> spliced(bytes, at, new byte[] {(byte) random.nextInt()}, Math.min(at + 1, to));
      default -> {
        String scrap = SCRAPS[random.nextInt(SCRAPS.length)];
        yield spliced(bytes, at, scrap.getBytes(UTF_8), at);
      }
    };
  }

  private static byte[] spliced(byte[] bytes, int at, byte[] inserted, int rest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.writeBytes(inserted);
    out.write(bytes, rest, bytes.length - rest);
    return out.toByteArray();
  }
}
