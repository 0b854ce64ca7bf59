package dev.datalab.ingest.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.datalab.ingest.intake.IntakeRefusal.Kind;
import dev.datalab.ingest.json.EventDecoder;
import dev.datalab.ingest.json.EventFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads JSON objects field by field, within the limits of events. */
final class JsonBody {
  /** The most bytes that a frame or a hello may have. */
  static final int MOST_BYTES = 65_536;

  private JsonBody() {}

  /**
   * Reads an object and nothing after it.
   *
   * @param fields called at each value; leaves the parser at the value's last token
   * @throws IntakeRefusal {@link Kind#TOO_LARGE} or {@link Kind#MALFORMED}
   */
  static void read(EventDecoder decoder, byte[] json, Fields fields) throws IntakeRefusal {
    if (json.length > MOST_BYTES) {
      throw IntakeRefusal.of(
          Kind.TOO_LARGE,
          "A body has at most %d bytes; send fewer events at a time.".formatted(MOST_BYTES));
    }
    try (JsonParser parser = decoder.parser(json, 0, json.length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("No JSON object; send one as {…}.");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        fields.value(name, parser);
      }
      if (parser.nextToken() != null) {
        throw malformed("More than one JSON value; send one object alone.");
      }
    } catch (EventFormatException e) {
      throw malformed("Not UTF-8; encode the text as UTF-8.");
    } catch (JsonProcessingException e) {
      throw malformed(
          e.getLocation() == null
              ? "Not JSON; send one object."
              : "Not JSON at byte %d; send one object."
                  .formatted(e.getLocation().getByteOffset() + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IntakeRefusal malformed(String detail) {
    return IntakeRefusal.of(Kind.MALFORMED, detail);
  }

  /** Takes the fields of an object. */
  interface Fields {
    void value(String name, JsonParser parser) throws IOException;
  }
}
