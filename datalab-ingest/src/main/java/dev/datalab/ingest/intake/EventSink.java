package dev.datalab.ingest.intake;

import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.StreamState;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Where frames go. Safe for use by several threads. */
public interface EventSink {
  /** A sink that stores directly. The store stays the caller's to close. */
  static EventSink of(EventStore store) {
    return new StoreSink(store);
  }

  /** A new stream's id, above every one given out before. */
  long newStream(Partition partition) throws IOException;

  /** The state of a stream; that of a new one where nothing ever came. */
  StreamState state(Partition partition, long stream) throws IOException;

  /**
   * Takes a frame in.
   *
   * @return completes when everything in the receipt is durable; exceptionally when it is not, and
   *     then the frame may be sent again
   */
  CompletableFuture<Receipt> append(Frame frame);
}
