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
  /** A view of a page that is not counted in this pass; see {@link Values#UNCOUNTED}. */
  private static final int UNCOUNTED_VIEW = Values.UNCOUNTED;

  /** A hint or a pointer's path, which is not counted. */
  static final int NOTHING = -2;

  /** A leaving, which only says how long a session was. */
  static final int LEAVING = -3;

  /** A click. */
  static final int CLICK = -4;

  /** Another event that makes somebody a visitor, and is no view. */
  private static final int OTHER = -5;

  /** A view of a page that has not been counted yet; see {@link #page}. */
  static final int NEW_VIEW = -6;

  private static final int UNKNOWN = -2;

  final Admission admission;
  private final Site site;
  private final OverviewTally tally;
  private final List<Symbol> symbols;

  /** The events' symbols. */
  final Codes codes;

  /** Per symbol: what it is; the number of its page if it is a view. */
  final int[] meanings;

  private final Coded<Dimensions> dimensions;
  private final int[] sources;

  BlockOverview(Filter filter, Site site, EventBlock block, OverviewTally tally) {
    admission = new Admission(filter, site, block);
    this.site = site;
    this.tally = tally;
    codes = block.symbols().codes();
    symbols = block.symbols().table();
    meanings = new int[symbols.size()];
    for (int code = 0; code < meanings.length; code++) {
      meanings[code] = meaning(symbols.get(code));
    }
    dimensions = block.dimensions();
    sources = new int[dimensions.table().size()];
    Arrays.fill(sources, UNKNOWN);
  }

  private static int meaning(Symbol symbol) {
    if (symbol instanceof Symbol.Left) {
      return LEAVING;
    } else if (symbol instanceof Symbol.Visited) {
      return NEW_VIEW;
    } else if (symbol instanceof Symbol.Clicked) {
      return CLICK;
    }
    return symbol.makesVisitor() ? OTHER : NOTHING;
  }

  /** Whether that is the meaning of a view that is not new: the number of its page. */
  static boolean isView(int meaning) {
    return meaning >= UNCOUNTED_VIEW;
  }

  /** The meaning of a symbol that is a {@linkplain #NEW_VIEW new view}, from now on. */
  int page(int code) {
    String url = ((Symbol.Visited) symbols.get(code)).url();
    meanings[code] = tally.pages.values.of(UrlName.path(url));
    return meanings[code];
  }

  /** The number of the source that an event's session came from; see {@link Values}. */
  int source(int event) {
    int code = dimensions.codes().get(event);
    int number = sources[code];
    if (number == UNKNOWN) {
      Dimensions of = dimensions.table().get(code);
      number = tally.sources.values.of(ChannelGrouping.sourceOf(of, site.url()));
      sources[code] = number;
    }
    return number;
  }
}
