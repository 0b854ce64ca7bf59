package dev.datalab.core.page;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.match.UrlName;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Site;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A block's pages, as {@link OpenPages} numbers them, by look-up. One thread's; a page is looked up
 * when its code first comes, once under each address, and is good until the pages are settled.
 */
final class BlockPages {
  /** {@link #page} of an event that is no change of address. */
  private static final int NO_CHANGE = -2;

  private static final int UNKNOWN = -3;

  final Codes symbols;
  final @Nullable BlockFilter filter;
  private final OpenPages pages;
  private final long[] elapsed;
  private final List<Symbol> symbolTable;
  private final Coded<String> origins;
  private final int[] bySymbol;
  private final int[] byOrigin;
  private final Map<String, Integer> byAddress = new HashMap<>();
  private int round;

  BlockPages(PagesQuestion question, Site site, EventBlock block, OpenPages pages) {
    this.pages = pages;
    symbols = block.symbols().codes();
    symbolTable = block.symbols().table();
    origins = block.origins();
    elapsed = block.elapsed();
    bySymbol = new int[symbolTable.size()];
    byOrigin = new int[origins.table().size()];
    forget();
    filter =
        question.filter().equals(Filter.ALL)
            ? null
            : BlockFilter.of(question.filter(), site, block);
  }

  /** Begins with some events: the numbers of pages may be others than before. */
  void open() {
    if (round != pages.round()) {
      forget();
    }
  }

  private void forget() {
    round = pages.round();
    byAddress.clear();
    for (int code = 0; code < bySymbol.length; code++) {
      Symbol symbol = symbolTable.get(code);
      bySymbol[code] =
          symbol instanceof Symbol.Visited
              ? UNKNOWN
              : symbol instanceof Symbol.Left ? OpenPages.NONE : NO_CHANGE;
    }
    Arrays.fill(byOrigin, UNKNOWN);
  }

  /**
   * The page that is entered with the symbol of a change of address; {@link OpenPages#NONE} for a
   * leaving.
   */
  int page(int symbol) {
    int page = bySymbol[symbol];
    if (page == UNKNOWN) {
      page = number(((Symbol.Visited) symbolTable.get(symbol)).url());
      bySymbol[symbol] = page;
    }
    return page;
  }

  /** Whether an event with a symbol is a change of address. */
  boolean changesAddress(int symbol) {
    return bySymbol[symbol] != NO_CHANGE;
  }

  /** The page that a change of address leaves; {@link OpenPages#NONE} if it does not say. */
  int from(int event) {
    int origin = origins.codes().get(event);
    int page = byOrigin[origin];
    if (page == UNKNOWN) {
      String from = origins.table().get(origin);
      page = from.isEmpty() ? OpenPages.NONE : number(from);
      byOrigin[origin] = page;
    }
    return page;
  }

  /** What is entered is mostly left, too. */
  private int number(String address) {
    Integer known = byAddress.get(address);
    if (known == null) {
      known = pages.number(UrlName.path(address));
      byAddress.put(address, known);
    }
    return known;
  }

  long elapsed(int event) {
    return elapsed[event];
  }
}
