package dev.datalab.core.journey;

/** The path of the unit at hand, once it is cut. Reusable; one thread's. */
final class Path {
  private static final long FIRST_FACTOR = 0x9E3779B97F4A7C15L;
  private static final long SECOND_FACTOR = 0xD6E8FEB86659FD93L;

  /** Per step, counted in the question's direction: the number of its name in the bucket. */
  final int[] names;

  /** Per step: when it begins, in milliseconds from whenever; only if somebody asks. */
  final long[] times;

  /** How many steps; at least 1. */
  int size;

  /** Whether the path begins with the first of its steps, in the order of time. */
  boolean hasBeginning;

  /** Whether the path ends with the last of its steps, in the order of time. */
  boolean hasEnd;

  /** What the breakdown's dimension is where the whole path begins; only if somebody asks. */
  String value = "";

  private final boolean backward;
  private long key;
  private int more;

  Path(Plan plan) {
    backward = plan.backward;
    names = new int[plan.steps];
    times = new long[plan.steps];
  }

  /** The name of a step, counted in the order of time. */
  int name(int n) {
    return names[backward ? size - 1 - n : n];
  }

  /** Works out {@link #key} and {@link #more}: 96 bits that tell this path from all others. */
  void hash(BucketNames of) {
    long first = size;
    long second = size;
    for (int k = 0; k < size; k++) {
      first = first * FIRST_FACTOR + of.key(names[k]);
      second = second * SECOND_FACTOR + of.more(names[k]);
    }
    key = mixed(first);
    more = (int) (mixed(second) >>> Integer.SIZE);
  }

  long key() {
    return key;
  }

  int more() {
    return more;
  }

  /** The finalizer of MurmurHash3: each bit of the result depends on all bits of the number. */
  private static long mixed(long number) {
    long mixed = (number ^ (number >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }
}
