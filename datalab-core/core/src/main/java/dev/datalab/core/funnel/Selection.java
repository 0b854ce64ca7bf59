package dev.datalab.core.funnel;

import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.SessionFacts;
import java.util.Arrays;

/**
 * The events of a visitor that the plan needs to see, unit by unit. Reusable; the arrays grow with
 * the largest visitor.
 */
final class Selection {
  long[] times = new long[64];
  long[] masks = new long[64];

  /** The number of the value that attempts hold, or {@link #NO_VALUE}; empty if they hold none. */
  int[] held = new int[0];

  /** What the caller knows the events by. */
  int[] origins = new int[64];

  /** Per unit: whether an event made it count. */
  boolean[] isVisitor = new boolean[8];

  /** Where each unit's events begin, and one more entry: the number of events. */
  int[] starts = new int[9];

  int units;
  int size;

  /** The event has no value for attempts to hold. */
  static final int NO_VALUE = -1;

  private final long relevant;
  private final boolean holds;
  private final Numbering numbers = new Numbering();
  private int[] unitOf = new int[64];
  private long[] spareTimes = new long[0];
  private long[] spareMasks = new long[0];
  private int[] spareOrigins = new int[0];
  private int[] spareHeld = new int[0];

  Selection(Plan plan) {
    relevant = plan.relevant;
    holds = plan.hold != null;
    held = new int[holds ? times.length : 0];
  }

  /**
   * Begins with nothing.
   *
   * @param events the most that will be added
   */
  void begin(int units, int events) {
    this.units = units;
    size = 0;
    if (units > isVisitor.length) {
      isVisitor = new boolean[units * 2];
      starts = new int[units * 2 + 1];
    }
    Arrays.fill(isVisitor, 0, units, false);
    if (events > times.length) {
      int length = Math.max(events, times.length * 2);
      times = new long[length];
      masks = new long[length];
      origins = new int[length];
      unitOf = new int[length];
      held = new int[holds ? length : 0];
    }
    numbers.clear();
  }

  /** How many values for attempts to hold the visitor's events have. */
  int values() {
    return numbers.size();
  }

  /**
   * Adds an event.
   *
   * @param origin what the caller knows it by
   * @param value what attempts hold; empty for none
   */
  void add(int origin, long time, long mask, int unit, String value) {
    if (holds && (mask & relevant) != 0) {
      held[size] = value.isEmpty() ? NO_VALUE : numbers.of(value);
    }
    isVisitor[unit] |= (mask & Plan.VISITOR) != 0;
    times[size] = time;
    masks[size] = mask;
    origins[size] = origin;
    unitOf[size] = unit;
    size += (mask & relevant) != 0 ? 1 : 0;
  }

  /** Adds what the filter lets through of a visitor's events in one block. */
  void addAll(BlockTables table, long base, int[] offsets, int from, int to) {
    BlockFilter filter = table.filter();
    PlannedEvents events = table.events();
    if (!events.byMasksAlone()) {
      for (int event = from; event < to; event++) {
        if (filter == null || filter.test(event, 0, SessionFacts.NONE)) {
          add(
              event,
              base + offsets[event],
              events.of(event, 0, SessionFacts.NONE),
              0,
              events.held(event, 0, SessionFacts.NONE));
        }
      }
      return;
    }
    long relevant = this.relevant;
    long seen = 0;
    int count = 0;
    events.masks().read(from, to, masks);
    for (int event = from; event < to; event++) {
      if (filter != null && !filter.test(event, 0, SessionFacts.NONE)) {
        continue;
      }
      long mask = masks[event - from];
      seen |= mask;
      times[count] = base + offsets[event];
      masks[count] = mask;
      origins[count] = event;
      count += (mask & relevant) != 0 ? 1 : 0;
    }
    isVisitor[0] = (seen & Plan.VISITOR) != 0;
    size = count;
  }

  /** Sorts the events by unit, those of a unit in their order: a counting sort. */
  void partIntoUnits() {
    Arrays.fill(starts, 0, units + 1, 0);
    if (units == 1) {
      starts[1] = size;
      return;
    }
    for (int i = 0; i < size; i++) {
      starts[unitOf[i] + 1]++;
    }
    for (int unit = 0; unit < units; unit++) {
      starts[unit + 1] += starts[unit];
    }
    if (spareTimes.length < times.length) {
      spareTimes = new long[times.length];
      spareMasks = new long[times.length];
      spareOrigins = new int[times.length];
      spareHeld = new int[held.length];
    }
    for (int i = 0; i < size; i++) {
      int place = starts[unitOf[i]]++;
      spareTimes[place] = times[i];
      spareMasks[place] = masks[i];
      spareOrigins[place] = origins[i];
      if (holds) {
        spareHeld[place] = held[i];
      }
    }
    for (int unit = units; unit > 0; unit--) {
      starts[unit] = starts[unit - 1];
    }
    starts[0] = 0;
    long[] swappedTimes = times;
    times = spareTimes;
    spareTimes = swappedTimes;
    long[] swappedMasks = masks;
    masks = spareMasks;
    spareMasks = swappedMasks;
    int[] swappedOrigins = origins;
    origins = spareOrigins;
    spareOrigins = swappedOrigins;
    int[] swappedHeld = held;
    held = spareHeld;
    spareHeld = swappedHeld;
  }
}
