package dev.datalab.core.element;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.element.ElementNames.Name;
import dev.datalab.core.element.ElementTally.Figures;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.VisitorCursor;
import dev.datalab.core.internal.scan.VisitorEvents;
import dev.datalab.core.internal.scan.VisitorSessions;
import java.util.List;

/**
 * Counts the hovers of buckets, visitor by visitor. One thread's; its scratch arrays live as long
 * as the question.
 *
 * <p>Nothing depends on the order of events, so a visitor's slices are read one after the other;
 * only a question about sessions has them merged and cut.
 */
final class ElementsWorker {
  private final ElementsQuestion question;
  private final PerBlock<BlockHovers> tables;
  private final boolean needsSessions;
  private final ElementTally tally = new ElementTally();
  private final VisitorCursor cursor = new VisitorCursor();
  private final VisitorEvents events = new VisitorEvents();
  private final VisitorSessions sessions = new VisitorSessions();
  private BlockHovers[] hovers = new BlockHovers[0];
  private long visitor;

  ElementsWorker(ElementsQuestion question, PerBlock<BlockHovers> tables, boolean needsSessions) {
    this.question = question;
    this.tables = tables;
    this.needsSessions = needsSessions;
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
          countSlice(cursor.slice(n));
        }
      }
    }
  }

  private void countWithSessions() {
    events.load(cursor, question.range().toMillis());
    sessions.cut(events, cursor);
    for (int i = 0; i < events.size(); i++) {
      int slice = events.slice(i);
      int hover = hovers[slice].of(events.event(i));
      if (hover >= 0) {
        count(slice, events.event(i), hover, sessions.of(i));
      }
    }
  }

  private void countSlice(int slice) {
    BlockHovers of = hovers[slice];
    int to = cursor.to(slice);
    for (int event = cursor.from(slice); event < to && of.any(); event++) {
      int hover = of.of(event);
      if (hover >= 0) {
        count(slice, event, hover, 0);
      }
    }
  }

  private void count(int slice, int event, int hover, int session) {
    BlockHovers of = hovers[slice];
    EventBlock block = cursor.block(slice);
    BlockFilter filter = of.filter();
    if (!question.range().contains(block.time(event))
        || (filter != null && !filter.test(event, session, sessions))) {
      return;
    }
    Name name = of.name(hover);
    long millis = block.elapsed()[event];
    add(tally.of(name), hover, millis);
    BlockValues values = of.values();
    if (values != null) {
      add(tally.of(values.of(event, session, sessions), name), hover, millis);
    }
  }

  private void add(Figures figures, int hover, long millis) {
    HoverTally of = BlockHovers.isTouch(hover) ? figures.touch : figures.pointer;
    of.add(BlockHovers.isClick(hover), millis, visitor);
  }
}
