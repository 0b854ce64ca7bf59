package dev.datalab.core.block;

import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.EventType;
import java.util.List;

/** What happened, without when, to whom and how long: the part of an event that repeats. */
public sealed interface Symbol {
  /** A click on the first element of the path, and so on everything above it. */
  record Clicked(List<Element> path) implements Symbol {}

  /** A page was entered, under this address. */
  record Visited(String url) implements Symbol {}

  /** The visitor left the site; no event to funnels and journeys. */
  record Left() implements Symbol {}

  /** A hover over an element ended. */
  record Hovered(String element, String target, Event.HoverAction action, Event.Pointer pointer)
      implements Symbol {}

  /** A client's hint of a change of stage. */
  record Staged(String funnel, String from, String to, String trigger) implements Symbol {}

  /** The pointer moved. */
  record Moved() implements Symbol {}

  /** An event of the site's own. */
  record Named(String name) implements Symbol {}

  /** The symbol of an event. */
  static Symbol of(Event event) {
    if (event instanceof Event.UrlChange change) {
      return change.leaves() ? new Left() : new Visited(change.to());
    } else if (event instanceof Event.Click click) {
      return new Clicked(click.path());
    } else if (event instanceof Event.Custom custom) {
      return new Named(custom.name());
    } else if (event instanceof Event.ElementTime time) {
      return new Hovered(time.element(), time.target(), time.action(), time.pointer());
    } else if (event instanceof Event.StageChange change) {
      return new Staged(change.funnel(), change.from(), change.to(), change.trigger());
    }
    return new Moved();
  }

  /**
   * The event that has this symbol and these other parts.
   *
   * @param url the page it happened on; of no use to a change of address
   */
  default Event event(
      long time, String url, EventProperties with, long elapsed, BlockColumns.Details details) {
    if (this instanceof Visited visited) {
      return new Event.UrlChange(time, details.from(), visited.url(), with, elapsed);
    } else if (this instanceof Left) {
      return new Event.UrlChange(time, details.from(), "", with, elapsed);
    } else if (this instanceof Clicked clicked) {
      return new Event.Click(time, url, with, clicked.path(), details.x(), details.y(), elapsed);
    } else if (this instanceof Named named) {
      return new Event.Custom(time, url, with, named.name());
    } else if (this instanceof Hovered hovered) {
      return new Event.ElementTime(
          time,
          url,
          with,
          hovered.element(),
          hovered.target(),
          hovered.action(),
          hovered.pointer(),
          elapsed);
    } else if (this instanceof Staged staged) {
      return new Event.StageChange(
          time, url, with, staged.funnel(), staged.from(), staged.to(), staged.trigger(), elapsed);
    }
    return new Event.MouseMovement(time, url, with, details.points());
  }

  /** The kind of event that has this symbol. */
  default EventType type() {
    if (this instanceof Visited || this instanceof Left) {
      return EventType.URL;
    } else if (this instanceof Clicked) {
      return EventType.CLICK;
    } else if (this instanceof Named) {
      return EventType.EVENT;
    } else if (this instanceof Hovered) {
      return EventType.ELEMENT;
    }
    return this instanceof Staged ? EventType.STAGE : EventType.MOUSE;
  }

  /**
   * Whether an event with this symbol makes somebody a visitor: not a leaving, a hint or a
   * pointer's path.
   */
  default boolean makesVisitor() {
    return !(this instanceof Left || this instanceof Staged || this instanceof Moved);
  }
}
