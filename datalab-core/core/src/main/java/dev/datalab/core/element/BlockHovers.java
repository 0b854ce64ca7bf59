package dev.datalab.core.element;

import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.element.ElementNames.Name;
import dev.datalab.core.event.Event.HoverAction;
import dev.datalab.core.event.Event.Pointer;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Site;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hovers of a block, by look-up. A hover is a number: which element, what pointed, and what
 * came of it. Immutable and safe for use by several threads.
 */
final class BlockHovers {
  private static final int CLICK = 1;
  private static final int TOUCH = 2;
  private static final int SHIFT = 2;
  private static final int NO_HOVER = -1;

  private final Codes symbols;
  private final int[] bySymbol;
  private final List<Name> names = new ArrayList<>();
  private final @Nullable BlockFilter filter;
  private final @Nullable BlockValues values;

  BlockHovers(ElementsQuestion question, ElementNames known, Site site, EventBlock block) {
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
    filter =
        question.filter().equals(Filter.ALL)
            ? null
            : BlockFilter.of(question.filter(), site, block);
    values = question.breakdown().map(by -> BlockValues.of(by, site, block)).orElse(null);
  }

  /** Whether the block has any. */
  boolean any() {
    return !names.isEmpty();
  }

  /** The hover of an event; negative if it is none. */
  int of(int event) {
    return bySymbol[symbols.get(event)];
  }

  /** The element of a hover. */
  Name name(int hover) {
    return names.get(hover >>> SHIFT);
  }

  /** Whether a finger touched. */
  static boolean isTouch(int hover) {
    return (hover & TOUCH) != 0;
  }

  /** Whether it ended with a click. */
  static boolean isClick(int hover) {
    return (hover & CLICK) != 0;
  }

  /** Null if every event is let through. */
  @Nullable BlockFilter filter() {
    return filter;
  }

  /** Null if no breakdown is asked for. */
  @Nullable BlockValues values() {
    return values;
  }
}
