package dev.datalab.core;

import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The two streams by which a partition's events without numbers come. Events with ids have one of
 * their own: they wait for imports, and what passes them by would otherwise leave gaps before them.
 */
final class OwnStreams {
  private final OwnStream plain;
  private final OwnStream withIds;

  OwnStreams(EventStore store, Partition partition) {
    plain = new OwnStream(store, partition);
    withIds = new OwnStream(store, partition);
  }

  CompletableFuture<Receipt> append(List<NewEvent> events) {
    return events.stream().allMatch(event -> event.id().isEmpty())
        ? plain.append(events)
        : withIds.append(events);
  }
}
