package dev.datalab.server.questions;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.ingest.json.EventEncoder;
import dev.datalab.platform.question.EventText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** An event in an answer: the very line that export writes. Safe for use by many threads. */
public final class ExportedEvent implements EventText {
  @Override
  public String of(RecordedEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (EventEncoder encoder = new EventEncoder(bytes)) {
      encoder.line(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
  }
}
