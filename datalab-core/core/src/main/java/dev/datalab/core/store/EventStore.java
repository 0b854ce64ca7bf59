package dev.datalab.core.store;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Where events are kept. Safe for use by several threads.
 *
 * <p>What every store promises, and the published contract test kit checks:
 *
 * <ul>
 *   <li>An event is named by {@code (stream, seq)} and stored once, however often it comes.
 *   <li>A completed {@link #append} or {@link ImportBatch#commit} is durable: it survives the death
 *       of the process and of the machine.
 *   <li>What is durable is seen by every {@link #scan} that is opened afterwards.
 *   <li>A failed append left nothing behind that a repetition would double.
 * </ul>
 */
public interface EventStore extends AutoCloseable {
  /** For how many days after it came an importer's id is remembered. */
  int ID_MEMORY_DAYS = 30;

  /**
   * Whether the store can do its work right now.
   *
   * @throws IOException if not; the message says why
   */
  void check() throws IOException;

  /**
   * A new stream's id: above every one given out before, also by earlier processes and for other
   * partitions.
   *
   * @throws IOException if the store can't be written
   */
  long newStream(Partition partition) throws IOException;

  /**
   * The stream that belongs to a key of the caller's, a new one at the first call: so that an
   * import which was cut off finds its stream again.
   *
   * @param key 1 to 200 characters
   */
  long streamOf(Partition partition, String key) throws IOException;

  /** The state of a stream; {@link StreamState#NEW} for one that never brought anything. */
  StreamState state(Partition partition, long stream) throws IOException;

  /**
   * Takes a frame in: stores the events whose numbers are not settled yet, and settles them. Ranges
   * that would not fit (see {@link StreamState#MAX_RANGES}) are left out and stay unsettled.
   *
   * @return completes when everything in the receipt is durable; exceptionally with an {@link
   *     IOException} when it is not, and then the frame may be sent again
   */
  CompletableFuture<Receipt> append(Frame frame);

  /**
   * Begins a batch of events that become visible together. One batch at a time is open in a
   * partition's app: another waits.
   */
  ImportBatch importBatch(Partition partition) throws IOException;

  /** A consistent view of an app's events. Close it. */
  Scan scan(ScanRequest request) throws IOException;

  /** The apps that hold anything, ascending. */
  List<String> apps() throws IOException;

  /** The generations of an app that hold anything, ascending. */
  List<ArchiveSummary> archives(String app) throws IOException;

  /**
   * How an app's numbers were settled, per day.
   *
   * @param fromMillis included; of the day in UTC that it lies in
   * @param toMillis excluded
   */
  List<DeliveryCount> delivery(Partition partition, long fromMillis, long toMillis)
      throws IOException;

  /** Deletes a partition with everything that belongs to it. Open scans keep their view. */
  void delete(Partition partition) throws IOException;

  /**
   * Erases events for good. Open scans keep their view; those that are opened afterwards do not see
   * the erased events any more. It happens wholly or not at all, and may be repeated.
   *
   * <p>What is not erased: the states of streams, so that nothing comes back when a frame is sent
   * again; the delivery counts, which name nobody; and what an open import will bring, since that
   * counts from its commit on. Importers' ids go with a visitor's events. Those of a range stay for
   * their {@value #ID_MEMORY_DAYS} days, so that an overlapping import does not bring old events
   * back. An event that comes later counts like any other.
   *
   * @return how many events were erased
   * @throws IOException if the store can't be written, or what is to be rewritten can't be read
   */
  long erase(Erasure erasure) throws IOException;

  /** Finishes what was begun, stops background work and lets go of all resources. */
  @Override
  void close() throws IOException;
}
