package dev.datalab.core;

import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers the events of those who don't. What fails leaves a gap in the numbers, and a stream takes
 * few gaps: so a failed append ends the stream, and the next one begins another. Safe for use by
 * several threads.
 */
final class OwnStream {
  private final EventStore store;
  private final Partition partition;

  /** The latest stream that an append failed on. Set without the lock, by the store's threads. */
  private final AtomicLong failed = new AtomicLong();

  private long stream;

  /** The next number; 0 before the first stream. */
  private long next;

  OwnStream(EventStore store, Partition partition) {
    this.store = store;
    this.partition = partition;
  }

  /** The lock is held while the store queues the events, so that they come in their order. */
  synchronized CompletableFuture<Receipt> append(List<NewEvent> events) {
    try {
      if (next == 0 || failed.get() == stream) {
        stream = store.newStream(partition);
        next = 1;
      }
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    long used = stream;
    long first = next;
    next += events.size();
    return Appending.append(store, partition, used, first, events)
        .whenComplete(
            (receipt, failure) -> {
              if (failure != null) {
                failed.accumulateAndGet(used, Math::max);
              }
            });
  }
}
