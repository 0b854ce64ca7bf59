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

  /**
   * From the first stage to the last, of the units that took the last; of funnels of two stages, in
   * which it is the time of the second, empty.
   */
  final Durations whole = new Durations();

  /** Per bucket and stage. */
  final long[] trend;

  /** Per value: a count a stage. */
  final Map<String, long[]> rows = new HashMap<>();

  /** A count a stage of the units whose row is that of none of the values. */
  final long[] rowOfNone;

  /** Null if no list is asked for. */
  final @Nullable ListTally list;

  /** Null if no correlations are asked for. */
  final @Nullable CorrelationTally correlations;

  Tally(
      Plan plan,
      @Nullable Buckets buckets,
      @Nullable ListPlan listing,
      @Nullable CorrelationTally correlations) {
    this.correlations = correlations;
    list = listing == null ? null : new ListTally(listing);
    this.plan = plan;
    this.buckets = buckets;
    reached = new long[plan.stages];
    dropped = new long[plan.stages];
    ended = new long[plan.stages];
    times = new Durations[plan.stages];
    for (int k = 0; k < plan.stages; k++) {
      times[k] = new Durations();
    }
    rowOfNone = new long[plan.stages];
    trend = new long[buckets == null ? 0 : Math.multiplyExact(buckets.count(), plan.stages)];
  }

  /** Counts a unit's attempt, whose times have been said, but for its row. */
  void add(Attempt counted) {
    int bucket = buckets == null ? 0 : buckets.of(counted.time(0)) * plan.stages;
    int depth = counted.depth();
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
      if (n > 0) {
        times[stage].add(counted.time(n) - counted.time(n - 1));
      }
    }
    if (plan.stages > 2 && depth == plan.stages - 1) {
      whole.add(counted.time(counted.size() - 1) - counted.time(0));
    }
  }

  /** Counts a unit's attempt in a row. */
  void addToRow(String value, Attempt counted) {
    long[] row = rows.computeIfAbsent(value, key -> new long[plan.stages]);
    for (int n = 0; n < counted.size(); n++) {
      row[counted.stage(n)]++;
    }
  }

  /** Counts a unit's attempt in the row of none of the values. */
  void addToRowOfNone(Attempt counted) {
    for (int n = 0; n < counted.size(); n++) {
      rowOfNone[counted.stage(n)]++;
    }
  }

  /** Adds what was counted of other units. */
  void add(Tally other) {
    units += other.units;
    plus(reached, other.reached);
    plus(dropped, other.dropped);
    plus(ended, other.ended);
    plus(trend, other.trend);
    plus(rowOfNone, other.rowOfNone);
    whole.addAll(other.whole);
    if (list != null && other.list != null) {
      list.add(other.list);
    }
    if (correlations != null && other.correlations != null) {
      correlations.add(other.correlations);
    }
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
