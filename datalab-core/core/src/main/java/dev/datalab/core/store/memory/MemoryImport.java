package dev.datalab.core.store.memory;

import dev.datalab.core.store.Frame;
import dev.datalab.core.store.FrameIntake;
import dev.datalab.core.store.ImportBatch;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.StreamState;
import dev.datalab.core.store.UtcDates;
import dev.datalab.core.store.memory.InMemoryEventStore.StreamIntake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A batch beside the store, until it is committed. Guarded by the store's lock. */
final class MemoryImport implements ImportBatch {
  final Partition partition;
  final List<StreamIntake> intakes = new ArrayList<>();
  final MemoryIds ids = new MemoryIds();
  final List<Runnable> afterwards = new ArrayList<>();
  private final InMemoryEventStore store;
  private final Map<Long, StreamState> states = new HashMap<>();
  private boolean ended;
  private boolean deleted;

  MemoryImport(InMemoryEventStore store, Partition partition) {
    this.store = store;
    this.partition = partition;
  }

  /** Whether storing a frame now could change what this batch has already answered. */
  boolean couldMeet(Frame frame) {
    return (frame.partition().equals(partition) && states.containsKey(frame.stream()))
        || frame.events().stream().anyMatch(event -> !event.id().isEmpty());
  }

  void breakOff() {
    deleted = true;
  }

  @Override
  public Receipt append(Frame frame) throws IOException {
    synchronized (store) {
      checkOpen();
      if (!frame.partition().equals(partition)) {
        throw new IllegalArgumentException(
            "a frame of %s in an import of %s: one import has one partition."
                .formatted(frame.partition(), partition));
      }
      StreamState before = states.get(frame.stream());
      if (before == null) {
        before = store.state(partition, frame.stream());
      }
      long now = store.now();
      FrameIntake intake =
          FrameIntake.of(frame, before, came -> remember(came, now), UtcDates.day(now));
      states.put(frame.stream(), intake.receipt().state());
      intakes.add(new StreamIntake(frame.stream(), intake));
      return intake.receipt();
    }
  }

  private boolean[] remember(List<String> came, long now) {
    boolean[] unknown = new boolean[came.size()];
    for (int i = 0; i < unknown.length; i++) {
      unknown[i] =
          store.isNew(partition.app(), came.get(i), now)
              && ids.remember(came.get(i), partition.generation(), now);
    }
    return unknown;
  }

  @Override
  public void commit() throws IOException {
    synchronized (store) {
      checkOpen();
      store.commit(this);
      close();
    }
  }

  @Override
  public void close() {
    synchronized (store) {
      if (!ended) {
        ended = true;
        store.end(this);
      }
    }
  }

  private void checkOpen() throws IOException {
    store.check();
    if (ended) {
      throw new IllegalStateException("The import has ended; begin a new one.");
    }
    if (deleted) {
      throw new IOException(
          "The data of %s was deleted while it was imported; import again.".formatted(partition));
    }
  }
}
