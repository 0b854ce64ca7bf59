package dev.datalab.core;

import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Records events that bear numbers of the host's, each exactly once: for a host that reads them
 * from somewhere that numbers them (a queue's offsets, a table's keys, a file's lines) and may have
 * to read them again. A number that was recorded before is passed over, in this process or in an
 * earlier one. Safe for use by several threads; holds nothing that has to be closed.
 *
 * <pre>{@code
 * Recorder orders = datalab.app().recorder("orders");
 * for (long number = orders.next(); number <= queue.size(); number++) {
 *   orders.record(number, List.of(queue.get((int) number - 1)));
 * }
 * }</pre>
 */
public final class Recorder {
  private final EventStore store;
  private final Partition partition;
  private final long stream;

  Recorder(EventStore store, Partition partition, long stream) {
    this.store = store;
    this.partition = partition;
    this.stream = stream;
  }

  /**
   * The first number that was never recorded, 1 in the beginning: where to go on after a restart.
   *
   * @throws IOException if the store can't be read
   */
  public long next() throws IOException {
    return store.state(partition, stream).resumeFrom();
  }

  /**
   * Records events under consecutive numbers; they are durable when it returns. When it throws,
   * some of them may be recorded: call it again.
   *
   * @param first the number of the first of them, from 1. Numbers may come in any order, as long as
   *     there are at most 64 gaps
   * @throws IOException if the store can't take them, or more gaps would arise
   */
  public void record(long first, List<NewEvent> events) throws IOException {
    Appending.await(submit(first, events));
  }

  /**
   * Like {@link #record}, without waiting for the disk. Blocks only while the store's queue is
   * full.
   *
   * @return completes when the events are durable, or exceptionally with an {@link IOException}
   */
  public CompletableFuture<Receipt> submit(long first, List<NewEvent> events) {
    if (first < 1) {
      throw new IllegalArgumentException("first: numbers run from 1, not " + first + ".");
    }
    return Appending.append(store, partition, stream, first, events);
  }
}
