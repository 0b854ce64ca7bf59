package dev.datalab.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of fields into a draft. Each method finds the parser at a value and leaves it at
 * that value's last token, also where the value is wrong. For use by one thread.
 */
final class ValueReader {
  private static final String[] UTM = {"source", "medium", "campaign", "term", "content"};

  private final EventDraft draft;
  private final TextPool pool = new TextPool();

  ValueReader(EventDraft draft) {
    this.draft = draft;
  }

  /** A text of some characters; where none are required, an empty one is as good as absent. */
  void text(Field field, JsonParser parser, int shortest, int longest) throws IOException {
    String text = plainText(parser, longest);
    if (text != null && text.length() >= shortest) {
      draft.give(field, text);
      return;
    }
    parser.skipChildren();
    draft.reject(
        field,
        EventFormatException.of(
            field,
            "a text of %d to %d characters without NUL and lone surrogates; correct it."
                .formatted(shortest, longest)));
  }

  /**
   * A number, rounded to a whole one: browsers report coordinates and times with fractions.
   *
   * @return 0 where it is wrong
   */
  long number(Field field, JsonParser parser, long least, long most) throws IOException {
    double number = number(parser);
    if (number >= least && number <= most) {
      draft.give(field);
      return Math.round(number);
    }
    parser.skipChildren();
    draft.reject(
        field,
        EventFormatException.of(
            field, "a number from %d to %d; correct it or leave it out.".formatted(least, most)));
    return 0;
  }

  void timestamp(JsonParser parser) throws IOException {
    long time = millis(parser);
    parser.skipChildren();
    if (time == IsoTime.INVALID) {
      draft.reject(
          Field.TIMESTAMP,
          EventFormatException.of(
              Field.TIMESTAMP,
              "no time; give whole milliseconds since 1970, or ISO 8601 with a zone"
                  + " (2026-11-01T10:00:00Z)."));
    } else {
      draft.timestamp = time;
      draft.give(Field.TIMESTAMP);
    }
  }

