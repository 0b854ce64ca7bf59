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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block's pages, as the bucket at hand counts them, by look-up. One thread's; a page is looked up
 * when its code first comes in a bucket, and is good for that bucket.
 */
final class BlockPages {
  /** {@link #page} of an event that is no change of address. */
  private static final int NO_CHANGE = -2;

  private static final int UNKNOWN = -3;

  final Codes symbols;
  final @Nullable BlockFilter filter;
  private final BucketPages pages;
  private final long[] elapsed;
  private final List<Symbol> symbolTable;
  private final Coded<String> origins;
  private final int[] bySymbol;
  private final int[] byOrigin;
  private boolean touched;

  BlockPages(PagesQuestion question, Site site, EventBlock block, BucketPages pages) {
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

  /** Says once that pages are going to be looked up, until they are forgotten. */
  boolean firstTouched() {
    boolean first = !touched;
    touched = true;
    return first;
  }

  /** The next bucket's pages are others. */
  void forget() {
    touched = false;
    for (int code = 0; code < bySymbol.length; code++) {
      Symbol symbol = symbolTable.get(code);
      bySymbol[code] =
          symbol instanceof Symbol.Visited
              ? UNKNOWN
              : symbol instanceof Symbol.Left ? BucketPages.NONE : NO_CHANGE;
    }
    Arrays.fill(byOrigin, UNKNOWN);
  }

  /**
   * The page that is entered with the symbol of a change of address; {@link BucketPages#NONE} for a
   * leaving.
   */
  int page(int symbol) {
    int page = bySymbol[symbol];
    if (page == UNKNOWN) {
      page = pages.number(UrlName.path(((Symbol.Visited) symbolTable.get(symbol)).url()));
      bySymbol[symbol] = page;
    }
    return page;
  }

  /** Whether an event with a symbol is a change of address. */
  boolean changesAddress(int symbol) {
    return bySymbol[symbol] != NO_CHANGE;
  }

  /** The page that a change of address leaves; {@link BucketPages#NONE} if it does not say. */
  int from(int event) {
    int origin = origins.codes().get(event);
    int page = byOrigin[origin];
    if (page == UNKNOWN) {
      String from = origins.table().get(origin);
      page = from.isEmpty() ? BucketPages.NONE : pages.number(UrlName.path(from));
      byOrigin[origin] = page;
    }
    return page;
  }

  long elapsed(int event) {
    return elapsed[event];
  }
}
