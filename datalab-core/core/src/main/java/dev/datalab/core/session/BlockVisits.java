package dev.datalab.core.session;

import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.scan.Admission;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Site;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a block's events are to sessions. Immutable. */
final class BlockVisits {
  /** Makes nobody a visitor and no session longer. */
  static final byte NOTHING = 0;

  static final byte LEAVING = 1;
  static final byte VIEW = 2;
  static final byte CLICK = 3;

  /** Anything else that makes somebody a visitor. */
  static final byte OTHER = 4;

  final Admission admission;
  final BlockValues campaigns;
  final @Nullable BlockValues breakdown;

  /** The codes of the events' symbols. */
  final Codes codes;

  /** What each symbol means. */
  final byte[] meanings;

  BlockVisits(Filter filter, Optional<Dimension> by, Site site, EventBlock block) {
    admission = new Admission(filter, site, block);
    campaigns = BlockValues.of(Dimension.BuiltIn.CAMPAIGN, site, block);
    breakdown = by.map(dimension -> BlockValues.of(dimension, site, block)).orElse(null);
    codes = block.symbols().codes();
    List<Symbol> table = block.symbols().table();
    meanings = new byte[table.size()];
    for (int code = 0; code < meanings.length; code++) {
      meanings[code] = meaning(table.get(code));
    }
  }

  private static byte meaning(Symbol symbol) {
    if (symbol instanceof Symbol.Visited) {
      return VIEW;
    } else if (symbol instanceof Symbol.Clicked) {
      return CLICK;
    } else if (symbol instanceof Symbol.Left) {
      return LEAVING;
    }
    return symbol.makesVisitor() ? OTHER : NOTHING;
  }
}
