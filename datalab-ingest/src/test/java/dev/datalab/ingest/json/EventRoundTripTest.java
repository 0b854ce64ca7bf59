package dev.datalab.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.ingest.device.DeviceClassifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventRoundTripTest {
  private static final long SEED = 7_151_123;
  private static final long NOW = 1_793_527_200_000L;

  private final EventDecoder decoder = new EventDecoder();
  private final ImportLine line = new ImportLine(DeviceClassifier.NONE);

  @Test
  void whatIsWrittenIsReadBackAsTheSameEventAndWrittenAsTheSameBytes() throws Exception {
    RandomEvents events = new RandomEvents(SEED, NOW);
    for (int i = 1; i <= 20_000; i++) {
      RecordedEvent event = events.next(3, i);
      byte[] written = written(event);
      RecordedEvent read = line.recorded(decoder.decode(written, 0, written.length - 1), 3, i);
      assertThat(read).as("seed %d, case %d", SEED, i).isEqualTo(event);
      assertThat(written(read)).as("seed %d, case %d", SEED, i).isEqualTo(written);
    }
  }

  @Test
  void aLineHasItsFieldsInOrderAndLeavesAbsentOnesOut() throws Exception {
    RecordedEvent event =
        new RecordedEvent(
            "u1",
            "",
            1,
            1,
            new Dimensions("", "Firefox", "", "", "", "", Dimensions.Utm.NONE),
            "",
            new Event.UrlChange(
                NOW, "/a", "", new EventProperties(Map.of("b", 5.0, "a", 0.25)), 10));
    assertThat(new String(written(event), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"visitor":"u1","timestamp":"2026-11-01T10:00:00.000Z","type":"url","from":"/a",\
            "to":null,"elapsed":10,"properties":{"a":0.25,"b":5},"browser":"Firefox"}
            """);
  }

  private static byte[] written(RecordedEvent event) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (EventEncoder encoder = new EventEncoder(bytes)) {
      encoder.line(event);
    }
    return bytes.toByteArray();
  }
}
