package dev.datalab.testkit;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads what a store holds, event by event. */
public final class StoredEvents {
  /** The one order of events: by visitor's id, then time, stream, seq. */
  public static final Comparator<RecordedEvent> ORDER =
      Comparator.comparing(RecordedEvent::visitor)
          .thenComparingLong(event -> event.event().time())
          .thenComparingLong(RecordedEvent::stream)
          .thenComparingLong(RecordedEvent::seq);

  private StoredEvents() {}

  /** All events of a partition, in {@link #ORDER}. */
  public static List<RecordedEvent> of(EventStore store, Partition partition) throws IOException {
    return of(store, ScanRequest.all(partition));
  }

  /** The events that a scan delivers, in {@link #ORDER}. */
  public static List<RecordedEvent> of(EventStore store, ScanRequest request) throws IOException {
    try (Scan scan = store.scan(request)) {
      return of(scan);
    }
  }

  /** The events of all buckets of a scan, in {@link #ORDER}. */
  public static List<RecordedEvent> of(Scan scan) throws IOException {
    List<RecordedEvent> events = new ArrayList<>();
    for (int bucket = 0; bucket < scan.buckets(); bucket++) {
      events.addAll(of(scan.bucket(bucket)));
    }
    events.sort(ORDER);
    return events;
  }

  /** The events of slices, as they stand there. */
  public static List<RecordedEvent> of(List<BlockSlice> slices) {
    List<RecordedEvent> events = new ArrayList<>();
    for (BlockSlice slice : slices) {
      EventBlock block = slice.block();
      for (int visitor = slice.fromVisitor(); visitor < slice.toVisitor(); visitor++) {
        for (int event = block.start(visitor); event < block.start(visitor + 1); event++) {
          events.add(block.event(visitor, event));
        }
      }
    }
    return events;
  }

  /** A copy in {@link #ORDER}. */
  public static List<RecordedEvent> sorted(List<RecordedEvent> events) {
    List<RecordedEvent> copy = new ArrayList<>(events);
    copy.sort(ORDER);
    return copy;
  }
}
