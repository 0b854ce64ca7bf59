package dev.datalab.core.session;

import dev.datalab.core.event.RecordedEvent;
import java.util.Comparator;

/**
 * Where an event stands in the order of events: what begins the next page.
 *
 * @param time when it happened, in milliseconds since the epoch
 * @param stream by which it came
 * @param seq its number in the stream
 */
public record EventPosition(long time, long stream, long seq) implements Comparable<EventPosition> {
  private static final Comparator<EventPosition> ORDER =
      Comparator.comparingLong(EventPosition::time)
          .thenComparingLong(EventPosition::stream)
          .thenComparingLong(EventPosition::seq);

  /** Where an event stands. */
  public static EventPosition of(RecordedEvent event) {
    return new EventPosition(event.event().time(), event.stream(), event.seq());
  }

  @Override
  public int compareTo(EventPosition other) {
    return ORDER.compare(this, other);
  }
}
