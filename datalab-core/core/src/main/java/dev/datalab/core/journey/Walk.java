package dev.datalab.core.journey;

import java.util.Arrays;

/**
 * The events of the kind of a visitor, parted into units, and the path of each unit. Reusable; the
 * arrays grow with the largest visitor.
 */
final class Walk {
  private final Plan plan;
  private int[] names = new int[64];
  private long[] marks = new long[64];
  private long[] times = new long[64];
  private int[] slices = new int[64];
  private int[] events = new int[64];
  private int[] sessions = new int[64];

  /** The places of the events, unit by unit, those of a unit in their order. */
  private int[] order = new int[64];

  /** Where each unit's events begin, and one more entry: the number of events. */
  private int[] starts = new int[9];

  private int units;
  private int size;
  private int beginning;

  Walk(Plan plan) {
    this.plan = plan;
  }

  /**
   * Begins with nothing.
   *
   * @param events the most that will be added
   */
  void begin(int units, int events) {
    this.units = units;
    size = 0;
    if (units >= starts.length) {
      starts = new int[units * 2 + 1];
    }
    if (events > names.length) {
      int length = Math.max(events, names.length * 2);
      names = new int[length];
      marks = new long[length];
      times = new long[length];
      slices = new int[length];
      this.events = new int[length];
      sessions = new int[length];
      order = new int[length];
    }
  }

  void add(int name, long mark, long time, int slice, int event, int session) {
    names[size] = name;
    marks[size] = mark;
    times[size] = time;
    slices[size] = slice;
    events[size] = event;
    sessions[size] = session;
    size++;
  }

  int units() {
    return units;
  }

  /** Sorts the events by unit: a counting sort. */
  void partIntoUnits() {
    Arrays.fill(starts, 0, units + 1, 0);
    if (units == 1) {
      for (int i = 0; i < size; i++) {
        order[i] = i;
      }
      starts[1] = size;
      return;
    }
    for (int i = 0; i < size; i++) {
      starts[sessions[i] + 1]++;
    }
    for (int unit = 0; unit < units; unit++) {
      starts[unit + 1] += starts[unit];
    }
    for (int i = 0; i < size; i++) {
      order[starts[sessions[i]]++] = i;
    }
    for (int unit = units; unit > 0; unit--) {
      starts[unit] = starts[unit - 1];
    }
    starts[0] = 0;
  }

  /** Takes the path of a unit; false if it has none. */
  boolean takePath(int unit, Path path) {
    int to = starts[unit + 1];
    int first = plan.hasStart ? next(Plan.START, starts[unit], to) : starts[unit];
    if (first == to) {
      return false;
    }
    int last = plan.hasEnd ? next(Plan.END, first + 1, to) : to - 1;
    if (last == to || (plan.hasPassing && next(Plan.PASSING, first, last + 1) > last)) {
      return false;
    }
    if (plan.backward) {
      takeBackward(first, last, path);
    } else {
      takeForward(first, last, path);
    }
    beginning = order[first];
    return true;
  }

  /** The slice of the event in which the path begins that was taken last. */
  int slice() {
    return slices[beginning];
  }

  /** That event. */
  int event() {
    return events[beginning];
  }

  /** The number of its session; 0 unless the question needs sessions. */
  int session() {
    return sessions[beginning];
  }

  /** The next event with a mark; the end if there is none. */
  private int next(long mark, int from, int to) {
    int at = from;
    while (at < to && (marks[order[at]] & mark) == 0) {
      at++;
    }
    return at;
  }

  private void takeForward(int first, int last, Path path) {
    path.size = 0;
    path.hasBeginning = true;
    path.hasEnd = true;
    int before = BlockTables.NO_NAME;
    for (int at = first; at <= last; at++) {
      int event = order[at];
      int name = names[event];
      if (name == before) {
        continue;
      }
      if (path.size == plan.steps) {
        path.hasEnd = false;
        return;
      }
      path.names[path.size] = name;
      path.times[path.size++] = times[event];
      before = plan.repeats ? BlockTables.NO_NAME : name;
    }
  }

  private void takeBackward(int first, int last, Path path) {
    path.size = 0;
    path.hasBeginning = true;
    path.hasEnd = true;
    int after = BlockTables.NO_NAME;
    for (int at = last; at >= first; at--) {
      int event = order[at];
      int name = names[event];
      if (name == after) {
        path.times[path.size - 1] = times[event];
        continue;
      }
      if (path.size == plan.steps) {
        path.hasBeginning = false;
        return;
      }
      path.names[path.size] = name;
      path.times[path.size++] = times[event];
      after = plan.repeats ? BlockTables.NO_NAME : name;
    }
  }
}
