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
   * The paths of a window that may be among the most frequent. Finding them is safe for use by
   * several threads.
   */
  static final class Frequent {
    /** Those that came more than once, and often enough. */
    private final KeyMap counts = new KeyMap();

    /** Whether once is often enough. */
    private final boolean once;

    private final KeyMap found = new KeyMap();
    private volatile boolean allFound;

    private Frequent(boolean once) {
      this.once = once;
    }

    /** Those that came so often. */
    static Frequent of(KeyCounts window, int threshold) {
      Frequent frequent = new Frequent(threshold <= 1);
      window.forEach(
          (key, more, count) -> {
            if (count > 1 && count >= threshold) {
              frequent.counts.add(key, more, count);
            }
          });
      frequent.allFound = !frequent.once && frequent.counts.size() == 0;
      return frequent;
    }

    private synchronized void found(long key, int more) {
      found.add(key, more, 1);
      allFound = !once && found.size() == counts.size();
    }

    /** Whether the names of all of them are known. */
    boolean allFound() {
      return allFound;
    }
  }

  @Override
  public void begin(BucketNames names) {
    this.names = names;
  }

  @Override
  public void take(Path path) {
    if (frequent.allFound) {
      return;
    }
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
        frequent.found(path.key(), path.more());
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
