package dev.datalab.core.journey;

import java.util.Arrays;

/** The rows that the names of a bucket have among the kept nodes. Reusable; one thread's. */
final class NodeRows {
  private final KeptNodes kept;
  private BucketNames names = new BucketNames();

  /** Per name: its row and one more; 0 where nobody has asked yet. */
  private int[] rows = new int[64];

  NodeRows(KeptNodes kept) {
    this.kept = kept;
  }

  /** Begins with the names of a bucket. */
  void begin(BucketNames names) {
    this.names = names;
    Arrays.fill(rows, 0);
  }

  /** The row of a name. */
  int of(int name) {
    if (name >= rows.length) {
      rows = Arrays.copyOf(rows, Math.max(names.size(), 2 * rows.length));
    }
    int row = rows[name];
    if (row == 0) {
      row = kept.row(names.key(name), names.more(name)) + 1;
      rows[name] = row;
    }
    return row - 1;
  }
}
