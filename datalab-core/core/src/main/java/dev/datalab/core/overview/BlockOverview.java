package dev.datalab.core.overview;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.channel.ChannelGrouping;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.internal.scan.Admission;
import dev.datalab.core.internal.value.Values;
import dev.datalab.core.match.UrlName;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Site;
import java.util.Arrays;
import java.util.List;

/**
 * A block's tables, made ready for an overview: what kind of event a symbol is, and the numbers of
 * pages and sources, which are given when they are first counted. One thread's, as the tally is.
 */
final class BlockOverview {
  /** A hint or a pointer's path, which is not counted. */
  static final byte NOTHING = 0;

  /** A leaving, which only says how long a session was. */
  static final byte LEAVING = 1;

  /** A page's view. */
  static final byte VIEW = 2;

  /** A click. */
  static final byte CLICK = 3;

  /** Any other event that makes somebody a visitor. */
  static final byte OTHER = 4;

  private static final int UNKNOWN = -2;

  final Admission admission;
  private final Site site;
  private final OverviewTally tally;
  private final Codes codes;
  private final List<Symbol> symbols;
  private final byte[] kinds;
  private final int[] pages;
  private final Coded<Dimensions> dimensions;
  private final int[] sources;

  BlockOverview(Filter filter, Site site, EventBlock block, OverviewTally tally) {
    admission = new Admission(filter, site, block);
    this.site = site;
    this.tally = tally;
    codes = block.symbols().codes();
    symbols = block.symbols().table();
    kinds = new byte[symbols.size()];
    for (int code = 0; code < kinds.length; code++) {
      kinds[code] = kind(symbols.get(code));
    }
    pages = unknown(kinds.length);
    dimensions = block.dimensions();
    sources = unknown(dimensions.table().size());
  }

  private static int[] unknown(int length) {
    int[] numbers = new int[length];
    Arrays.fill(numbers, UNKNOWN);
    return numbers;
  }

  private static byte kind(Symbol symbol) {
    if (symbol instanceof Symbol.Left) {
      return LEAVING;
    } else if (symbol instanceof Symbol.Visited) {
      return VIEW;
    } else if (symbol instanceof Symbol.Clicked) {
      return CLICK;
    }
    return symbol.makesVisitor() ? OTHER : NOTHING;
  }

  byte kind(int event) {
    return kinds[codes.get(event)];
  }

  /** The number of the page that an event views, which is a view; see {@link Values}. */
  int page(int event) {
    int code = codes.get(event);
    int number = pages[code];
    if (number == UNKNOWN && symbols.get(code) instanceof Symbol.Visited visited) {
      number = tally.pages.values.of(UrlName.path(visited.url()));
      pages[code] = number;
    }
    return number;
  }

  /** The number of the source that an event's session came from; see {@link Values}. */
  int source(int event) {
    int code = dimensions.codes().get(event);
    int number = sources[code];
    if (number == UNKNOWN) {
      Dimensions of = dimensions.table().get(code);
      number = tally.sources.values.of(ChannelGrouping.originOf(of, site.url()).source());
      sources[code] = number;
    }
    return number;
  }
}
