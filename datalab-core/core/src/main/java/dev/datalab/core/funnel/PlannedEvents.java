package dev.datalab.core.funnel;

import dev.datalab.core.block.EventBlock;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.filter.SessionFacts;
import dev.datalab.core.internal.scan.EventMasks;
import dev.datalab.core.query.Site;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a block's events are to a plan. Immutable; safe for use by several threads. */
final class PlannedEvents {
  private final EventMasks masks;

  /** Of exclusions with filters: which of them an event matches, a bit each; null if none. */
  private final @Nullable EventMasks candidates;

  private final BlockFilter[] filters;
  private final long[] bits;

  /** The values that attempts hold; null if they hold none. */
  private final @Nullable BlockValues held;

  private PlannedEvents(
      EventMasks masks,
      @Nullable EventMasks candidates,
      BlockFilter[] filters,
      long[] bits,
      @Nullable BlockValues held) {
    this.masks = masks;
    this.candidates = candidates;
    this.filters = filters;
    this.bits = bits;
    this.held = held;
  }

  static PlannedEvents of(Plan plan, Site site, EventBlock block) {
    List<Plan.FilteredExclusion> exclusions = plan.filteredExclusions();
    return new PlannedEvents(
        EventMasks.of(block, plan.rules(), plan::always),
        exclusions.isEmpty()
            ? null
            : EventMasks.of(block, plan.rulesOfFilteredExclusions(), symbol -> 0),
        exclusions.stream()
            .map(exclusion -> BlockFilter.of(exclusion.filter(), site, block))
            .toArray(BlockFilter[]::new),
        exclusions.stream().mapToLong(Plan.FilteredExclusion::bits).toArray(),
        plan.hold == null ? null : BlockValues.of(plan.hold, site, block));
  }

  /** Whether the symbol and the properties of an event say all; then {@link #masks} do. */
  boolean byMasksAlone() {
    return candidates == null && held == null;
  }

  /** The bits of events, exclusions with filters left aside. */
  EventMasks masks() {
    return masks;
  }

  /**
   * The bits of an event; see {@link Plan}.
   *
   * @param session the number of its session; any, unless an exclusion's filter needs sessions
   */
  long of(int event, int session, SessionFacts facts) {
    long mask = masks.of(event);
    return candidates == null ? mask : mask | excluded(candidates, event, session, facts);
  }

  /** The value of an event that attempts hold; empty if it has none, or they hold none. */
  String held(int event, int session, SessionFacts facts) {
    return held == null ? "" : held.of(event, session, facts);
  }

  private long excluded(EventMasks of, int event, int session, SessionFacts facts) {
    long mask = 0;
    for (long rest = of.of(event); rest != 0; rest &= rest - 1) {
      int exclusion = Long.numberOfTrailingZeros(rest);
      if (filters[exclusion].test(event, session, facts)) {
        mask |= bits[exclusion];
      }
    }
    return mask;
  }
}
