package dev.datalab.ingest.intake;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Partition;
import java.util.List;

/**
 * Is told of events right after they became durable and right before they are acknowledged. Called
 * by the thread that acknowledges, so it must be quick; by several threads at a time, but for each
 * stream in the order in which its events became durable.
 *
 * <p>A hint, not a log: what matters is read from the store. An event whose process died between
 * the commit and this call is never told; one of a stream that two processes take at the same time
 * may be told twice.
 */
@FunctionalInterface
public interface StoredEvents {
  /** Listens to nothing. */
  StoredEvents NONE = (partition, events) -> {};

  /**
   * Events that are now there and were not before.
   *
   * @param events of one stream, ascending, at least one
   */
  void stored(Partition partition, List<RecordedEvent> events);
}
