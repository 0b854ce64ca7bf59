package dev.datalab.core.journey;

/**
 * How much memory a question may take.
 *
 * @param keys about how many different paths are counted in one pass, and so many names
 * @param times how many transitions' times are collected in one pass, unless one edge alone has
 *     more
 * @param cells up to how many possible edges are counted in arrays, where a unit goes each once
 * @param edges the most edges of an answer
 */
record Budget(int keys, int times, int cells, int edges) {
  /** The most edges of an answer. */
  static final int MAX_EDGES = 200_000;

  private static final int MAX_CELLS = 1 << 20;
  private static final int SHARE = 16;
  private static final int BYTES_PER_TIME = 16;

  /** A sixteenth of the heap for paths, one for names, and one for times. */
  static Budget ofHeap() {
    long bytes = Runtime.getRuntime().maxMemory() / SHARE;
    return new Budget(
        (int) Math.min(bytes / KeyCounts.BYTES_PER_KEY, 1 << 28),
        (int) Math.min(bytes / BYTES_PER_TIME, 1 << 28),
        MAX_CELLS,
        MAX_EDGES);
  }
}
