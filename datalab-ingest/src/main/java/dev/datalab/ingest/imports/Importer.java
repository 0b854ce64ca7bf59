package dev.datalab.ingest.imports;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.ImportBatch;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.SeqRange;
import dev.datalab.core.store.StreamState;
import dev.datalab.ingest.device.DeviceClassifier;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;

/**
 * Takes histories in: NDJSON in UTF-8, one event a line, plain or gzip. Safe for use by several
 * threads; each import runs in its caller's.
 *
 * <p>An import is a stream of the store, and a line's number in it is the event's, so a line that
 * comes twice under one key is stored once. Rejected lines and blank ones are settled too, as
 * refused: the stream's mark is then the line up to which the import is through.
 *
 * <p>Lines have at most 256 KiB; a longer one is rejected, and of it no more than that is held. A
 * byte order mark, CRLF, and a last line without its end are fine.
 */
public final class Importer {
  private final EventStore store;
  private final DeviceClassifier classifier;
  private final InstantSource clock;

  /** Imports into a store. */
  public Importer(EventStore store, DeviceClassifier classifier, InstantSource clock) {
    this.store = requireNonNull(store, "store");
    this.classifier = requireNonNull(classifier, "classifier");
    this.clock = requireNonNull(clock, "clock");
  }

  /** {@link #run(ImportSource, InputStream, ImportProgress)} without anybody listening. */
  public ImportResult run(ImportSource source, InputStream body) throws IOException {
    return run(source, body, ImportProgress.NONE);
  }

  /** {@link #run(ImportSource, InputStream, ImportProgress, ImportCheck)} without a last word. */
  public ImportResult run(ImportSource source, InputStream body, ImportProgress progress)
      throws IOException {
    return run(source, body, progress, ImportCheck.NONE);
  }

  /**
   * Reads a body to its end and stores its events, all together. Blocks while another import of the
   * app runs.
   *
   * @param body stays open
   * @param check is asked once the body is read; what it throws ends the import
   * @return once everything is durable and visible
   * @throws ImportRefusedException if the body is damaged gzip, or begins so far behind the lines
   *     settled before that the stream can't hold the gap; nothing is stored then
   * @throws java.io.InterruptedIOException if the thread was interrupted; nothing is stored then
   * @throws IOException if the body can't be read or the store can't be written; unless the store
   *     died while committing, nothing is stored then
   */
  public ImportResult run(
      ImportSource source, InputStream body, ImportProgress progress, ImportCheck check)
      throws IOException {
    Partition partition = source.partition();
    long stream =
        source.key().isEmpty()
            ? store.newStream(partition)
            : store.streamOf(partition, source.key());
    InputStream lines = ImportBody.open(body);
    try (ImportBatch batch = store.importBatch(partition)) {
      StreamState state = store.state(partition, stream);
      long first = source.firstLine();
      if (!state.canSettle(new SeqRange(first, first))) {
        throw new ImportRefusedException(
            "line: a body that begins at line %d leaves too many gaps; go on at line %d."
                .formatted(first, state.resumeFrom()));
      }
      ImportResult result =
          new ImportRun(source, stream, state, batch, classifier, clock).run(lines, progress);
      check.beforeCommit();
      batch.commit();
      return result;
    }
  }

  /**
   * The line at which an import goes on: the first that is not settled.
   *
   * @param key the importer's name for the import, 1 to 200 characters; an unknown one begins at 1
   */
  public long resumeFrom(Partition partition, String key) throws IOException {
    return store.state(partition, store.streamOf(partition, key)).resumeFrom();
  }
}
