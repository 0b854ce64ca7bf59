package dev.datalab.core.event;

import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of event, with the numbers and names they have on the wire; the ordinal is the number.
 */
public enum EventType {
  /** Somebody clicked. */
  CLICK,
  /** The page's address changed: a landing, a step or, with no address to go to, a leaving. */
  URL,
  /** How long somebody hesitated over an element. */
  ELEMENT,
  /** A client's hint that a stage of a funnel was entered. */
  STAGE,
  /** A sampled path of the pointer. */
  MOUSE,
  /** Whatever else the site reports under a name of its own. */
  EVENT;

  private static final EventType[] BY_NUMBER = values();

  /** The type's name on the wire, as {@code click}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of a wire number, 0 to 5. */
  public static Optional<EventType> ofNumber(int number) {
    return number >= 0 && number < BY_NUMBER.length
        ? Optional.of(BY_NUMBER[number])
        : Optional.empty();
  }

  /** The type of a wire name, as {@code click}. */
  public static Optional<EventType> ofName(String name) {
    for (EventType type : BY_NUMBER) {
      if (type.wireName().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
