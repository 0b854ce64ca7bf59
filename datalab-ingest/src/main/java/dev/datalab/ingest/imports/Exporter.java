package dev.datalab.ingest.imports;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import dev.datalab.ingest.json.EventEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;

/**
 * Writes an app's events as NDJSON, in the shape that import takes. Visitor by visitor, in the
 * order of their keys; a visitor's events by (time, stream, seq). Works on one bucket of the store
 * at a time. Safe for use by several threads; each export runs in its caller's.
 */
public final class Exporter {
  /** A piece is handed on once it has this many bytes; one line more may be in it. */
  static final int CHUNK_BYTES = 128 * 1024;

  private final EventStore store;

  /** Exports from a store. */
  public Exporter(EventStore store) {
    this.store = requireNonNull(store, "store");
  }

  /**
   * Writes the events of a consistent view of the store.
   *
   * @param request which; its range is taken exactly here, {@code fromMillis} included and {@code
   *     toMillis} excluded
   * @return how many lines
   * @throws InterruptedIOException if the thread was interrupted
   * @throws IOException if the store can't be read, or the sink throws it
   */
  public long run(ScanRequest request, ExportSink sink) throws IOException {
    try (Scan scan = store.scan(request);
        Chunks chunks = new Chunks(request, sink)) {
      for (int bucket = 0; bucket < scan.buckets(); bucket++) {
        VisitorMerge.forEach(scan.bucket(bucket), chunks::add);
      }
      chunks.handOn();
      return chunks.total;
    } catch (UncheckedIOException e) { // of a column that is read late
      throw e.getCause();
    }
  }

  /** Lines on their way to the sink. */
  private static final class Chunks implements AutoCloseable {
    private final ScanRequest request;
    private final ExportSink sink;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(CHUNK_BYTES + 8_192);
    private final EventEncoder encoder = new EventEncoder(bytes);
    private int lines;
    private long total;

    Chunks(ScanRequest request, ExportSink sink) throws IOException {
      this.request = request;
      this.sink = sink;
    }

    void add(RecordedEvent recorded) throws IOException {
      long time = recorded.event().time();
      if (time < request.fromMillis()
          || time >= request.toMillis()
          || (request.visitor().isPresent()
              && !request.visitor().get().equals(recorded.visitor()))) {
        return;
      }
      encoder.line(recorded);
      encoder.flush();
      lines++;
      total++;
      if (bytes.size() >= CHUNK_BYTES) {
        handOn();
      }
    }

    void handOn() throws IOException {
      if (Thread.interrupted()) {
        throw new InterruptedIOException("The export was interrupted.");
      }
      if (lines > 0) {
        sink.accept(bytes.toByteArray(), lines);
        bytes.reset();
        lines = 0;
      }
    }

    @Override
    public void close() throws IOException {
      encoder.close();
    }
  }
}
