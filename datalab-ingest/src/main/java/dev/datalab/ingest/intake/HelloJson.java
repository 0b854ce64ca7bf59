package dev.datalab.ingest.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes the answer to a hello. Ids of streams are texts, since JavaScript's numbers end at 2^53.
 */
final class HelloJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private HelloJson() {}

  static byte[] of(HelloAnswer answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 + answer.config().length());
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("session", answer.session());
      json.writeStringField("stream", Long.toString(answer.stream()));
      json.writeStringField("visitor", answer.visitor());
      json.writeStringField("ticket", answer.ticket());
      json.writeStringField("key", answer.key());
      json.writeNumberField("resumeFrom", answer.resumeFrom());
      json.writeNumberField("window", answer.window());
      json.writeFieldName("config");
      json.writeRawValue(answer.config());
      if (answer.previous().isPresent()) {
        previous(json, answer.previous().get());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void previous(JsonGenerator json, HelloAnswer.Previous previous)
      throws IOException {
    json.writeObjectFieldStart("previous");
    json.writeStringField("session", previous.session());
    json.writeStringField("stream", Long.toString(previous.stream()));
    json.writeNumberField("resumeFrom", previous.resumeFrom());
    json.writeStringField("key", previous.key());
    json.writeEndObject();
  }
}
