package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Event;
import dev.datalab.core.event.RecordedEvent;

/**
 * An event with what is known of it only from the visitor's other events.
 *
 * @param session names the session among all of all visitors
 * @param inFirstSession whether that is the visitor's first
 * @param firstPage the address of the session's first page, or empty
 */
record Occurrence(
    RecordedEvent recorded, String session, boolean inFirstSession, String firstPage) {
  Event event() {
    return recorded.event();
  }

  long time() {
    return recorded.event().time();
  }

  /**
   * Whether funnels know such events at all. Events in: a leaving is no event to funnels; types 3
   * and 4 alone make nobody a visitor.
   */
  boolean isEventOfFunnels() {
    Event event = recorded.event();
    return !(event instanceof Event.StageChange)
        && !(event instanceof Event.MouseMovement)
        && !(event instanceof Event.UrlChange change && change.to().isEmpty());
  }
}
