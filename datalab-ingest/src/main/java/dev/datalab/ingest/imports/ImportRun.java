package dev.datalab.ingest.imports;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.ImportBatch;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.SeqRange;
import dev.datalab.core.store.Settlement;
import dev.datalab.core.store.StreamState;
import dev.datalab.ingest.device.DeviceClassifier;
import dev.datalab.ingest.imports.ImportResult.RejectedLine;
import dev.datalab.ingest.imports.LineReader.Found;
import dev.datalab.ingest.json.EventDecoder;
import dev.datalab.ingest.json.EventFormatException;
import dev.datalab.ingest.json.ImportLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** One import on its way from lines to frames of an open batch. For use once, by one thread. */
final class ImportRun {
  private static final int FRAME_LINES = 4_096;
  private static final int FRAME_BYTES = 1024 * 1024;
  private static final String TOO_LONG =
      "line: more than %d bytes; split the event or leave out what is large."
          .formatted(LineReader.LONGEST);

  private final ImportSource source;
  private final long stream;
  private final StreamState before;
  private final long lastSettledBefore;
  private final ImportBatch batch;
  private final InstantSource clock;
  private final ImportLine importLine;
  private final EventDecoder decoder = new EventDecoder();

  private final List<RecordedEvent> events = new ArrayList<>(FRAME_LINES);
  private final List<Settlement> settlements = new ArrayList<>();
  private final List<RejectedLine> rejected = new ArrayList<>();
  private long line;
  private long frameLines;
  private long frameBytes;
  private long accepted;
  private long duplicates;
  private long rejectedTotal;
  private long nowMillis;

  ImportRun(
      ImportSource source,
      long stream,
      StreamState before,
      ImportBatch batch,
      DeviceClassifier classifier,
      InstantSource clock) {
    this.source = source;
    this.stream = stream;
    this.before = before;
    this.batch = batch;
    this.clock = clock;
    this.importLine = new ImportLine(classifier);
    this.line = source.firstLine();
    List<SeqRange> above = before.above();
    this.lastSettledBefore = above.isEmpty() ? before.mark() : above.get(above.size() - 1).last();
  }

  /** Reads to the end and appends everything; commits nothing. */
  ImportResult run(InputStream body, ImportProgress progress) throws IOException {
    LineReader lines = new LineReader(body);
    nowMillis = clock.millis();
    for (Found found = lines.next(); found != Found.END; found = lines.next()) {
      take(found, lines);
      line++;
      frameLines++;
      frameBytes += lines.length();
      if (frameLines == FRAME_LINES || frameBytes >= FRAME_BYTES) {
        append();
        progress.read(line - source.firstLine(), lines.bytes());
      }
    }
    append();
    progress.read(line - source.firstLine(), lines.bytes());
    return new ImportResult(accepted, duplicates, rejected, rejectedTotal, line);
  }

  private void take(Found found, LineReader lines) {
    boolean settledBefore = line <= lastSettledBefore && before.isSettled(line);
    if (found == Found.BLANK) {
      if (!settledBefore) {
        settle(Settlement.Outcome.BLANK, "");
      }
    } else if (settledBefore) {
      duplicates++;
    } else if (found == Found.TOO_LONG) {
      reject(TOO_LONG, TOO_LONG);
    } else {
      try {
        events.add(
            importLine.recorded(
                decoder.decode(lines.buffer(), lines.offset(), lines.length()), stream, line));
      } catch (EventFormatException e) {
        reject(e.reason(), e.getMessage());
      }
    }
  }

  private void reject(String reason, String detail) {
    rejectedTotal++;
    if (rejected.size() < ImportResult.MAX_DETAILED) {
      rejected.add(new RejectedLine(line, detail));
    }
    settle(Settlement.Outcome.REFUSED, reason);
  }

  /** Settles the line, together with the line before where that is settled alike. */
  private void settle(Settlement.Outcome outcome, String reason) {
    int last = settlements.size() - 1;
    if (last >= 0) {
      Settlement previous = settlements.get(last);
      if (previous.range().last() == line - 1
          && previous.outcome() == outcome
          && previous.reason().equals(reason)) {
        settlements.set(last, settlement(previous.range().first(), outcome, reason));
        return;
      }
    }
    settlements.add(settlement(line, outcome, reason));
  }

  private Settlement settlement(long first, Settlement.Outcome outcome, String reason) {
    return new Settlement(new SeqRange(first, line), nowMillis, outcome, reason);
  }

  private void append() throws IOException {
    if (Thread.interrupted()) {
      throw new InterruptedIOException("The import was interrupted; nothing of it is stored.");
    }
    if (!events.isEmpty() || !settlements.isEmpty()) {
      Receipt receipt = batch.append(new Frame(source.partition(), stream, events, settlements));
      int settled = receipt.stored() + receipt.repeated() + receipt.duplicates();
      if (settled != events.size()) {
        throw new IOException(
            "The store settled %d of %d events up to line %d; nothing of the import is stored."
                .formatted(settled, events.size(), line - 1));
      }
      accepted += receipt.stored();
      duplicates += receipt.repeated() + receipt.duplicates();
    }
    events.clear();
    settlements.clear();
    frameLines = 0;
    frameBytes = 0;
    nowMillis = clock.millis();
  }
}