  /** A time in milliseconds since the epoch, or {@link IsoTime#INVALID}. */
  static long millis(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          ? IsoTime.INVALID
          : parser.getLongValue();
    }
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? IsoTime.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())
        : IsoTime.INVALID;
  }

  void path(JsonParser parser) throws IOException {
    draft.path.clear();
    boolean good = parser.currentToken() == JsonToken.START_ARRAY;
    if (!good) {
      parser.skipChildren();
    } else {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        Element element = element(parser);
        good &= element != null && draft.path.size() < Event.MAX_PATH;
        if (good && element != null) {
          draft.path.add(element);
        }
      }
    }
    settle(
        Field.PATH,
        good,
        "at most 16 elements {xpath, id, name, label}, each with one of these as text of at most"
            + " 2,000 characters; send the target and its nearest ancestors.");
  }

  void points(JsonParser parser) throws IOException {
    draft.points.clear();
    boolean good = parser.currentToken() == JsonToken.START_ARRAY;
    if (!good) {
      parser.skipChildren();
    } else {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        Event.Point point = point(parser);
        good &= point != null && draft.points.size() < Limits.POINTS;
        if (good && point != null) {
          draft.points.add(point);
        }
      }
    }
    settle(
        Field.POINTS,
        good,
        "at most 1,000 points [dt, x, y, pause, target?] of numbers; take fewer samples.");
  }

  void properties(JsonParser parser) throws IOException {
    draft.properties.clear();
    boolean good = parser.currentToken() == JsonToken.START_OBJECT;
    if (!good) {
      parser.skipChildren();
    } else {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        boolean absent = parser.nextToken() == JsonToken.VALUE_NULL;
        Object value = absent ? null : property(parser);
        good &= isName(name) && (absent || value != null);
        if (absent) {
          draft.properties.remove(name);
        } else if (good && value != null && draft.properties.size() <= EventProperties.MAX_SIZE) {
          draft.properties.put(name, value);
        }
      }
    }
    settle(
        Field.PROPERTIES,
        good && draft.properties.size() <= EventProperties.MAX_SIZE,
        "at most 32, flat: names of 1 to 100 characters, values text of at most 2,000 characters,"
            + " finite numbers or booleans; flatten or drop the others.");
  }

  void utm(JsonParser parser) throws IOException {
    for (int i = 0; i < UTM.length; i++) {
      draft.utm[i] = "";
    }
    boolean good = parser.currentToken() == JsonToken.START_OBJECT;
    if (!good) {
      parser.skipChildren();
    } else {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        int part = utmPart(parser.currentName());
        JsonToken token = parser.nextToken();
        String text = token == JsonToken.VALUE_NULL ? "" : plainText(parser, Limits.TEXT);
        parser.skipChildren();
        good &= part < 0 || text != null;
        if (part >= 0 && text != null) {
          draft.utm[part] = text;
        }
      }
    }
    settle(
        Field.UTM,
        good,
        "an object of source, medium, campaign, term, content, each a text of at most 2,000"
            + " characters; correct or drop it.");
  }

  private void settle(Field field, boolean good, String ruleAndRemedy) {
    if (good) {
      draft.give(field);
    } else {
      draft.reject(field, EventFormatException.of(field, ruleAndRemedy));
    }
  }

  /** An element, or null for a value that is none. */
  private @Nullable Element element(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return null;
    }
    String xpath = "";
    String id = "";
    String name = "";
    String label = "";
    boolean good = true;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken token = parser.nextToken();
      String text = token == JsonToken.VALUE_NULL ? "" : plainText(parser, Limits.TEXT);
      parser.skipChildren();
      String value = text == null ? "" : text;
      switch (field) {
        case "xpath" -> xpath = value;
        case "id" -> id = value;
        case "name" -> name = value;
        case "label" -> label = value;
        default -> {
          continue;
        }
      }
      good &= text != null;
    }
    return good && !(xpath.isEmpty() && id.isEmpty() && name.isEmpty() && label.isEmpty())
        ? new Element(xpath, id, name, label)
        : null;
  }

  /** A point, or null for a value that is none. */
  private Event.@Nullable Point point(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return null;
    }
    int[] numbers = new int[4];
    String target = "";
    boolean good = true;
    int at = 0;
    for (; parser.nextToken() != JsonToken.END_ARRAY; at++) {
      if (at < numbers.length) {
        double number = number(parser);
        boolean pixels = at == 1 || at == 2;
        good &=
            number >= (pixels ? -Limits.PIXELS : 0)
                && number <= (pixels ? Limits.PIXELS : Limits.POINT_MILLIS);
        numbers[at] = (int) Math.round(number);
      } else if (at == numbers.length && parser.currentToken() != JsonToken.VALUE_NULL) {
        String text = plainText(parser, Limits.TEXT);
        good &= text != null;
        target = text == null ? "" : text;
      }
      parser.skipChildren();
    }
    return good && (at == 4 || at == 5)
        ? new Event.Point(numbers[0], numbers[1], numbers[2], numbers[3], target)
        : null;
  }

  /** A property's value, or null for one that is none. */
  private @Nullable Object property(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_STRING -> {
        return plainText(parser, Limits.TEXT);
      }
      case VALUE_TRUE -> {
        return true;
      }
      case VALUE_FALSE -> {
        return false;
      }
      default -> {
        double number = number(parser);
        parser.skipChildren();
        return Double.isFinite(number) ? (Object) number : null;
      }
    }
  }

  /** A number, or NaN for another value, or infinite for one that is too large. */
  private static double number(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT
        ? parser.getDoubleValue()
        : Double.NaN;
  }

  /** A text within the limit, without NUL and lone surrogates; else null. */
  private @Nullable String plainText(JsonParser parser, int longest) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return null;
    }
    int length = parser.getTextLength();
    char[] chars = parser.getTextCharacters();
    int offset = parser.getTextOffset();
    return isShort(chars, offset, length, longest) && isPlain(chars, offset, length)
        ? pool.text(chars, offset, length)
        : null;
  }

  /**
   * Whether a text has at most so many characters: code points, which are only counted where that
   * matters.
   */
  private static boolean isShort(char[] chars, int offset, int length, int longest) {
    return length <= longest
        || (length <= 2 * longest && Character.codePointCount(chars, offset, length) <= longest);
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.codePointCount(0, name.length()) <= Limits.NAME
        && isPlain(name.toCharArray(), 0, name.length());
  }

  private static boolean isPlain(char[] chars, int offset, int length) {
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      char c = chars[i];
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c) || ++i == end || !Character.isLowSurrogate(chars[i])) {
          return false;
        }
      }
    }
    return true;
  }

  private static int utmPart(String name) {
    for (int i = 0; i < UTM.length; i++) {
      if (UTM[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
