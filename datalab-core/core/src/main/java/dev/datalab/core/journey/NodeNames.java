package dev.datalab.core.journey;

import java.util.Arrays;

/**
 * Finds out the names of the nodes that were counted most, from the tables of blocks. One thread's.
 */
final class NodeNames implements Ranking.Names {
  private final KeyCounts[] counts;
  private final int[] thresholds;
  private final Ranking[] rankings;
  private final int memory;
  private final KeyMap seen = new KeyMap();
  private String text = "";

  /**
   * Looks for names in these tables.
   *
   * @param counts one a level
   * @param thresholds per level: the least count that matters
   * @param limit how many names are looked for at each level
   * @param memory of how many names it is remembered that they have come already
   */
  NodeNames(KeyCounts[] counts, int[] thresholds, int limit, int memory) {
    this.counts = counts;
    this.thresholds = thresholds;
    this.memory = memory;
    rankings = new Ranking[counts.length];
    Arrays.setAll(rankings, level -> new Ranking(limit));
  }

  /** Looks through the names of a block. */
  void read(BlockTables table) {
    for (int name = 0; name < table.names(); name++) {
      long key = table.key(name);
      int more = table.more(name);
      if (seen.get(key, more) != KeyMap.ABSENT) {
        continue;
      }
      if (seen.size() < memory) {
        seen.add(key, more, 1);
      }
      text = "";
      for (int level = 0; level < counts.length; level++) {
        int count = counts[level].get(key, more);
        if (count >= thresholds[level]) {
          text = text.isEmpty() ? table.text(name) : text;
          rankings[level].offer(count, this);
        }
      }
    }
  }

  /** The best names of a level that were found. */
  Ranking ranking(int level) {
    return rankings[level];
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public String get(int n) {
    return text;
  }
}
