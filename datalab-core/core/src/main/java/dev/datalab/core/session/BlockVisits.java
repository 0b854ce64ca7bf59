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
  final Admission admission;
  final BlockValues campaigns;
  final @Nullable BlockValues breakdown;
  private final Codes symbols;
  private final boolean[] isView;
  private final boolean[] isClick;
  private final boolean[] isLeaving;

  BlockVisits(Filter filter, Optional<Dimension> by, Site site, EventBlock block) {
    admission = new Admission(filter, site, block);
    campaigns = BlockValues.of(Dimension.BuiltIn.CAMPAIGN, site, block);
    breakdown = by.map(dimension -> BlockValues.of(dimension, site, block)).orElse(null);
    symbols = block.symbols().codes();
    List<Symbol> table = block.symbols().table();
    isView = new boolean[table.size()];
    isClick = new boolean[table.size()];
    isLeaving = new boolean[table.size()];
    for (int code = 0; code < isView.length; code++) {
      isView[code] = table.get(code) instanceof Symbol.Visited;
      isClick[code] = table.get(code) instanceof Symbol.Clicked;
      isLeaving[code] = table.get(code) instanceof Symbol.Left;
    }
  }

  boolean isView(int event) {
    return isView[symbols.get(event)];
  }

  boolean isClick(int event) {
    return isClick[symbols.get(event)];
  }

  boolean isLeaving(int event) {
    return isLeaving[symbols.get(event)];
  }
}
