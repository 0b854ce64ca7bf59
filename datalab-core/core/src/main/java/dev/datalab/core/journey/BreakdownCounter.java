package dev.datalab.core.journey;

import dev.datalab.core.journey.JourneyAnswer.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts paths by the value of a dimension where they begin. One thread's. */
final class BreakdownCounter implements PathSink {
  /** The most values of an answer. */
  static final int MAX_VALUES = 10_000;

  private final boolean isGraph;
  private final int steps;

  /** Per value and step: the paths that get there. */
  private final Map<String, long[]> rows = new HashMap<>();

  BreakdownCounter(Plan plan) {
    isGraph = plan.isGraph;
    steps = isGraph ? 1 : plan.steps;
  }

  @Override
  public void begin(BucketNames names) {}

  @Override
  public void take(Path path) {
    long[] row = row(path.value);
    int length = Math.min(path.size, steps);
    for (int k = 0; k < length; k++) {
      row[k]++;
    }
  }

  @Override
  public void end() {}

  private long[] row(String value) {
    long[] row = rows.computeIfAbsent(value, key -> new long[steps]);
    if (rows.size() > MAX_VALUES) {
      throw new IllegalArgumentException(
          "breakdown: the dimension has more than %,d values; filter, or break down by another."
              .formatted(MAX_VALUES));
    }
    return row;
  }

  /** Adds what was counted of other units. */
  void add(BreakdownCounter other) {
    other.rows.forEach(
        (value, counts) -> {
          long[] row = row(value);
          Arrays.setAll(row, k -> row[k] + counts[k]);
        });
  }

  /** The rows: the most units first, then by value. */
  List<Row> toRows() {
    List<Row> list = new ArrayList<>();
    rows.forEach(
        (value, counts) ->
            list.add(
                new Row(
                    value,
                    counts[0],
                    isGraph ? List.of() : Arrays.stream(counts).boxed().toList())));
    list.sort(Comparator.comparingLong((Row row) -> -row.visitors()).thenComparing(Row::value));
    return list;
  }
}
