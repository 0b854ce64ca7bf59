package dev.datalab.ingest.json;

import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.Event.HoverAction;
import dev.datalab.core.event.Event.Point;
import dev.datalab.core.event.Event.Pointer;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.EventType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was read of one event, whatever its type, in any order of fields. {@link EventDecoder} fills
 * it anew for each event; whoever asks gets immutable values that outlive it. For use by one
 * thread.
 *
 * <p>A field that holds what it must not is noted, and is an error only if the event has that field
 * after all.
 */
public final class EventDraft {
  private static final UnaryOperator<String> AS_IT_IS = UnaryOperator.identity();

  private final Set<Field> given = EnumSet.noneOf(Field.class);
  private final Set<Field> wrong = EnumSet.noneOf(Field.class);
  private final Map<Field, String> texts = new EnumMap<>(Field.class);
  private final Map<Field, EventFormatException> problems = new EnumMap<>(Field.class);

  @Nullable EventType type;
  long timestamp;
  @Nullable HoverAction action;
  Pointer pointer = Pointer.UNKNOWN;
  int x;
  int y;
  long elapsed;
  final List<Element> path = new ArrayList<>();
  final List<Point> points = new ArrayList<>();
  final Map<String, Object> properties = new TreeMap<>();
  final String[] utm = {"", "", "", "", ""};
  private UnaryOperator<String> cleaned = AS_IT_IS;

  EventDraft() {}

  void clear() {
    given.clear();
    wrong.clear();
    type = null;
  }

  /** Notes that a field holds a good value; the last one counts. */
  void give(Field field) {
    given.add(field);
    wrong.remove(field);
  }

  /** {@link #give} of a text. */
  void give(Field field, String text) {
    texts.put(field, text);
    give(field);
  }

  /** Notes that a field is absent, whatever it held before. */
  void omit(Field field) {
    given.remove(field);
    wrong.remove(field);
  }

  /** Notes that a field holds what it must not. */
  void reject(Field field, EventFormatException problem) {
    given.remove(field);
    wrong.add(field);
    problems.put(field, problem);
  }

  boolean has(Field field) {
    return given.contains(field);
  }

  String text(Field field) {
    return has(field) ? texts.getOrDefault(field, "") : "";
  }

  /**
   * The kind of the event.
   *
   * @throws EventFormatException if none was given, or none that is known
   */
  public EventType type() throws EventFormatException {
    check(Field.TYPE::equals);
    if (type == null || !has(Field.TYPE)) {
      throw EventFormatException.of(
          Field.TYPE, "missing; give click, url, element, stage, mouse or event, or its number.");
    }
    return type;
  }

  /**
   * The time that the event bears, in milliseconds since the epoch; unchecked.
   *
   * @throws EventFormatException if none was given, or none that is a time
   */
  public long timestamp() throws EventFormatException {
    check(Field.TIMESTAMP::equals);
    if (!has(Field.TIMESTAMP)) {
      throw EventFormatException.of(
          Field.TIMESTAMP, "missing; give milliseconds since 1970, or ISO 8601 with a zone.");
    }
    return timestamp;
  }

  /**
   * The event.
   *
   * @param time its time in milliseconds since the epoch, which need not be {@link #timestamp}: a
   *     client's clock may be off
   * @throws EventFormatException if a field of the event breaks its rule
   */
  public Event event(long time) throws EventFormatException {
    return event(time, AS_IT_IS);
  }

  /**
   * The event, its addresses cleaned.
   *
   * @param time its time in milliseconds since the epoch
   * @param cleaned what to keep of an address that is not empty
   * @throws EventFormatException if a field of the event breaks its rule
   */
  public Event event(long time, UnaryOperator<String> cleaned) throws EventFormatException {
    this.cleaned = cleaned;
    EventType kind = type();
    check(field -> field.isOf(kind));
    EventProperties with =
        has(Field.PROPERTIES) && !properties.isEmpty()
            ? new EventProperties(properties)
            : EventProperties.NONE;
    return switch (kind) {
      case CLICK ->
          new Event.Click(
              time,
              address(Field.URL),
              with,
              clickedPath(),
              has(Field.X) ? x : Event.UNKNOWN_COORDINATE,
              has(Field.Y) ? y : Event.UNKNOWN_COORDINATE,
              elapsed());
      case URL -> urlChange(time, with);
      case ELEMENT -> elementTime(time, with);
      case STAGE -> stageChange(time, with);
      case MOUSE -> {
        require(Field.POINTS, "missing; give the pointer's path as [[dt, x, y, pause], …].");
        yield new Event.MouseMovement(time, address(Field.URL), with, points);
      }
      case EVENT -> {
        require(Field.NAME, "missing; give the event's name, 1 to 100 characters.");
        yield new Event.Custom(time, address(Field.URL), with, text(Field.NAME));
      }
    };
  }

