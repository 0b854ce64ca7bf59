package dev.datalab.ingest.intake;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.StreamState;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** The embedded sink: an event store in this process. */
record StoreSink(EventStore store) implements EventSink {
  StoreSink {
    requireNonNull(store, "store");
  }

  @Override
  public long newStream(Partition partition) throws IOException {
    return store.newStream(partition);
  }

  @Override
  public StreamState state(Partition partition, long stream) throws IOException {
    return store.state(partition, stream);
  }

  @Override
  public CompletableFuture<Receipt> append(Frame frame) {
    return store.append(frame);
  }
}
