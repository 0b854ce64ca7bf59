package dev.datalab.core.store.memory;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.block.EventBlock;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.ArchiveSummary;
import dev.datalab.core.store.DeliveryCount;
import dev.datalab.core.store.Erasure;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.FrameIntake;
import dev.datalab.core.store.ImportBatch;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import dev.datalab.core.store.StreamState;
import dev.datalab.core.store.UtcDates;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps events in memory, about 300 bytes each. "Durable" means here: as long as this object. Safe
 * for use by several threads; makes none of its own.
 *
 * <p>An append waits for an open import of its app where the two could meet: if it bears ids, or is
 * of a stream that the import has written to.
 */
public final class InMemoryEventStore implements EventStore {
  private final int bucketBits;
  private final InstantSource clock;
  private final Map<Partition, MemoryPartition> partitions = new HashMap<>();
  private final Map<String, MemoryIds> idsOf = new HashMap<>();
  private final Map<String, MemoryImport> imports = new HashMap<>();
  private long lastStream;
  private boolean closed;

  /** A store whose scans have one bucket, on the system's clock. */
  public InMemoryEventStore() {
    this(1, InstantSource.system());
  }

  /**
   * An empty store.
   *
   * @param buckets how many buckets its scans have; a power of two up to 2^20
   * @param clock tells when something was received
   */
  public InMemoryEventStore(int buckets, InstantSource clock) {
    if (Integer.bitCount(buckets) != 1 || buckets < 1 || buckets > 1 << 20) {
      throw new IllegalArgumentException(
          "buckets: a power of two from 1 to 1048576, not " + buckets + ".");
    }
    this.bucketBits = Integer.numberOfTrailingZeros(buckets);
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public synchronized void check() throws IOException {
    if (closed) {
      throw new IOException("The event store is closed; open a new one.");
    }
  }

  @Override
  public synchronized long newStream(Partition partition) throws IOException {
    requireNonNull(partition, "partition");
    check();
    lastStream = Math.max(lastStream + 1, clock.millis() * 1_000);
    return lastStream;
  }

  @Override
  public synchronized long streamOf(Partition partition, String key) throws IOException {
    check();
    if (key.isEmpty() || key.length() > 200) {
      throw new IllegalArgumentException(
          "key: 1 to 200 characters, not " + key.length() + "; shorten or hash it.");
    }
    Map<String, Long> streams = of(partition).streamsByKey;
    Long known = streams.get(key);
    if (known == null) {
      known = newStream(partition);
      streams.put(key, known);
    }
    return known;
  }

  @Override
  public synchronized StreamState state(Partition partition, long stream) throws IOException {
    check();
    MemoryPartition there = partitions.get(partition);
    return there == null ? StreamState.NEW : there.states.getOrDefault(stream, StreamState.NEW);
  }

  @Override
  public synchronized CompletableFuture<Receipt> append(Frame frame) {
    MemoryImport open = imports.get(frame.partition().app());
    if (open != null && open.couldMeet(frame)) {
      CompletableFuture<Receipt> later = new CompletableFuture<>();
      open.afterwards.add(
          () -> {
            var unused =
                append(frame)
                    .whenComplete(
                        (receipt, failure) -> {
                          if (failure == null) {
                            later.complete(receipt);
                          } else {
                            later.completeExceptionally(failure);
                          }
                        });
          });
      return later;
    }
    try {
      check();
      MemoryIds ids = ids(frame.partition().app());
      int generation = frame.partition().generation();
      long now = clock.millis();
      FrameIntake intake =
          FrameIntake.of(
              frame,
              state(frame.partition(), frame.stream()),
              came -> ids.remember(came, generation, now),
              UtcDates.day(now));
      of(frame.partition()).add(frame.stream(), intake);
      return CompletableFuture.completedFuture(intake.receipt());
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public synchronized ImportBatch importBatch(Partition partition) throws IOException {
    check();
    while (imports.containsKey(partition.app())) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while another import of the app went on");
      }
      check();
    }
    MemoryImport batch = new MemoryImport(this, partition);
    imports.put(partition.app(), batch);
    return batch;
  }

  /** Takes a batch in; it was checked against the store's content as it was built. */
  synchronized void commit(MemoryImport batch) throws IOException {
    check();
    ids(batch.partition.app()).addAll(batch.ids);
    MemoryPartition into = of(batch.partition);
    batch.intakes.forEach(intake -> into.add(intake.stream(), intake.intake()));
  }

  /** Lets the next batch of the app, and what waited for this one, go on. */
  synchronized void end(MemoryImport batch) {
    if (imports.remove(batch.partition.app(), batch)) {
      batch.afterwards.forEach(Runnable::run);
      notifyAll();
    }
  }

  /** Whether an id is new to the app at this time. */
  boolean isNew(String app, String id, long now) {
    return ids(app).isNew(id, now);
  }

  long now() {
    return clock.millis();
  }

  @Override
  public synchronized Scan scan(ScanRequest request) throws IOException {
    check();
    List<EventBlock> blocks = new ArrayList<>();
    partitions.forEach(
        (partition, content) -> {
          if (partition.app().equals(request.app())
              && (request.generation().isEmpty()
                  || request.generation().getAsInt() == partition.generation())) {
            blocks.addAll(content.blocks(request.fromMillis(), request.toMillis()));
          }
        });
    return new MemoryScan(blocks, bucketBits, request.visitor());
  }

  @Override
  public synchronized List<String> apps() throws IOException {
    check();
    return partitions.entrySet().stream()
        .filter(entry -> entry.getValue().holdsAnything())
        .map(entry -> entry.getKey().app())
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public synchronized List<ArchiveSummary> archives(String app) throws IOException {
    check();
    List<ArchiveSummary> archives = new ArrayList<>();
    partitions.forEach(
        (partition, content) -> {
          if (partition.app().equals(app) && content.holdsAnything()) {
            archives.add(content.summary(partition.generation()));
          }
        });
    archives.sort(Comparator.comparingInt(ArchiveSummary::generation));
    return archives;
  }

  @Override
  public synchronized List<DeliveryCount> delivery(
      Partition partition, long fromMillis, long toMillis) throws IOException {
    check();
    MemoryPartition there = partitions.get(partition);
    return there == null ? List.of() : there.delivery(fromMillis, toMillis);
  }

  @Override
  public synchronized void delete(Partition partition) throws IOException {
    check();
    partitions.remove(partition);
    ids(partition.app()).forget(partition.generation());
    MemoryImport open = imports.get(partition.app());
    if (open != null && open.partition.equals(partition)) {
      open.breakOff();
    }
  }

  @Override
  public synchronized long erase(Erasure erasure) throws IOException {
    check();
    List<RecordedEvent> erased = new ArrayList<>();
    partitions.forEach(
        (partition, content) -> {
          if (erasure.covers(partition)) {
            erased.addAll(content.erase(erasure));
          }
        });
    if (erasure.visitor().isPresent()) {
      MemoryIds ids = ids(erasure.app());
      erased.forEach(event -> ids.forget(event.id()));
    }
    return erased.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (MemoryImport open : List.copyOf(imports.values())) {
      end(open);
    }
    notifyAll();
  }

  private MemoryPartition of(Partition partition) {
    return partitions.computeIfAbsent(partition, unused -> new MemoryPartition());
  }

  private MemoryIds ids(String app) {
    return idsOf.computeIfAbsent(app, unused -> new MemoryIds());
  }

  /** An intake and the stream it was of. */
  record StreamIntake(long stream, FrameIntake intake) {}
}
