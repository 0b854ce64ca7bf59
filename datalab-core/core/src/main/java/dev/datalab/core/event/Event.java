package dev.datalab.core.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Something that happened in a session. Immutable.
 *
 * <p>Addresses are absolute, or paths of the app's own site that begin with {@code /}; where one is
 * unknown it is empty.
 */
public sealed interface Event {
  /** The {@code elapsed} of an event that does not know it. */
  long UNKNOWN_ELAPSED = -1;

  /** The {@code x} or {@code y} of a click that does not know it. */
  int UNKNOWN_COORDINATE = Integer.MIN_VALUE;

  /** The most elements that a click's path holds, from the target up. */
  int MAX_PATH = 16;

  /** When it happened, in milliseconds since the epoch, on the server's clock. */
  long time();

  /** The address of the page on which it happened, or empty. */
  String url();

  /** What the site told about it. */
  EventProperties properties();

  /** Its kind. */
  EventType type();

  /**
   * Its elapsed milliseconds, {@link #UNKNOWN_ELAPSED} where unknown or where its kind has none.
   */
  default long elapsed() {
    return UNKNOWN_ELAPSED;
  }

  /**
   * A page that a visitor opens.
   *
   * @param page its address
   */
  static Event view(Instant at, String page) {
    return new UrlChange(at.toEpochMilli(), "", page, EventProperties.NONE, UNKNOWN_ELAPSED);
  }

  /**
   * A click.
   *
   * @param page the address of the page it happens on, or empty
   * @param target an XPath, {@code #id}, {@code [name=…]} or a label
   */
  static Event click(Instant at, String page, String target) {
    return new Click(
        at.toEpochMilli(),
        page,
        EventProperties.NONE,
        List.of(Element.ofTarget(target)),
        UNKNOWN_COORDINATE,
        UNKNOWN_COORDINATE,
        UNKNOWN_ELAPSED);
  }

  /**
   * An event of the host's own.
   *
   * @param page the address of the page it happens on, or empty
   * @param name 1 to 100 characters
   * @param properties each a {@link String}, a {@link Number} or a {@link Boolean}
   */
  static Event named(Instant at, String page, String name, Map<String, ?> properties) {
    return new Custom(at.toEpochMilli(), page, new EventProperties(properties), name);
  }

  /**
   * A click.
   *
   * @param path the target first, then its ancestors up to the root; 1 to {@value #MAX_PATH}
   * @param x in CSS pixels from the page's left, or {@link #UNKNOWN_COORDINATE}
   * @param y in CSS pixels from the page's top, or {@link #UNKNOWN_COORDINATE}
   * @param elapsed milliseconds since the click before, or {@link #UNKNOWN_ELAPSED}
   */
  record Click(
      long time,
      String url,
      EventProperties properties,
      List<Element> path,
      int x,
      int y,
      long elapsed)
      implements Event {
    /** Requires a target. */
    public Click {
      requireNonNull(url, "url");
      requireNonNull(properties, "properties");
      path = List.copyOf(path);
      if (path.isEmpty() || path.size() > MAX_PATH) {
        throw new IllegalArgumentException(
            "path: 1 to %d elements, not %d; send the target and its nearest ancestors."
                .formatted(MAX_PATH, path.size()));
      }
      checkElapsed(elapsed);
    }

    @Override
    public EventType type() {
      return EventType.CLICK;
    }
  }

  /**
   * A change of the page's address. At least one of the two addresses is there.
   *
   * @param from the page before; empty for a landing
   * @param to the page after; empty when the visitor leaves, and then it is no event to funnels and
   *     journeys
   * @param elapsed milliseconds on {@code from}, or {@link #UNKNOWN_ELAPSED}
   */
  record UrlChange(long time, String from, String to, EventProperties properties, long elapsed)
      implements Event {
    /** Requires an address. */
    public UrlChange {
      requireNonNull(from, "from");
      requireNonNull(to, "to");
      requireNonNull(properties, "properties");
      if (from.isEmpty() && to.isEmpty()) {
        throw new IllegalArgumentException(
            "url: a change of address needs the address: give 'to' (or 'url'), or 'from' when the"
                + " visitor leaves.");
      }
      checkElapsed(elapsed);
    }

    /** The page that was entered or, when the visitor leaves, the page that was left. */
    @Override
    public String url() {
      return to.isEmpty() ? from : to;
    }

    /** Whether the visitor leaves the site. */
    public boolean leaves() {
      return to.isEmpty();
    }

    @Override
    public EventType type() {
      return EventType.URL;
    }
  }

