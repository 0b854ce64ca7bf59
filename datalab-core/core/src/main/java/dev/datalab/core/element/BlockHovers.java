package dev.datalab.core.element;

import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.element.ElementNames.Name;
import dev.datalab.core.element.ElementTally.Figures;
import dev.datalab.core.event.Event.HoverAction;
import dev.datalab.core.event.Event.Pointer;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.filter.SessionFacts;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Site;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hovers of a block and where a tally counts them, by look-up. A hover is a number: which
 * element, what pointed, and what came of it. One thread's, as the tally is.
 */
final class BlockHovers {
  private static final int CLICK = 1;
  private static final int TOUCH = 2;
  private static final int SHIFT = 2;
  private static final int NO_HOVER = -1;

  private final Range range;
  private final ElementTally tally;
  private final Codes symbols;
  private final int[] bySymbol;
  private final long base;
  private final int[] times;
  private final long[] elapsed;
  private final List<Name> names = new ArrayList<>();
  private final @Nullable BlockFilter filter;
  private final @Nullable BlockValues values;

  /** By hover, the action left aside. */
  private final @Nullable HoverTally[] whole;

  /** The same by value. */
  private final @Nullable HoverTally[][] byValue;

  private int[] codes = new int[64];

  BlockHovers(
      ElementsQuestion question,
      ElementNames known,
      Site site,
      EventBlock block,
      ElementTally tally) {
    this.range = question.range();
    this.tally = tally;
    List<Symbol> table = block.symbols().table();
    symbols = block.symbols().codes();
    bySymbol = new int[table.size()];
    for (int code = 0; code < bySymbol.length; code++) {
      bySymbol[code] = NO_HOVER;
      if (table.get(code) instanceof Symbol.Hovered hover) {
        bySymbol[code] =
            names.size() << SHIFT
                | (hover.pointer() == Pointer.TOUCH ? TOUCH : 0)
                | (hover.action() == HoverAction.HOVER_CLICK ? CLICK : 0);
        names.add(known.of(hover));
      }
    }
    boolean any = any();
    base = any ? block.baseTime() : 0;
    times = any ? block.times() : new int[0];
    elapsed = any ? block.elapsed() : new long[0];
    filter =
        question.filter().equals(Filter.ALL) || !any
            ? null
            : BlockFilter.of(question.filter(), site, block);
    values =
        any ? question.breakdown().map(by -> BlockValues.of(by, site, block)).orElse(null) : null;
    whole = new HoverTally[names.size() * 2];
    byValue = new HoverTally[values == null ? 0 : values.size()][];
  }

  /** Whether the block has any. */
  boolean any() {
    return !names.isEmpty();
  }

  /**
   * Counts the hovers among neighbouring events of one visitor and one session.
   *
   * @param to behind the last event
   * @param visitor the visitor's number, from 1
   */
  void count(int from, int to, int session, SessionFacts facts, long visitor) {
    if (to - from > codes.length) {
      codes = new int[Math.max(to - from, codes.length * 2)];
    }
    symbols.read(from, to, codes);
    for (int event = from; event < to; event++) {
      int hover = bySymbol[codes[event - from]];
      if (hover < 0
          || !range.contains(base + times[event])
          || (filter != null && !filter.test(event, session, facts))) {
        continue;
      }
      boolean clicked = (hover & CLICK) != 0;
      of(hover, whole, null).add(clicked, elapsed[event], visitor);
      if (values != null) {
        int value = values.number(event, session, facts);
        @Nullable HoverTally[] row = byValue[value];
        if (row == null) {
          row = new HoverTally[whole.length];
          byValue[value] = row;
        }
        of(hover, row, values.text(value)).add(clicked, elapsed[event], visitor);
      }
    }
  }

  private HoverTally of(int hover, @Nullable HoverTally[] row, @Nullable String value) {
    HoverTally of = row[hover >>> 1];
    if (of == null) {
      Name name = names.get(hover >>> SHIFT);
      Figures figures = value == null ? tally.of(name) : tally.of(value, name);
      of = (hover & TOUCH) != 0 ? figures.touch : figures.pointer;
      row[hover >>> 1] = of;
    }
    return of;
  }
}
