package dev.datalab.core;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Has events appended under consecutive numbers, and sees to it that none is left out. */
final class Appending {
  private Appending() {}

  static CompletableFuture<Receipt> append(
      EventStore store, Partition partition, long stream, long first, List<NewEvent> events) {
    List<RecordedEvent> numbered = new ArrayList<>(events.size());
    for (NewEvent event : events) {
      numbered.add(event.numbered(stream, first + numbered.size()));
    }
    return store
        .append(Frame.of(partition, stream, numbered))
        .thenCompose(receipt -> whole(receipt, first, events.size()));
  }

  private static CompletableFuture<Receipt> whole(Receipt receipt, long first, int size) {
    return receipt.stored() + receipt.repeated() + receipt.duplicates() == size
        ? CompletableFuture.completedFuture(receipt)
        : CompletableFuture.failedFuture(
            new IOException(
                "Events from number %d on were not recorded: too many gaps lie before them. Record from number %d on."
                    .formatted(first, receipt.state().resumeFrom())));
  }

  /** Waits until events are durable. */
  static Receipt await(CompletableFuture<Receipt> appended) throws IOException {
    try {
      return appended.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(
          "interrupted while events were being recorded; whether they are is not known");
    } catch (ExecutionException | CancellationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException("Events were not recorded: " + cause.getMessage(), cause);
    }
  }
}
