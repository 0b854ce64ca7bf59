package dev.datalab.core.journey;

/** Finds out the names of the whole paths that were counted most. One thread's. */
final class PathNames implements PathSink, Ranking.Names {
  private final KeyCounts counts;
  private final Frequent frequent;
  private final Ranking ranking;
  private final KeyMap seen = new KeyMap();
  private BucketNames names = new BucketNames();
  private Path path;

  PathNames(Plan plan, KeyCounts counts, Frequent frequent, int limit) {
    this.counts = counts;
    this.frequent = frequent;
    ranking = new Ranking(limit);
    path = new Path(plan);
  }

  /**
   * The paths of a window that may be among the most frequent.
   *
   * @param counts those that came more than once, and often enough
   * @param once whether once is often enough
   */
  record Frequent(KeyMap counts, boolean once) {
    /** Those that came so often. */
    static Frequent of(KeyCounts window, int threshold) {
      KeyMap counts = new KeyMap();
      window.forEach(
          (key, more, count) -> {
            if (count > 1 && count >= threshold) {
              counts.add(key, more, count);
            }
          });
      return new Frequent(counts, threshold <= 1);
    }
  }

  @Override
  public void begin(BucketNames names) {
    this.names = names;
  }

  @Override
  public void take(Path path) {
    path.hash(names);
    if (!counts.counts(KeyCounts.part(path.key()))) {
      return;
    }
    this.path = path;
    int count = frequent.counts.get(path.key(), path.more());
    if (count != KeyMap.ABSENT) {
      if (seen.get(path.key(), path.more()) == KeyMap.ABSENT) {
        seen.add(path.key(), path.more(), 1);
        ranking.offer(count, this);
      }
    } else if (frequent.once) {
      ranking.offer(1, this);
    }
  }

  @Override
  public void end() {}

  /** The best that were found. */
  Ranking ranking() {
    return ranking;
  }

  @Override
  public int size() {
    return path.size;
  }

  @Override
  public String get(int n) {
    return names.text(path.name(n));
  }
}
