package dev.datalab.core.overview;

import dev.datalab.core.internal.calendar.Buckets;
import dev.datalab.core.internal.value.ValueBudget;
import dev.datalab.core.internal.value.ValuePart;
import dev.datalab.core.internal.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was counted for an overview. Tallies of disjoint visitors add up. */
final class OverviewTally {
  static final int NOW = 0;
  static final int BEFORE = 1;
  static final int RANGES = 2;

  final RangeTally now;
  final RangeTally before;
  final OverviewList pages;
  final OverviewList sources;

  /**
   * Nothing yet.
   *
   * @param part the pages and sources that are counted
   * @param budget how many of them there may be
   * @param buckets of the trends of both ranges; empty if there are none
   */
  OverviewTally(ValuePart part, ValueBudget budget, List<Buckets> buckets) {
    now = new RangeTally(at(buckets, NOW));
    before = new RangeTally(at(buckets, BEFORE));
    pages = new OverviewList(new Values(part, budget));
    sources = new OverviewList(new Values(part, budget));
  }

  private static @Nullable Buckets at(List<Buckets> buckets, int range) {
    return buckets.isEmpty() ? null : buckets.get(range);
  }

  RangeTally of(int range) {
    return range == NOW ? now : before;
  }

  void add(OverviewTally other) {
    now.add(other.now);
    before.add(other.before);
    pages.add(other.pages);
    sources.add(other.sources);
  }
}
