package dev.datalab.ingest.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.ingest.device.DeviceClassifier;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventDecoderFuzzTest {
  private static final long SEED = 99_001_122;
  private static final int CASES = 100_000;
  private static final long NOW = 1_793_527_200_000L;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Mutation mutation = new Mutation(random);

  @Test
  void aMutatedLineIsAnEventOrBreaksARuleAndNothingElse() throws Exception {
    List<byte[]> lines = lines();
    EventDecoder decoder = new EventDecoder();
    ImportLine line = new ImportLine(DeviceClassifier.NONE);
    int taken = 0;
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] mutated = mutation.of(lines.get(random.nextInt(lines.size())));
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
}
