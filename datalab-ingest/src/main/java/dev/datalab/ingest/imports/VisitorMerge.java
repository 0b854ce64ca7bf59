package dev.datalab.ingest.imports;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.VisitorKey;
import dev.datalab.core.event.RecordedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Goes through the events of a bucket visitor by visitor, each visitor's by (time, stream, seq),
 * though several slices may hold some of them: a merge of the slices by visitor, and within a
 * visitor a merge of what the slices have.
 */
final class VisitorMerge {
  private VisitorMerge() {}

  /** Takes an event. */
  interface Visit {
    void event(RecordedEvent event) throws IOException;
  }

  static void forEach(List<BlockSlice> slices, Visit visit) throws IOException {
    PriorityQueue<Cursor> byVisitor = new PriorityQueue<>(Cursor::compareVisitors);
    for (BlockSlice slice : slices) {
      if (slice.fromVisitor() < slice.toVisitor()) {
        byVisitor.add(new Cursor(slice));
      }
    }
    List<Cursor> ofVisitor = new ArrayList<>();
    for (Cursor first = byVisitor.poll(); first != null; first = byVisitor.poll()) {
      ofVisitor.add(first);
      for (Cursor other = byVisitor.peek();
          other != null && Cursor.compareVisitors(first, other) == 0;
          other = byVisitor.peek()) {
        ofVisitor.add(byVisitor.remove());
      }
      events(ofVisitor, visit);
      for (Cursor cursor : ofVisitor) {
        if (cursor.nextVisitor()) {
          byVisitor.add(cursor);
        }
      }
      ofVisitor.clear();
    }
  }

  private static void events(List<Cursor> cursors, Visit visit) throws IOException {
    if (cursors.size() == 1) {
      Cursor cursor = cursors.get(0);
      for (; cursor.hasEvent(); cursor.event++) {
        visit.event(cursor.recorded());
      }
      return;
    }
    PriorityQueue<Cursor> byTime = new PriorityQueue<>(Cursor::compareEvents);
    for (Cursor cursor : cursors) {
      if (cursor.hasEvent()) {
        byTime.add(cursor);
      }
    }
    for (Cursor next = byTime.poll(); next != null; next = byTime.poll()) {
      visit.event(next.recorded());
      next.event++;
      if (next.hasEvent()) {
        byTime.add(next);
      }
    }
  }

  /** A place in a slice. */
  private static final class Cursor {
    private final BlockSlice slice;
    private final EventBlock block;
    private int visitor;
    private int event;

    Cursor(BlockSlice slice) {
      this.slice = slice;
      this.block = slice.block();
      this.visitor = slice.fromVisitor();
      this.event = block.start(visitor);
    }

    boolean hasEvent() {
      return event < block.start(visitor + 1);
    }

    boolean nextVisitor() {
      visitor++;
      if (visitor == slice.toVisitor()) {
        return false;
      }
      event = block.start(visitor);
      return true;
    }

    RecordedEvent recorded() {
      return block.event(visitor, event);
    }

    static int compareVisitors(Cursor a, Cursor b) {
      return VisitorKey.compare(
          a.block.visitorKey(a.visitor),
          a.block.visitor(a.visitor),
          b.block.visitorKey(b.visitor),
          b.block.visitor(b.visitor));
    }

    static int compareEvents(Cursor a, Cursor b) {
      int byTime = Long.compare(a.block.time(a.event), b.block.time(b.event));
      if (byTime != 0) {
        return byTime;
      }
      int byStream = Long.compare(a.block.streams().get(a.event), b.block.streams().get(b.event));
      return byStream != 0
          ? byStream
          : Long.compare(a.block.seqs()[a.event], b.block.seqs()[b.event]);
    }
  }
}
