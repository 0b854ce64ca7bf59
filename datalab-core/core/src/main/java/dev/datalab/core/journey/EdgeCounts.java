package dev.datalab.core.journey;

import org.jspecify.annotations.Nullable;

/**
 * Counts transitions by their cell, a number below a bound: in arrays where the bound is small,
 * else in a hash table. One thread's.
 */
final class EdgeCounts {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  /** Takes what was counted. */
  interface Edges {
    /** Takes one edge. */
    void edge(int cell, long visitors, long transitions);
  }

  /** Null where the bound is large. */
  private final int @Nullable [] visitors;

  /** Null where a unit can't come by twice. */
  private final long @Nullable [] transitions;

  /** Per cell: the last unit that came by. */
  private final int[] seen;

  private final KeyMap sparse = new KeyMap();
  private final Budget budget;

  /**
   * Counts nothing so far.
   *
   * @param cells the bound; {@code JourneyQuestion.MAX_TOP} squared or so if units may come by
   *     twice
   * @param twice whether units may come by the same cell twice
   */
  EdgeCounts(int cells, boolean twice, Budget budget) {
    this.budget = budget;
    visitors = twice || cells <= budget.cells() ? new int[cells] : null;
    transitions = twice ? new long[cells] : null;
    seen = new int[twice ? cells : 0];
  }

  /** Counts a transition of a unit that comes by once at most. */
  void once(int cell) {
    once(cell, 1);
  }

  /** Counts the transitions of so many units that come by once at most. */
  void once(int cell, int units) {
    if (visitors != null) {
      visitors[cell] += units;
    } else {
      addSparse(cell, units);
    }
  }

  /**
   * Counts a transition.
   *
   * @param unit a number of its own, not 0
   */
  void count(int cell, int unit) {
    if (visitors == null || transitions == null) {
      throw new IllegalStateException("counts units once");
    }
    transitions[cell]++;
    if (seen[cell] != unit) {
      seen[cell] = unit;
      visitors[cell]++;
    }
  }

  private void addSparse(int cell, int times) {
    sparse.add(Long.rotateLeft(cell * FACTOR, Integer.SIZE), cell, times);
    checkSize(sparse.size());
  }

  /** Adds what was counted of other units. */
  void add(EdgeCounts other) {
    if (visitors == null || other.visitors == null) {
      other.sparse.forEach((key, cell, number) -> addSparse(cell, number));
      return;
    }
    for (int cell = 0; cell < visitors.length; cell++) {
      visitors[cell] += other.visitors[cell];
      if (transitions != null && other.transitions != null) {
        transitions[cell] += other.transitions[cell];
      }
    }
  }

  /**
   * Hands out the edges that somebody went.
   *
   * @throws IllegalArgumentException if they are more than the budget allows
   */
  void forEach(Edges edges) {
    if (visitors == null) {
      sparse.forEach((key, cell, number) -> edges.edge(cell, number, number));
      return;
    }
    int found = 0;
    for (int cell = 0; cell < visitors.length; cell++) {
      if (visitors[cell] > 0) {
        checkSize(++found);
        edges.edge(cell, visitors[cell], transitions == null ? visitors[cell] : transitions[cell]);
      }
    }
  }

  /**
   * Refuses an answer with so many edges.
   *
   * @throws IllegalArgumentException if it has more than the budget allows
   */
  private void checkSize(int edges) {
    if (edges > budget.edges()) {
      throw new IllegalArgumentException(
          "top: the answer would have more than %,d edges; ask for fewer names or fewer steps."
              .formatted(budget.edges()));
    }
  }
}
