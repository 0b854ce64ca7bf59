package dev.datalab.ingest.json;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.datalab.core.event.Event.HoverAction;
import dev.datalab.core.event.Event.Pointer;
import dev.datalab.core.event.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Reads events from JSON, as a stream of tokens and without a tree. For use by one thread; the
 * drafts it answers are one and the same, filled anew.
 *
 * <pre>{@code
 * EventDecoder decoder = new EventDecoder();
 * Event event = decoder.decode(line, 0, line.length).event(now);
 * }</pre>
 *
 * <p>Unknown fields are ignored, of a field that comes twice the last counts, and {@code null} is
 * the same as absent, but for {@code to}, where it means that the visitor leaves. Texts have at
 * most 2,000 characters (addresses, targets, referrers, property values), 200 (ids of visitors and
 * sessions, names of browsers and the like) or 100 (names, configured ids); they hold no NUL and no
 * half of a surrogate pair. JSON is nested at most 16 deep.
 */
public final class EventDecoder {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.DEPTH)
                  .maxNumberLength(1_000)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private static final Map<String, EventType> TYPES =
      Stream.of(EventType.values()).collect(toUnmodifiableMap(EventType::wireName, type -> type));

  private final EventDraft draft = new EventDraft();
  private final ValueReader values = new ValueReader(draft);
  private final Utf8Check utf8 = new Utf8Check();

  /** A decoder; cheap to make, cheaper to keep. */
  public EventDecoder() {}

  /**
   * A parser of JSON in UTF-8 within the limits of events, for a frame that holds several.
   *
   * @throws EventFormatException if the bytes are not UTF-8
   */
  public JsonParser parser(byte[] json, int offset, int length) throws EventFormatException {
    if (!utf8.isValid(json, offset, length)) {
      throw new EventFormatException("not UTF-8; encode the text as UTF-8.");
    }
    try {
      return FACTORY.createParser(json, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The time at which a parser stands, in milliseconds since the epoch: such a number, or ISO 8601
   * with a zone. Empty for any other value.
   *
   * @throws IOException if the parser throws it, for text that is not JSON
   */
  public static OptionalLong time(JsonParser parser) throws IOException {
    long time = ValueReader.millis(parser);
    return time == IsoTime.INVALID ? OptionalLong.empty() : OptionalLong.of(time);
  }

  /**
   * The one event that a text holds.
   *
   * @param json a JSON object in UTF-8, nothing but white space around it
   * @throws EventFormatException if it is not
   */
  public EventDraft decode(byte[] json, int offset, int length) throws EventFormatException {
    try (JsonParser parser = parser(json, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new EventFormatException("no JSON object; write one event as {…} on a line.");
      }
      read(parser);
      if (parser.nextToken() != null) {
        throw new EventFormatException("more than one JSON value; write one event on a line.");
      }
      return draft;
    } catch (StreamConstraintsException e) {
      throw new EventFormatException(
          "JSON nested deeper than 16, or a number or name of enormous length; simplify it.");
    } catch (JsonProcessingException e) {
      throw notJson(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The event at which a parser stands.
   *
   * @param parser at an object's beginning; afterwards at its end
   * @throws IOException if the parser throws it, for text that is not JSON
   */
  public EventDraft read(JsonParser parser) throws IOException {
    draft.clear();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Field field = Field.named(parser.currentName());
      JsonToken value = parser.nextToken();
      if (field == null) {
        parser.skipChildren();
      } else if (value == JsonToken.VALUE_NULL && field != Field.TO) {
        draft.omit(field);
      } else {
        value(field, parser);
      }
    }
    return draft;
  }

  private void value(Field field, JsonParser parser) throws IOException {
    switch (field) {
      case TYPE -> type(parser);
      case TIMESTAMP -> values.timestamp(parser);
      case TO -> {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
          draft.give(Field.TO, "");
        } else {
          values.text(field, parser, 1, Limits.TEXT);
        }
      }
      case URL, FROM, TARGET, REFERRER, USER_AGENT -> values.text(field, parser, 0, Limits.TEXT);
      case VISITOR -> values.text(field, parser, 1, Limits.SHORT_TEXT);
      case SESSION, ID, BROWSER, OS, DEVICE, LANGUAGE, SCREEN ->
          values.text(field, parser, 0, Limits.SHORT_TEXT);
      case NAME -> values.text(field, parser, 1, Limits.NAME);
      case ELEMENT, FUNNEL -> values.text(field, parser, 0, Limits.NAME);
      case X -> draft.x = (int) values.number(field, parser, -Limits.PIXELS, Limits.PIXELS);
      case Y -> draft.y = (int) values.number(field, parser, -Limits.PIXELS, Limits.PIXELS);
      case ELAPSED -> draft.elapsed = values.number(field, parser, 0, Limits.ELAPSED_MILLIS);
      case PATH -> values.path(parser);
      case POINTS -> values.points(parser);
      case PROPERTIES -> values.properties(parser);
      case UTM -> values.utm(parser);
      case ACTION -> action(parser);
      case POINTER -> pointer(parser);
      case TRIGGER -> trigger(parser);
    }
  }

  private void type(JsonParser parser) throws IOException {
    EventType type = null;
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() == JsonParser.NumberType.INT) {
      type = EventType.ofNumber(parser.getIntValue()).orElse(null);
    } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
      type = TYPES.get(parser.getText());
    }
    parser.skipChildren();
    draft.type = type;
    if (type == null) {
      draft.reject(
          Field.TYPE,
          EventFormatException.of(
              Field.TYPE,
              "not a type; give click, url, element, stage, mouse or event, or 0 to 5."));
    } else {
      draft.give(Field.TYPE);
    }
  }

  private void action(JsonParser parser) throws IOException {
    switch (word(parser)) {
      case "hover-click" -> draft.action = HoverAction.HOVER_CLICK;
      case "hover-leave" -> draft.action = HoverAction.HOVER_LEAVE;
      default -> {
        refuse(Field.ACTION, parser, "not an action; give hover-click or hover-leave.");
        return;
      }
    }
    draft.give(Field.ACTION);
  }

  private void pointer(JsonParser parser) throws IOException {
    switch (word(parser)) {
      case "mouse" -> draft.pointer = Pointer.MOUSE;
      case "touch" -> draft.pointer = Pointer.TOUCH;
      case "pen" -> draft.pointer = Pointer.PEN;
      default -> {
        refuse(Field.POINTER, parser, "not a pointer; give mouse, touch or pen, or leave it out.");
        return;
      }
    }
    draft.give(Field.POINTER);
  }

  private void trigger(JsonParser parser) throws IOException {
    switch (word(parser)) {
      case "url" -> draft.give(Field.TRIGGER, "url");
      case "click" -> draft.give(Field.TRIGGER, "click");
      default -> refuse(Field.TRIGGER, parser, "not a trigger; give url or click.");
    }
  }

  private static String word(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
  }

  private void refuse(Field field, JsonParser parser, String ruleAndRemedy) throws IOException {
    parser.skipChildren();
    draft.reject(field, EventFormatException.of(field, ruleAndRemedy));
  }

  private static EventFormatException notJson(JsonProcessingException e) {
    String reason = "not JSON; write one event as a JSON object.";
    return e.getLocation() == null
        ? new EventFormatException(reason)
        : new EventFormatException(
            reason,
            "not JSON at byte %d; write one event as a JSON object."
                .formatted(e.getLocation().getByteOffset() + 1));
  }
}
