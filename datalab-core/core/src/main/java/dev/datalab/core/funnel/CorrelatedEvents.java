package dev.datalab.core.funnel;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.match.UrlName;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Site;
import java.util.List;
import java.util.stream.Stream;

/** What a block's events have that converting may go together with. Immutable. */
final class CorrelatedEvents {
  /** The event is no page, or one that enters a stage. */
  static final String NO_PAGE = "";

  /** All but the page. */
  static final List<BuiltIn> DIMENSIONS =
      Stream.of(BuiltIn.values()).filter(each -> each != BuiltIn.PAGE).toList();

  private final Codes symbols;
  private final String[] pages;
  private final BlockValues[] values;
  private final Coded<EventProperties> properties;

  CorrelatedEvents(PlannedEvents events, Site site, EventBlock block) {
    List<Symbol> table = block.symbols().table();
    symbols = block.symbols().codes();
    pages = new String[table.size()];
    for (int code = 0; code < pages.length; code++) {
      boolean isNoStage = (events.masks().ofSymbol(code) & Plan.STAGES) == 0;
      pages[code] =
          isNoStage && table.get(code) instanceof Symbol.Visited visited
              ? UrlName.path(visited.url())
              : NO_PAGE;
    }
    values =
        DIMENSIONS.stream()
            .map(each -> BlockValues.of(each, site, block))
            .toArray(BlockValues[]::new);
    properties = block.properties();
  }

  /** The page that an event enters; {@link #NO_PAGE} if it is none to look at. */
  String page(int event) {
    return pages[symbols.get(event)];
  }

  /** The values of the {@link #DIMENSIONS}, in their order. */
  BlockValues values(int dimension) {
    return values[dimension];
  }

  /** The event's properties. */
  EventProperties properties(int event) {
    return properties.get(event);
  }
}