  /** Throws what is wrong with the first of these fields, in the fields' own order. */
  void check(Predicate<Field> fields) throws EventFormatException {
    if (wrong.isEmpty()) {
      return;
    }
    for (Field field : wrong) {
      EventFormatException problem = problems.get(field);
      if (problem != null && fields.test(field)) {
        throw problem;
      }
    }
  }

  void require(Field field, String ruleAndRemedy) throws EventFormatException {
    if (!has(field)) {
      throw EventFormatException.of(field, ruleAndRemedy);
    }
  }

  private long elapsed() {
    return has(Field.ELAPSED) ? elapsed : Event.UNKNOWN_ELAPSED;
  }

  /** An address: absolute or a path, or empty where none was given. */
  private String address(Field field) throws EventFormatException {
    String address = text(field);
    if (address.isEmpty()) {
      return address;
    }
    if (address.charAt(0) == '/' || isAbsolute(address)) {
      return cleaned.apply(address);
    }
    throw EventFormatException.of(
        field, "neither absolute (https://…) nor a path; begin it with '/' or its scheme.");
  }

  private static boolean isAbsolute(String address) {
    int scheme = address.indexOf("://");
    for (int i = 0; i < scheme; i++) {
      char c = address.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) {
        return false;
      }
    }
    return scheme > 0;
  }

  private Event urlChange(long time, EventProperties with) throws EventFormatException {
    String from = address(Field.FROM);
    String url = address(Field.URL);
    String to = has(Field.TO) ? address(Field.TO) : url;
    if (has(Field.TO) && to.isEmpty() && from.isEmpty()) {
      from = url;
    }
    if (to.isEmpty() && (from.isEmpty() || !has(Field.TO))) {
      throw EventFormatException.of(
          Field.TO,
          "missing; give the address as 'to' or 'url', or 'to': null with 'from' for a leaving.");
    }
    return new Event.UrlChange(time, from, to, with, elapsed());
  }

  private List<Element> clickedPath() throws EventFormatException {
    if (has(Field.PATH) && !path.isEmpty()) {
      return path;
    }
    String target = text(Field.TARGET);
    if (target.isEmpty()) {
      throw EventFormatException.of(
          Field.PATH, "missing; give the clicked elements, or 'target' alone.");
    }
    try {
      return List.of(Element.ofTarget(target));
    } catch (IllegalArgumentException e) {
      throw EventFormatException.of(
          Field.TARGET, "names no element; give an XPath, #id, [name=…] or a label.");
    }
  }

  private Event elementTime(long time, EventProperties with) throws EventFormatException {
    if (text(Field.ELEMENT).isEmpty() && text(Field.TARGET).isEmpty()) {
      throw EventFormatException.of(
          Field.ELEMENT, "missing; give the element's id, or its 'target'.");
    }
    HoverAction done = action;
    if (done == null || !has(Field.ACTION)) {
      throw EventFormatException.of(Field.ACTION, "missing; give hover-click or hover-leave.");
    }
    require(Field.ELAPSED, "missing; give the milliseconds of hesitation.");
    return new Event.ElementTime(
        time,
        address(Field.URL),
        with,
        text(Field.ELEMENT),
        text(Field.TARGET),
        done,
        has(Field.POINTER) ? pointer : Pointer.UNKNOWN,
        elapsed);
  }

  private Event stageChange(long time, EventProperties with) throws EventFormatException {
    if (text(Field.FUNNEL).isEmpty()) {
      throw EventFormatException.of(Field.FUNNEL, "missing; give the funnel's id.");
    }
    String from = stage(Field.FROM);
    String to = stage(Field.TO);
    if (from.isEmpty() && to.isEmpty()) {
      throw EventFormatException.of(Field.TO, "missing; give the id of a stage.");
    }
    return new Event.StageChange(
        time,
        address(Field.URL),
        with,
        text(Field.FUNNEL),
        from,
        to,
        text(Field.TRIGGER),
        elapsed());
  }

  private String stage(Field field) throws EventFormatException {
    String id = text(field);
    if (id.length() > Limits.NAME) {
      throw EventFormatException.of(
          field, "a stage's id has at most " + Limits.NAME + " characters; shorten it.");
    }
    return id;
  }
}
