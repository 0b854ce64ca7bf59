package dev.datalab.core.funnel;

import dev.datalab.core.internal.calendar.Buckets;
import dev.datalab.core.internal.measure.Durations;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is counted of some units. Tallies of disjoint units add up. */
final class Tally {
  private final Plan plan;
  private final @Nullable Buckets buckets;

  long units;

  /** Per stage: units whose counted attempt took it. */
  final long[] reached;

  /** Per stage: units that took it, and not the next that is not optional. */
  final long[] dropped;

  /** Per stage: units whose counted attempt took it last. */
  final long[] ended;

  /** Per stage: times since the stage taken before. */
  final Durations[] times;

  /** Per bucket and stage. */
  final long[] trend;

  /** Per value: a count a stage. */
  final Map<String, long[]> rows = new HashMap<>();

  Tally(Plan plan, @Nullable Buckets buckets) {
    this.plan = plan;
    this.buckets = buckets;
    reached = new long[plan.stages];
    dropped = new long[plan.stages];
    ended = new long[plan.stages];
    times = new Durations[plan.stages];
    for (int k = 0; k < plan.stages; k++) {
      times[k] = new Durations();
    }
    trend = new long[buckets == null ? 0 : Math.multiplyExact(buckets.count(), plan.stages)];
  }

  /** Counts a unit's attempt by its stages; times and rows are the caller's. */
  void add(Attempt counted, long begin, @Nullable String value) {
    int bucket = buckets == null ? 0 : buckets.of(begin) * plan.stages;
    long[] row = value == null ? null : rows.computeIfAbsent(value, key -> new long[plan.stages]);
    int depth = counted.stage(counted.size() - 1);
    ended[depth]++;
    for (int n = 0; n < counted.size(); n++) {
      int stage = counted.stage(n);
      reached[stage]++;
      if (depth < plan.nextRequired[stage] && plan.nextRequired[stage] < plan.stages) {
        dropped[stage]++;
      }
      if (buckets != null) {
        trend[bucket + stage]++;
      }
      if (row != null) {
        row[stage]++;
      }
    }
  }

  /** Adds what was counted of other units. */
  void add(Tally other) {
    units += other.units;
    plus(reached, other.reached);
    plus(dropped, other.dropped);
    plus(ended, other.ended);
    plus(trend, other.trend);
    for (int k = 0; k < plan.stages; k++) {
      times[k].addAll(other.times[k]);
    }
    other.rows.forEach(
        (value, row) -> plus(rows.computeIfAbsent(value, key -> new long[plan.stages]), row));
  }

  private static void plus(long[] sums, long[] addends) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += addends[i];
    }
  }
}
