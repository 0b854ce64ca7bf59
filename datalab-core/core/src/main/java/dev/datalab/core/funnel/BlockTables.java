package dev.datalab.core.funnel;

import dev.datalab.core.block.EventBlock;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.scan.EventMasks;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Site;
import org.jspecify.annotations.Nullable;

/**
 * A question made ready for a block.
 *
 * @param events what events are to the plan
 * @param allMakeVisitors whether every symbol makes its unit count
 * @param filter null if every event is let through
 * @param values null if no breakdown is asked for
 * @param rows null if the funnel is not plain; see {@link LatestBegin}
 * @param correlated null if no correlations are asked for
 */
record BlockTables(
    PlannedEvents events,
    boolean allMakeVisitors,
    @Nullable BlockFilter filter,
    @Nullable BlockValues values,
    LatestBegin.@Nullable Rows rows,
    @Nullable CorrelatedEvents correlated) {

  static BlockTables of(FunnelQuestion question, Plan plan, Site site, EventBlock block) {
    PlannedEvents events = PlannedEvents.of(plan, site, block);
    EventMasks masks = events.masks();
    boolean allMakeVisitors = true;
    for (int code = 0; code < masks.symbols(); code++) {
      allMakeVisitors &= (masks.ofSymbol(code) & Plan.VISITOR) != 0;
    }
    return new BlockTables(
        events,
        allMakeVisitors,
        question.filter().equals(Filter.ALL)
            ? null
            : BlockFilter.of(question.filter(), site, block),
        question.breakdown().map(of -> BlockValues.of(of.by(), site, block)).orElse(null),
        LatestBegin.Rows.of(plan, masks, block),
        question.correlate().isEmpty() ? null : new CorrelatedEvents(events, site, block));
  }

  /** Whether a visitor with events in this block alone can be counted in place. */
  boolean inPlace() {
    return rows != null && filter == null;
  }
}
