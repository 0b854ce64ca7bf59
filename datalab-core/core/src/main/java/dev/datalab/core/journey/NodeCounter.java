package dev.datalab.core.journey;

import java.util.Arrays;

/**
 * Counts how many units have a name, at each step or, in a graph, at all: per bucket in an array,
 * then in the tables that all share. One thread's.
 */
final class NodeCounter implements PathSink {
  private final KeyCounts[] counts;
  private final boolean isGraph;
  private final int levels;
  private BucketNames names = new BucketNames();

  /** Per name of the bucket and level. */
  private int[] visitors = new int[0];

  /** Per name of the bucket: the last unit that had it. */
  private int[] seen = new int[0];

  private int unit;

  /**
   * Counts into these tables.
   *
   * @param counts one a level: a step, or one for a graph
   */
  NodeCounter(Plan plan, KeyCounts[] counts) {
    this.counts = counts;
    isGraph = plan.isGraph;
    levels = counts.length;
  }

  @Override
  public void begin(BucketNames names) {
    this.names = names;
  }

  @Override
  public void take(Path path) {
    int needed = names.size() * levels;
    if (needed > visitors.length) {
      int length = Math.max(needed, 2 * visitors.length);
      visitors = Arrays.copyOf(visitors, length);
      seen = Arrays.copyOf(seen, isGraph ? length : 0);
    }
    int[] names = path.names;
    int[] visitors = this.visitors;
    if (isGraph) {
      unit++;
      for (int k = 0; k < path.size; k++) {
        if (seen[names[k]] != unit) {
          seen[names[k]] = unit;
          visitors[names[k]]++;
        }
      }
    } else {
      for (int k = 0; k < path.size; k++) {
        visitors[names[k] * levels + k]++;
      }
    }
  }

  @Override
  public void end() {
    int at = 0;
    for (int name = 0; name < names.size() && at < visitors.length; name++) {
      for (int level = 0; level < levels; level++, at++) {
        if (visitors[at] > 0) {
          counts[level].add(names.key(name), names.more(name), visitors[at]);
          visitors[at] = 0;
        }
      }
    }
  }
}
