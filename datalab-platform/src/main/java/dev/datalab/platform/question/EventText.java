package dev.datalab.platform.question;

import dev.datalab.core.event.RecordedEvent;

/**
 * Writes an event as a JSON object in the shape of import and export. That shape is the intake's,
 * which the platform does not know: whoever wires both hands it over. Safe for use by many threads.
 */
@FunctionalInterface
public interface EventText {
  /** The event as JSON, on one line. */
  String of(RecordedEvent event);
}
