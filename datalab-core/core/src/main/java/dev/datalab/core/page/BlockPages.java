package dev.datalab.core.page;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.match.UrlName;
import dev.datalab.core.page.PageTally.Page;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Site;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block's pages, as a tally counts them, by look-up. One thread's, as the tally is; a page is
 * looked up in the tally when its code first comes in a bucket, and is good for that bucket.
 */
final class BlockPages {
  final Codes symbols;

  /** By symbol: whether a page is entered or the site is left. */
  final boolean[] changesAddress;

  final @Nullable BlockFilter filter;
  private final PageTally tally;
  private final long[] elapsed;
  private final List<Symbol> symbolTable;
  private final Coded<String> origins;
  private final @Nullable Page[] bySymbol;
  private final @Nullable Page[] byOrigin;
  private boolean touched;

  BlockPages(PagesQuestion question, Site site, EventBlock block, PageTally tally) {
    this.tally = tally;
    symbols = block.symbols().codes();
    symbolTable = block.symbols().table();
    origins = block.origins();
    elapsed = block.elapsed();
    bySymbol = new Page[symbolTable.size()];
    byOrigin = new Page[origins.table().size()];
    changesAddress = new boolean[bySymbol.length];
    for (int code = 0; code < bySymbol.length; code++) {
      Symbol symbol = symbolTable.get(code);
      changesAddress[code] = symbol instanceof Symbol.Visited || symbol instanceof Symbol.Left;
    }
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
    Arrays.fill(bySymbol, null);
    Arrays.fill(byOrigin, null);
  }

  /** The page that is entered with a symbol; none for a leaving. */
  @Nullable Page page(int symbol) {
    Page page = bySymbol[symbol];
    if (page == null && symbolTable.get(symbol) instanceof Symbol.Visited visited) {
      page = tally.page(UrlName.path(visited.url()));
      bySymbol[symbol] = page;
    }
    return page;
  }

  /** The page that a change of address leaves; none if it does not say. */
  @Nullable Page from(int event) {
    int origin = origins.codes().get(event);
    Page page = byOrigin[origin];
    if (page == null) {
      String from = origins.table().get(origin);
      if (from.isEmpty()) {
        return null;
      }
      page = tally.page(UrlName.path(from));
      byOrigin[origin] = page;
    }
    return page;
  }

  long elapsed(int event) {
    return elapsed[event];
  }
}
