package dev.datalab.testkit;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.SeqRange;
import dev.datalab.core.store.Settlement;
import dev.datalab.core.store.StreamState;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store for each test, and the few things that all tests do with it. */
abstract class StorePromises {
  static final Partition SHOP = new Partition("shop", 0);
  static final Partition SHOP_LATER = new Partition("shop", 1);
  static final Partition BLOG = new Partition("blog", 0);

  final ManualClock clock = new ManualClock(Instant.parse("2026-11-20T09:30:00Z"));

  @SuppressWarnings("NullAway.Init") // set before each test
  EventStore store;

  /** An empty store that goes by this clock. */
  protected abstract EventStore create(InstantSource clock) throws Exception;

  /**
   * Moves what was stored into the form in which it rests, if there is one. Called by tests between
   * writing and reading; changes nothing that they could see.
   */
  protected void settle(EventStore store) throws Exception {}

  @BeforeEach
  public void createStore() throws Exception {
    store = create(clock);
  }

  @AfterEach
  public void closeStore() throws Exception {
    store.close();
  }

  Receipt append(Partition partition, long stream, List<RecordedEvent> events) throws Exception {
    return append(new Frame(partition, stream, events, List.of()));
  }

  Receipt settlements(Partition partition, long stream, Settlement... settlements)
      throws Exception {
    return append(new Frame(partition, stream, List.of(), List.of(settlements)));
  }

  /** The state of a stream of simple visits. */
  static StreamState visited(long mark, long lastStored, SeqRange... above) {
    return new StreamState(mark, List.of(above), SampleEvents.visitTime(lastStored));
  }

  Receipt append(Frame frame) throws InterruptedException, ExecutionException, TimeoutException {
    return store.append(frame).get(30, TimeUnit.SECONDS);
  }

  List<RecordedEvent> stored(Partition partition) throws IOException {
    return StoredEvents.of(store, partition);
  }
}
