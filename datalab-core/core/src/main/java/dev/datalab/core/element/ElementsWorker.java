package dev.datalab.core.element;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.VisitorCursor;
import dev.datalab.core.internal.scan.VisitorEvents;
import dev.datalab.core.internal.scan.VisitorSessions;
import dev.datalab.core.query.Site;
import java.util.List;

/**
 * Counts the hovers of buckets, visitor by visitor. One thread's; its scratch arrays live as long
 * as the question.
 *
 * <p>Nothing depends on the order of events, so a visitor's slices are read one after the other;
 * only a question about sessions has them merged and cut.
 */
final class ElementsWorker {
  private final long toMillis;
  private final boolean needsSessions;
  private final PerBlock<BlockHovers> tables;
  private final ElementTally tally = new ElementTally();
  private final VisitorCursor cursor = new VisitorCursor();
  private final VisitorEvents events = new VisitorEvents();
  private final VisitorSessions sessions = new VisitorSessions();
  private BlockHovers[] hovers = new BlockHovers[0];
  private long visitor;

  ElementsWorker(ElementsQuestion question, ElementNames names, Site site, boolean needsSessions) {
    this.toMillis = question.range().toMillis();
    this.needsSessions = needsSessions;
    this.tables =
        new PerBlock<>(block -> new BlockHovers(question, names, site, block, this.tally));
  }

  ElementTally tally() {
    return tally;
  }

  void count(List<BlockSlice> slices) {
    hovers = new BlockHovers[slices.size()];
    boolean any = false;
    for (int i = 0; i < hovers.length; i++) {
      hovers[i] = tables.of(slices.get(i).block());
      any |= hovers[i].any();
    }
    if (!any) {
      return;
    }
    cursor.open(slices);
    while (cursor.next()) {
      visitor++;
      if (needsSessions) {
        countWithSessions();
      } else {
        for (int n = 0; n < cursor.width(); n++) {
          int slice = cursor.slice(n);
          if (hovers[slice].any()) {
            hovers[slice].count(cursor.from(slice), cursor.to(slice), 0, sessions, visitor);
          }
        }
      }
    }
  }

  private void countWithSessions() {
    events.load(cursor, toMillis);
    sessions.cut(events, cursor);
    for (int run = 0; run < sessions.runs(); run++) {
      int first = sessions.runFrom(run);
      BlockHovers of = hovers[events.slice(first)];
      if (of.any()) {
        int from = events.event(first);
        int to = from + sessions.runTo(run, events.size()) - first;
        of.count(from, to, sessions.runSession(run), sessions, visitor);
      }
    }
  }
}
