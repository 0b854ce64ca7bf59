package dev.datalab.core.store;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.event.RecordedEvent;
import java.util.List;

/**
 * A piece of a stream on its way into the store. It may come again, wholly or in parts, in any
 * order.
 *
 * @param partition the app and generation
 * @param stream the stream's id, as {@link EventStore#newStream} gave it
 * @param events events of that stream, each with its own number, ascending
 * @param settlements numbers that bring no event: refused or lost
 */
public record Frame(
    Partition partition, long stream, List<RecordedEvent> events, List<Settlement> settlements) {
  /** Requires events of this stream in ascending order. */
  public Frame {
    requireNonNull(partition, "partition");
    events = List.copyOf(events);
    settlements = List.copyOf(settlements);
    long last = 0;
    for (RecordedEvent event : events) {
      if (event.stream() != stream || event.seq() <= last) {
        throw new IllegalArgumentException(
            "event %d of stream %d in a frame of stream %d after number %d: events of one stream, ascending."
                .formatted(event.seq(), event.stream(), stream, last));
      }
      last = event.seq();
    }
  }

  /** A frame of events alone. */
  public static Frame of(Partition partition, long stream, List<RecordedEvent> events) {
    return new Frame(partition, stream, events, List.of());
  }
}
