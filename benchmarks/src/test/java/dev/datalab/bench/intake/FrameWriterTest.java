package dev.datalab.bench.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datalab.core.event.Event;
import dev.datalab.ingest.json.EventDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameWriterTest {
  private static final long NOW = 1_800_000_000_123L;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(FrameWriter.MAX_BYTES);

  @ParameterizedTest
  @ValueSource(ints = {1, 20, LoadPlan.MOST_EVENTS})
  void aFrameHoldsEventsThatTheIntakeReads(int events) throws Exception {
    FrameWriter writer = new FrameWriter(1);
    EventDecoder decoder = new EventDecoder();
    Set<String> types = new TreeSet<>();
    for (int i = 0; i < 50; i++) {
      writer.write(1_234_567, events, NOW, buffer);
      JsonNode frame = new ObjectMapper().readTree(unwrapped());
      assertThat(frame.path("seq").asLong()).isEqualTo(1_234_567);
      assertThat(frame.path("events")).hasSize(events);
      for (JsonNode event : frame.path("events")) {
        byte[] json = event.toString().getBytes(StandardCharsets.UTF_8);
        Event read = decoder.decode(json, 0, json.length).event(NOW);
        assertThat(event.path("timestamp").asLong()).isEqualTo(NOW);
        types.add(read.type().wireName());
      }
    }
    assertThat(types).contains("url", "click", "element", "event");
  }

  @Test
  void aShortTextIsAFrameToo() {
    new FrameWriter(1).write("{\"goodbye\":true}", buffer);

    assertThat(unwrapped()).isEqualTo("{\"goodbye\":true}");
  }

  @Test
  void theSizeOfAnEventIsWhatFramesTake() {
    FrameWriter writer = new FrameWriter(1);
    long bytes = 0;
    for (int i = 0; i < 400; i++) {
      writer.write(1, 50, NOW, buffer);
      bytes += buffer.remaining();
    }
    assertThat(bytes / (400.0 * 50))
        .isBetween(writer.bytesPerEvent() * 0.97, writer.bytesPerEvent() * 1.03);
  }

  /** The payload of the one masked text frame that the buffer holds. */
  private String unwrapped() {
    assertThat(buffer.get()).isEqualTo((byte) 0x81);
    int length = buffer.get() & 0xff;
    assertThat(length & 0x80).as("masked").isEqualTo(0x80);
    length &= 0x7f;
    if (length == 126) {
      length = buffer.getShort() & 0xffff;
    }
    assertThat(buffer.getInt()).as("the key leaves the bytes as they are").isZero();
    assertThat(buffer.remaining()).isEqualTo(length);
    byte[] payload = new byte[length];
    buffer.get(payload);
    return new String(payload, StandardCharsets.UTF_8);
  }
}
