package dev.datalab.ingest.json;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.datalab.core.event.EventType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields that an event, or a line of an import, may have. */
enum Field {
  TYPE("type", EnumSet.allOf(EventType.class)),
  TIMESTAMP("timestamp", EnumSet.allOf(EventType.class)),
  VISITOR("visitor"),
  SESSION("session"),
  ID("id"),
  URL("url", EnumSet.allOf(EventType.class)),
  FROM("from", EnumSet.of(EventType.URL, EventType.STAGE)),
  TO("to", EnumSet.of(EventType.URL, EventType.STAGE)),
  PATH("path", EnumSet.of(EventType.CLICK)),
  TARGET("target", EnumSet.of(EventType.CLICK, EventType.ELEMENT)),
  X("x", EnumSet.of(EventType.CLICK)),
  Y("y", EnumSet.of(EventType.CLICK)),
  ELEMENT("element", EnumSet.of(EventType.ELEMENT)),
  ACTION("action", EnumSet.of(EventType.ELEMENT)),
  POINTER("pointer", EnumSet.of(EventType.ELEMENT)),
  FUNNEL("funnel", EnumSet.of(EventType.STAGE)),
  TRIGGER("trigger", EnumSet.of(EventType.STAGE)),
  POINTS("points", EnumSet.of(EventType.MOUSE)),
  NAME("name", EnumSet.of(EventType.EVENT)),
  ELAPSED(
      "elapsed", EnumSet.of(EventType.CLICK, EventType.URL, EventType.ELEMENT, EventType.STAGE)),
  PROPERTIES("properties", EnumSet.allOf(EventType.class)),
  REFERRER("referrer"),
  USER_AGENT("userAgent"),
  BROWSER("browser"),
  OS("os"),
  DEVICE("device"),
  LANGUAGE("language"),
  SCREEN("screen"),
  UTM("utm");

  private static final Map<String, Field> BY_WIRE_NAME =
      Stream.of(values()).collect(toUnmodifiableMap(Field::wireName, field -> field));

  private final String wireName;

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
  private final Set<EventType> types;

  /** A field of the events of these types. */
  Field(String wireName, Set<EventType> types) {
    this.wireName = wireName;
    this.types = types;
  }

  /** A field of an import's line, whatever the event. */
  Field(String wireName) {
    this(wireName, EnumSet.noneOf(EventType.class));
  }

  String wireName() {
    return wireName;
  }

  /** Whether an event of this type has the field. */
  boolean isOf(EventType type) {
    return types.contains(type);
  }

  /** Whether a line of an import has the field beside those of its event. */
  boolean isOfLine() {
    return types.isEmpty();
  }

  /** The field of this name, or null for one that events don't have. */
  static @Nullable Field named(String wireName) {
    return BY_WIRE_NAME.get(wireName);
  }
}
