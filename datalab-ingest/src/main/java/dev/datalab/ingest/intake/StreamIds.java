package dev.datalab.ingest.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.OptionalLong;

/** Ids of streams on the wire: texts of digits, since JavaScript's numbers end at 2^53. */
final class StreamIds {
  /** Stands for an id that no stream has. */
  static final long NONE = -1;

  private static final int MOST_DIGITS = 18;

  private StreamIds() {}

  /**
   * The id at which a parser stands, as text or number; {@link #NONE} for a text that is no id of a
   * stream; empty for any other value.
   */
  static OptionalLong read(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return OptionalLong.of(parse(parser.getText()));
    }
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        ? OptionalLong.of(parse(parser.getText()))
        : OptionalLong.empty();
  }

  private static long parse(String digits) {
    boolean good =
        !digits.isEmpty()
            && digits.length() <= MOST_DIGITS
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return good ? Long.parseLong(digits) : NONE;
  }
}
