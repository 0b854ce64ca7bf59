package dev.datalab.core.journey;

/**
 * How nodes and edges are numbered. A node is a level (a step, or 0 in a graph) and a rank there,
 * the last rank being that of the merged names. An edge is a level, a rank there and a rank at the
 * next level; in a graph both are ranks at level 0. The two stand in the order in which steps are
 * counted, so that backward the first is the one that comes later in time.
 */
final class Cells {
  private final int levels;
  private final int width;
  private final boolean isGraph;
  private final boolean backward;

  Cells(Plan plan, KeptNodes kept) {
    levels = kept.levels();
    width = kept.merged + 1;
    isGraph = plan.isGraph;
    backward = plan.backward;
  }

  /** How many nodes there may be. */
  int nodes() {
    return levels * width;
  }

  /** How many edges there may be. */
  int edges() {
    return Math.max(1, isGraph ? 1 : levels - 1) * width * width;
  }

  int node(int level, int rank) {
    return level * width + rank;
  }

  int level(int node) {
    return node / width;
  }

  int rank(int node) {
    return node % width;
  }

  int edge(int level, int rank, int nextRank) {
    return (level * width + rank) * width + nextRank;
  }

  /** The node from which an edge leads, in the order of time. */
  int from(int edge) {
    return backward ? next(edge) : previous(edge);
  }

  /** The node to which an edge leads, in the order of time. */
  int to(int edge) {
    return backward ? previous(edge) : next(edge);
  }

  private int previous(int edge) {
    return edge / width;
  }

  private int next(int edge) {
    int level = edge / width / width;
    return node(isGraph ? 0 : level + 1, edge % width);
  }
}