  /**
   * How long somebody's pointer rested on an element before they acted or went away.
   *
   * @param element the id of a configured element, or empty
   * @param target the element's target text, or empty; one of the two is there
   * @param elapsed milliseconds of hesitation, at least 0
   */
  record ElementTime(
      long time,
      String url,
      EventProperties properties,
      String element,
      String target,
      HoverAction action,
      Pointer pointer,
      long elapsed)
      implements Event {
    /** Requires the element and its time. */
    public ElementTime {
      requireNonNull(url, "url");
      requireNonNull(properties, "properties");
      requireNonNull(element, "element");
      requireNonNull(target, "target");
      requireNonNull(action, "action");
      requireNonNull(pointer, "pointer");
      if (element.isEmpty() && target.isEmpty()) {
        throw new IllegalArgumentException(
            "element: an element time needs its element; give 'element' (its id) or 'target'.");
      }
      checkElapsed(elapsed);
    }

    @Override
    public EventType type() {
      return EventType.ELEMENT;
    }
  }

  /** What ended a hover. */
  enum HoverAction {
    /** The element was clicked. */
    HOVER_CLICK,
    /** The pointer went away. */
    HOVER_LEAVE
  }

  /** What pointed. */
  enum Pointer {
    /** The client did not say. */
    UNKNOWN,
    /** A mouse or trackpad. */
    MOUSE,
    /** A finger. */
    TOUCH,
    /** A stylus. */
    PEN
  }

  /**
   * A client's hint that a visitor went from one stage of a funnel to another; for the live view,
   * never counted.
   *
   * @param funnel the funnel's id
   * @param from the stage's id, empty for none
   * @param to the stage's id
   * @param trigger {@code url}, {@code click} or empty
   * @param elapsed milliseconds in {@code from}, or {@link #UNKNOWN_ELAPSED}
   */
  record StageChange(
      long time,
      String url,
      EventProperties properties,
      String funnel,
      String from,
      String to,
      String trigger,
      long elapsed)
      implements Event {
    /** Requires all parts, possibly empty. */
    public StageChange {
      requireNonNull(url, "url");
      requireNonNull(properties, "properties");
      requireNonNull(funnel, "funnel");
      requireNonNull(from, "from");
      requireNonNull(to, "to");
      requireNonNull(trigger, "trigger");
      checkElapsed(elapsed);
    }

    @Override
    public EventType type() {
      return EventType.STAGE;
    }
  }

  /** A sampled path of the pointer on a page. */
  record MouseMovement(long time, String url, EventProperties properties, List<Point> points)
      implements Event {
    /** Copies the points. */
    public MouseMovement {
      requireNonNull(url, "url");
      requireNonNull(properties, "properties");
      points = List.copyOf(points);
    }

    @Override
    public EventType type() {
      return EventType.MOUSE;
    }
  }

  /**
   * A point of the pointer's path.
   *
   * @param dt milliseconds since the point before (the event's time for the first)
   * @param x in CSS pixels from the page's left
   * @param y in CSS pixels from the page's top
   * @param pause milliseconds without a change of position
   * @param target what the pointer rested on, or empty
   */
  record Point(int dt, int x, int y, int pause, String target) {
    /** Requires a target, possibly empty. */
    public Point {
      requireNonNull(target, "target");
    }
  }

  /** An event of the site's own, 1 to 100 characters of name. */
  record Custom(long time, String url, EventProperties properties, String name) implements Event {
    /** Requires a name. */
    public Custom {
      requireNonNull(url, "url");
      requireNonNull(properties, "properties");
      Names.checked("event", name);
    }

    @Override
    public EventType type() {
      return EventType.EVENT;
    }
  }

  private static void checkElapsed(long elapsed) {
    if (elapsed < UNKNOWN_ELAPSED) {
      throw new IllegalArgumentException(
          "elapsed: milliseconds, 0 or more, not %d; leave it out where it is unknown."
              .formatted(elapsed));
    }
  }
}
