package dev.datalab.platform.documents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/**
 * Records as JSON text, and back. Fields go by the names of the record's components; a field that
 * the record does not know is passed over, and a missing one is null, 0 or false: so a newer
 * process and an older one may share a store. Times are milliseconds. Safe for use by many threads.
 */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(64).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  /** Writes a value. */
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s cannot be written as JSON: make it a record of plain values"
              .formatted(value.getClass().getName()),
          e);
    }
  }

  /**
   * Reads a text that this process or one like it wrote.
   *
   * @throws IllegalArgumentException if the text is not such a value; the message does not repeat
   *     it
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      return Optional.ofNullable(MAPPER.readValue(json, type))
          .orElseThrow(
              () -> new IllegalArgumentException("the JSON text is null: an object is needed"));
    } catch (JsonProcessingException e) {
      // Its message quotes the source, which may be secret.
      e.clearLocation();
      throw new IllegalArgumentException(
          "the JSON text is no %s (%s): the store was written by something else"
              .formatted(type.getName(), e.getOriginalMessage()));
    }
  }

  /**
   * A mapper of the caller's own with these manners: nesting up to 64, no duplicate names, no
   * trailing tokens.
   */
  public static JsonMapper mapper() {
    return MAPPER.copy();
  }
}
