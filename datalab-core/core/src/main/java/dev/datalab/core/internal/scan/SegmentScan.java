package dev.datalab.core.internal.scan;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.query.Range;
import dev.datalab.core.store.Scan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What another scan sees of the visitors of a segment. */
final class SegmentScan implements Scan {
  private final Scan scan;
  private final SegmentPlan plan;
  private final Range range;
  private final PerBlock<SegmentPlan.Table> tables;

  /**
   * A part of a scan.
   *
   * @param scan closed with this one
   * @param range in which a visitor's events count
   */
  SegmentScan(Scan scan, SegmentPlan plan, Range range) {
    this.scan = scan;
    this.plan = plan;
    this.range = range;
    this.tables = new PerBlock<>(plan::table);
  }

  @Override
  public int buckets() {
    return scan.buckets();
  }

  @Override
  public List<BlockSlice> bucket(int bucket) throws IOException {
    return chosen(scan.bucket(bucket));
  }

  @Override
  public void close() {
    scan.close();
  }

  private List<BlockSlice> chosen(List<BlockSlice> slices) {
    List<SegmentPlan.Table> tableOfSlice = new ArrayList<>();
    List<BitSet> chosen = new ArrayList<>();
    for (BlockSlice slice : slices) {
      tableOfSlice.add(tables.of(slice.block()));
      chosen.add(new BitSet(slice.toVisitor()));
    }
    VisitorCursor cursor = new VisitorCursor();
    VisitorEvents events = new VisitorEvents();
    VisitorSessions sessions = new VisitorSessions();
    cursor.open(slices);
    while (cursor.next()) {
      events.load(cursor, range.toMillis());
      if (plan.needsSessions()) {
        sessions.cut(events, cursor);
      }
      long bits = 0;
      for (int i = 0; i < events.size() && bits != plan.all(); i++) {
        if (events.time(i) >= range.fromMillis()) {
          int session = plan.needsSessions() ? sessions.of(i) : 0;
          SegmentPlan.Table table = tableOfSlice.get(events.slice(i));
          bits |= table.of(events.event(i), session, sessions, plan.all() & ~bits);
        }
      }
      if (plan.holds(bits)) {
        for (int i = 0; i < cursor.width(); i++) {
          int slice = cursor.slice(i);
          chosen.get(slice).set(cursor.visitor(slice));
        }
      }
    }
    List<BlockSlice> kept = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      if (!chosen.get(i).isEmpty()) {
        kept.add(slices.get(i).of(chosen.get(i)));
      }
    }
    return kept;
  }
}
