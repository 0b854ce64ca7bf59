package dev.datalab.core.journey;

import java.util.Arrays;

/**
 * The nodes and edges of a step by step graph with few names, counted while it is not known yet
 * which of them will be kept: whatever is merged later adds up, since a unit is in one node of a
 * step. Where the names are too many, or the graph is free, it gives up, and {@link GraphCounter}
 * counts in a pass of its own. One thread's.
 */
final class SmallGraph implements PathSink {
  private static final int FIRST_WIDTH = 64;

  private final int levels;
  private final boolean backward;
  private final int mostCells;

  /** The names' numbers, and one more. */
  private final KeyMap numbers = new KeyMap();

  private final int[] ofStep;
  private long[] keys = new long[FIRST_WIDTH];
  private int[] mores = new int[FIRST_WIDTH];
  private int size;
  private boolean whole;

  /** Units with a path. */
  private long paths;

  /** How many names there is room for. */
  private int width;

  /** Per level and name. */
  private int[] visitors = {};

  private int[] entries = {};
  private int[] exits = {};

  /** Per level, name, and name at the next level. */
  private int[] edges = {};

  private BucketNames names = new BucketNames();

  /** Per name of the bucket: its number here and one more; 0 where nobody has asked yet. */
  private int[] known = new int[FIRST_WIDTH];

  SmallGraph(Plan plan, Budget budget) {
    levels = plan.steps;
    backward = plan.backward;
    mostCells = budget.cells();
    ofStep = new int[plan.steps];
    whole = !plan.isGraph && fits(FIRST_WIDTH);
    if (whole) {
      widen(FIRST_WIDTH);
    }
  }

  /** Takes what was counted of a node. */
  interface Nodes {
    void node(int level, int name, int visitors, int entries, int exits);
  }

  /** Takes what was counted of an edge, in the order in which steps are counted. */
  interface Edges {
    void edge(int level, int name, int next, int visitors);
  }

  /** Whether everything was counted. */
  boolean isWhole() {
    return whole;
  }

  long paths() {
    return paths;
  }

  /** How many names there are. */
  int size() {
    return size;
  }

  /** The first 64 bits of a name's hash. */
  long key(int name) {
    return keys[name];
  }

  /** Another 32 bits of a name's hash. */
  int more(int name) {
    return mores[name];
  }

  @Override
  public void begin(BucketNames names) {
    this.names = names;
    Arrays.fill(known, 0);
  }

  @Override
  public void take(Path path) {
    int length = path.size;
    for (int k = 0; k < length && whole; k++) {
      ofStep[k] = number(path.names[k]);
    }
    if (!whole) {
      return;
    }
    paths++;
    int before = ofStep[0];
    visitors[before]++;
    for (int k = 1; k < length; k++) {
      int name = ofStep[k];
      visitors[k * width + name]++;
      edges[((k - 1) * width + before) * width + name]++;
      before = name;
    }
    if (path.hasBeginning) {
      int k = backward ? length - 1 : 0;
      entries[k * width + ofStep[k]]++;
    }
    if (path.hasEnd) {
      int k = backward ? 0 : length - 1;
      exits[k * width + ofStep[k]]++;
    }
  }

  @Override
  public void end() {}

  /** Hands out the nodes where somebody was. */
  void forEachNode(Nodes nodes) {
    for (int level = 0; level < levels; level++) {
      for (int name = 0; name < size; name++) {
        int at = level * width + name;
        if (visitors[at] > 0) {
          nodes.node(level, name, visitors[at], entries[at], exits[at]);
        }
      }
    }
  }

  /** Hands out the edges that somebody went. */
  void forEachEdge(Edges to) {
    for (int level = 0; level < levels - 1; level++) {
      for (int name = 0; name < size; name++) {
        for (int next = 0; next < size; next++) {
          int count = edges[(level * width + name) * width + next];
          if (count > 0) {
            to.edge(level, name, next, count);
          }
        }
      }
    }
  }

  /** The number of a name of the bucket. */
  private int number(int name) {
    if (name >= known.length) {
      known = Arrays.copyOf(known, Math.max(names.size(), 2 * known.length));
    }
    int number = known[name];
    if (number == 0) {
      number = find(names.key(name), names.more(name));
      known[name] = number;
    }
    return number - 1;
  }

  private int find(long key, int more) {
    int number = numbers.get(key, more);
    if (number == KeyMap.ABSENT) {
      if (size == width && !grow()) {
        return 1;
      }
      keys[size] = key;
      mores[size] = more;
      size++;
      number = size;
      numbers.add(key, more, number);
    }
    return number;
  }

  /** Makes room for twice as many names; false if there is none, and all was in vain. */
  private boolean grow() {
    whole = fits(2 * width);
    if (whole) {
      widen(2 * width);
      keys = Arrays.copyOf(keys, width);
      mores = Arrays.copyOf(mores, width);
    } else {
      visitors = new int[0];
      entries = visitors;
      exits = visitors;
      edges = visitors;
    }
    return whole;
  }

  private boolean fits(int wide) {
    return (long) levels * wide * wide <= mostCells;
  }

  private void widen(int wide) {
    visitors = widened(visitors, levels, wide);
    entries = widened(entries, levels, wide);
    exits = widened(exits, levels, wide);
    int[] wider = new int[(levels - 1) * wide * wide];
    for (int row = 0; row < (levels - 1) * width; row++) {
      int to = (row / width * wide + row % width) * wide;
      System.arraycopy(edges, row * width, wider, to, width);
    }
    edges = wider;
    width = wide;
  }

  private int[] widened(int[] counts, int rows, int wide) {
    int[] wider = new int[rows * wide];
    for (int row = 0; row < rows && width > 0; row++) {
      System.arraycopy(counts, row * width, wider, row * wide, width);
    }
    return wider;
  }
}
