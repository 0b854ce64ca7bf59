package dev.datalab.platform.question;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.datalab.core.query.Distribution;
import dev.datalab.core.query.Distribution.Bin;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How answers become text. The same answer is the same bytes on every machine and Java release:
 * fields stand in the order in which they are written, whole numbers have no fraction, and the
 * others the shortest digits that mean them.
 */
final class AnswerText {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
  private static final double MAX_WHOLE = 1e15;

  private AnswerText() {}

  /** Writes the fields of an object. */
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /** An object with these fields. */
  static String of(Fields fields) {
    StringWriter text = new StringWriter(1_024);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  static void number(JsonGenerator json, String field, double number) throws IOException {
    json.writeFieldName(field);
    if (number == Math.rint(number) && Math.abs(number) < MAX_WHOLE) {
      json.writeNumber((long) number);
    } else {
      json.writeNumber(number);
    }
  }

  /** A local time with its offset. */
  static void time(JsonGenerator json, String field, OffsetDateTime time) throws IOException {
    json.writeStringField(field, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
  }

  /** {@code {average, median, p90, histogram: [{from, to, count}]}} in seconds, or null. */
  static void distribution(JsonGenerator json, String field, Optional<Distribution> of)
      throws IOException {
    if (of.isEmpty()) {
      json.writeNullField(field);
      return;
    }
    Distribution time = of.get();
    json.writeObjectFieldStart(field);
    number(json, "average", time.average());
    number(json, "median", time.median());
    number(json, "p90", time.p90());
    json.writeArrayFieldStart("histogram");
    for (Bin bin : time.histogram()) {
      json.writeStartObject();
      number(json, "from", bin.from());
      number(json, "to", bin.to());
      json.writeNumberField("count", bin.count());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
