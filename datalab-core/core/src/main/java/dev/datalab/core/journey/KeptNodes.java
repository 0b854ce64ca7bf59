package dev.datalab.core.journey;

import dev.datalab.core.journey.Ranking.Ranked;
import java.util.Arrays;
import java.util.List;

/**
 * The names that have a node of their own, at each level (a step, or one for a graph). Immutable
 * and safe for use by several threads.
 *
 * <p>A name has a row, and in the row its rank at each level. Row 0 is that of all names that have
 * no node anywhere.
 */
final class KeptNodes {
  /** The rank of the node into which names are merged: behind all others. */
  final int merged;

  private final int levels;
  private final List<List<String>> names;
  private final KeyMap rows = new KeyMap();
  private final int[] ranks;

  /**
   * Keeps these names.
   *
   * @param best per level, each in its order
   */
  KeptNodes(List<List<Ranked>> best) {
    levels = best.size();
    names =
        best.stream()
            .map(level -> level.stream().map(ranked -> ranked.names().get(0)).toList())
            .toList();
    merged = names.stream().mapToInt(List::size).max().orElse(0);
    int next = 1;
    for (List<String> level : names) {
      for (String name : level) {
        NameHash hash = NameHash.of(name);
        if (rows.get(hash.key(), hash.more()) == KeyMap.ABSENT) {
          rows.add(hash.key(), hash.more(), next++);
        }
      }
    }
    ranks = new int[next * levels];
    Arrays.fill(ranks, merged);
    for (int level = 0; level < levels; level++) {
      for (int rank = 0; rank < names.get(level).size(); rank++) {
        NameHash hash = NameHash.of(names.get(level).get(rank));
        ranks[row(hash.key(), hash.more()) * levels + level] = rank;
      }
    }
  }

  /** How many levels there are. */
  int levels() {
    return levels;
  }

  /** The names of a level, by their ranks. */
  List<String> names(int level) {
    return names.get(level);
  }

  /** The row of a name. */
  int row(long key, int more) {
    return rows.get(key, more); // absent is 0
  }

  /** The rank of the name of a row at a level. */
  int rank(int row, int level) {
    return ranks[row * levels + level];
  }
}
