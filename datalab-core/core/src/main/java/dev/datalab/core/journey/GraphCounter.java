package dev.datalab.core.journey;

import java.util.Arrays;

/** Counts the nodes and edges of the graph, its nodes being known. One thread's. */
final class GraphCounter implements PathSink {
  /** Units with a path. */
  long paths;

  /** Per node: units whose path is there; a node is a level and a rank. */
  final long[] visitors;

  /** Per node: paths that truly begin there. */
  final long[] entries;

  /** Per node: paths that truly end there. */
  final long[] exits;

  final EdgeCounts edges;

  private final KeptNodes kept;
  private final Cells cells;
  private final boolean isGraph;
  private final boolean backward;

  /** Per node: the last unit that was there. */
  private final int[] seen;

  private final NodeRows rows;
  private final int[] ranks;
  private int unit;

  GraphCounter(Plan plan, KeptNodes kept, Budget budget) {
    this.kept = kept;
    cells = new Cells(plan, kept);
    isGraph = plan.isGraph;
    backward = plan.backward;
    int nodes = cells.nodes();
    visitors = new long[nodes];
    entries = new long[nodes];
    exits = new long[nodes];
    seen = new int[isGraph ? nodes : 0];
    edges = new EdgeCounts(cells.edges(), isGraph, budget);
    rows = new NodeRows(kept);
    ranks = new int[plan.steps];
  }

  @Override
  public void begin(BucketNames names) {
    rows.begin(names);
  }

  @Override
  public void take(Path path) {
    paths++;
    unit++;
    int size = path.size;
    for (int k = 0; k < size; k++) {
      ranks[k] = kept.rank(rows.of(path.names[k]), isGraph ? 0 : k);
    }
    if (isGraph) {
      takeGraph(size);
    } else {
      takeSteps(size);
    }
    if (path.hasBeginning) {
      int k = backward ? size - 1 : 0;
      entries[cells.node(isGraph ? 0 : k, ranks[k])]++;
    }
    if (path.hasEnd) {
      int k = backward ? 0 : size - 1;
      exits[cells.node(isGraph ? 0 : k, ranks[k])]++;
    }
  }

  private void takeSteps(int size) {
    visitors[cells.node(0, ranks[0])]++;
    for (int k = 1; k < size; k++) {
      visitors[cells.node(k, ranks[k])]++;
      edges.once(cells.edge(k - 1, ranks[k - 1], ranks[k]));
    }
  }

  private void takeGraph(int size) {
    for (int k = 0; k < size; k++) {
      if (seen[ranks[k]] != unit) {
        seen[ranks[k]] = unit;
        visitors[ranks[k]]++;
      }
      if (k > 0) {
        edges.count(cells.edge(0, ranks[k - 1], ranks[k]), unit);
      }
    }
  }

  @Override
  public void end() {}

  /** Adds what was counted of other units, before it was known which names are kept. */
  void add(SmallGraph other) {
    int[] rowOf = new int[other.size()];
    Arrays.setAll(rowOf, name -> kept.row(other.key(name), other.more(name)));
    paths += other.paths();
    other.forEachNode(
        (level, name, here, begin, end) -> {
          int node = cells.node(level, kept.rank(rowOf[name], level));
          visitors[node] += here;
          entries[node] += begin;
          exits[node] += end;
        });
    other.forEachEdge(
        (level, name, next, units) ->
            edges.once(
                cells.edge(level, kept.rank(rowOf[name], level), kept.rank(rowOf[next], level + 1)),
                units));
  }

  /** Adds what was counted of other units. */
  void add(GraphCounter other) {
    paths += other.paths;
    Arrays.setAll(visitors, node -> visitors[node] + other.visitors[node]);
    Arrays.setAll(entries, node -> entries[node] + other.entries[node]);
    Arrays.setAll(exits, node -> exits[node] + other.exits[node]);
    edges.add(other.edges);
  }
}
