package dev.datalab.core;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.event.Event;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.EventStore;

/**
 * An event that is to be recorded.
 *
 * @param visit who did it
 * @param event what happened
 * @param id the host's own id, or empty: a second event of the app with the same id within {@value
 *     EventStore#ID_MEMORY_DAYS} days is not stored
 */
public record NewEvent(Visit visit, Event event, String id) {
  /** Requires all parts. */
  public NewEvent {
    requireNonNull(visit, "visit");
    requireNonNull(event, "event");
    requireNonNull(id, "id");
  }

  /** An event without an id. */
  public static NewEvent of(Visit visit, Event event) {
    return new NewEvent(visit, event, "");
  }

  /** The same event with an id. */
  public NewEvent withId(String given) {
    return new NewEvent(visit, event, given);
  }

  RecordedEvent numbered(long stream, long number) {
    return new RecordedEvent(
        visit.visitor(), visit.session(), stream, number, visit.dimensions(), id, event);
  }
}
