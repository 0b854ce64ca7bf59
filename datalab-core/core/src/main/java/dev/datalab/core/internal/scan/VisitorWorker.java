package dev.datalab.core.internal.scan;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.event.RecordedEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through the visitors of buckets with all their events in order, cut into sessions. One
 * thread's; its scratch arrays live as long as the question.
 *
 * @param <T> what a question makes of a block
 */
public abstract class VisitorWorker<T> {
  /** The events of the visitor at hand. */
  protected final VisitorEvents events = new VisitorEvents();

  /** The sessions of the visitor at hand. */
  protected final VisitorSessions sessions = new VisitorSessions();

  private final VisitorCursor cursor = new VisitorCursor();
  private final PerBlock<T> tables;
  private final long toMillis;
  private final boolean needsSessions;
  private final List<T> tableOfSlice = new ArrayList<>();

  /**
   * A worker that cuts sessions.
   *
   * @param tables its own or shared
   * @param toMillis where the question's range ends: events from then on are left out
   */
  protected VisitorWorker(PerBlock<T> tables, long toMillis) {
    this(tables, toMillis, true);
  }

  /**
   * A worker.
   *
   * @param tables its own or shared
   * @param toMillis where the question's range ends: events from then on are left out
   * @param needsSessions whether visitors' events are cut into sessions
   */
  protected VisitorWorker(PerBlock<T> tables, long toMillis, boolean needsSessions) {
    this.tables = tables;
    this.toMillis = toMillis;
    this.needsSessions = needsSessions;
  }

  /** Counts a bucket. */
  public final void count(List<BlockSlice> slices) {
    tableOfSlice.clear();
    for (BlockSlice slice : slices) {
      tableOfSlice.add(tables.of(slice.block()));
    }
    cursor.open(slices);
    while (cursor.next()) {
      events.load(cursor, toMillis);
      if (needsSessions) {
        sessions.cut(events, cursor);
      }
      countVisitor();
    }
  }

  /** Counts the visitor at hand. */
  protected abstract void countVisitor();

  /** The table of the block that holds the visitor's n-th event. */
  protected final T table(int n) {
    return tableOfSlice.get(events.slice(n));
  }

  /** The block that holds the visitor's n-th event. */
  protected final EventBlock block(int n) {
    return cursor.block(events.slice(n));
  }

  /** The visitor's n-th event as it was recorded. */
  protected final RecordedEvent recorded(int n) {
    int slice = events.slice(n);
    return cursor.block(slice).event(cursor.visitor(slice), events.event(n));
  }

  /** The id of the visitor at hand. */
  protected final String visitor() {
    int slice = cursor.slice(0);
    return cursor.block(slice).visitor(cursor.visitor(slice));
  }
}
