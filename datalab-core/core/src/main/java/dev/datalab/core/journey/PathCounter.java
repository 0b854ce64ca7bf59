package dev.datalab.core.journey;

/**
 * Counts whole paths by their hashes. They wait in a small buffer for each part of the tables, so
 * that a part is locked once for many, and is in the processor's cache for all but the first of
 * them. One thread's.
 */
final class PathCounter implements PathSink {
  private static final int BUFFER_WORDS = 512;

  private final KeyCounts counts;
  private final long[][] buffers = new long[KeyCounts.PARTS][BUFFER_WORDS];
  private final int[] sizes = new int[KeyCounts.PARTS];
  private BucketNames names = new BucketNames();
  private long paths;

  PathCounter(KeyCounts counts) {
    this.counts = counts;
  }

  @Override
  public void begin(BucketNames names) {
    this.names = names;
  }

  @Override
  public void take(Path path) {
    paths++;
    path.hash(names);
    int part = KeyCounts.part(path.key());
    long[] buffer = buffers[part];
    int size = sizes[part];
    buffer[size] = path.key();
    buffer[size + 1] = path.more();
    sizes[part] = size + 2;
    if (size + 2 == BUFFER_WORDS) {
      flush(part);
    }
  }

  @Override
  public void end() {}

  /** Counts what waits. */
  void flush() {
    for (int part = 0; part < KeyCounts.PARTS; part++) {
      flush(part);
    }
  }

  private void flush(int part) {
    counts.add(part, buffers[part], sizes[part]);
    sizes[part] = 0;
  }

  /** How many paths came. */
  long paths() {
    return paths;
  }
}
