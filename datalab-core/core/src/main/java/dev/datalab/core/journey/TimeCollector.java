package dev.datalab.core.journey;

import dev.datalab.core.internal.measure.Durations;
import java.util.Arrays;

/** Collects how long transitions took, of some of the edges. One thread's. */
final class TimeCollector implements PathSink {
  private final KeptNodes kept;
  private final Cells cells;
  private final boolean isGraph;
  private final boolean backward;
  private final int[] edges;

  /**
   * Per cell: its place in the list of edges, or negative; empty where there are too many cells.
   */
  private final int[] places;

  private final Durations[] times;
  private final NodeRows rows;

  /**
   * Collects the times of these edges.
   *
   * @param edges ascending
   */
  TimeCollector(Plan plan, KeptNodes kept, Budget budget, int[] edges) {
    this.kept = kept;
    this.edges = edges;
    cells = new Cells(plan, kept);
    isGraph = plan.isGraph;
    backward = plan.backward;
    places = new int[cells.edges() <= budget.cells() ? cells.edges() : 0];
    Arrays.fill(places, -1);
    for (int edge = 0; places.length > 0 && edge < edges.length; edge++) {
      places[edges[edge]] = edge;
    }
    times = new Durations[edges.length];
    Arrays.setAll(times, edge -> new Durations());
    rows = new NodeRows(kept);
  }

  @Override
  public void begin(BucketNames names) {
    rows.begin(names);
  }

  @Override
  public void take(Path path) {
    int before = rank(path, 0);
    for (int k = 1; k < path.size; k++) {
      int rank = rank(path, k);
      int edge = place(cells.edge(isGraph ? 0 : k - 1, before, rank));
      if (edge >= 0) {
        long later = path.times[k] - path.times[k - 1];
        times[edge].add(backward ? -later : later);
      }
      before = rank;
    }
  }

  /** The place of a cell in the list of edges; negative if it is not there. */
  private int place(int cell) {
    return places.length > 0 ? places[cell] : Arrays.binarySearch(edges, cell);
  }

  private int rank(Path path, int k) {
    return kept.rank(rows.of(path.names[k]), isGraph ? 0 : k);
  }

  @Override
  public void end() {}

  /** Adds what was collected of other units. */
  void add(TimeCollector other) {
    for (int edge = 0; edge < times.length; edge++) {
      times[edge].addAll(other.times[edge]);
    }
  }

  /** The times of an edge, by its place in the list. */
  Durations times(int edge) {
    return times[edge];
  }
}
