package dev.datalab.core.funnel;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.VisitorCursor;
import dev.datalab.core.internal.scan.VisitorEvents;
import dev.datalab.core.internal.scan.VisitorSessions;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Unit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the units of buckets, visitor by visitor. One thread's; its scratch arrays live as long as
 * the question.
 *
 * <p>A visitor with events in one block only is counted in place where the funnel is {@linkplain
 * LatestBegin plain}. All others go through {@link Selection}: the events that the question looks
 * at, merged, filtered, and parted into units.
 */
final class FunnelWorker {
  private final Plan plan;
  private final Range range;
  private final boolean perSession;
  private final boolean needsSessions;
  private final PerBlock<BlockTables> tables;
  private final Tally tally;
  private final Attempt counted;
  private final Counter counter;
  private final LatestBegin plain;
  private final VisitorCursor cursor = new VisitorCursor();
  private final VisitorEvents events = new VisitorEvents();
  private final VisitorSessions sessions = new VisitorSessions();
  private final Selection selection = new Selection();
  private BlockTables[] tablesOfSlice = new BlockTables[0];

  FunnelWorker(
      Plan plan,
      FunnelQuestion question,
      boolean needsSessions,
      PerBlock<BlockTables> tables,
      @Nullable Buckets buckets) {
    this.plan = plan;
    this.range = question.range();
    this.perSession = question.definition().unit() == Unit.SESSION;
    this.needsSessions = needsSessions || perSession;
    this.tables = tables;
    this.tally = new Tally(plan, buckets);
    this.counted = new Attempt(plan.stages);
    this.counter = plan.counter();
    this.plain = new LatestBegin(plan);
  }

  /** What was counted so far. */
  Tally tally() {
    return tally;
  }

  /** Counts a bucket. */
  void count(List<BlockSlice> slices) {
    tablesOfSlice = new BlockTables[slices.size()];
    boolean inPlace = !needsSessions;
    for (int i = 0; i < tablesOfSlice.length; i++) {
      tablesOfSlice[i] = tables.of(slices.get(i).block());
      inPlace &= tablesOfSlice[i].inPlace();
    }
    cursor.open(slices);
    while (cursor.next()) {
      if (inPlace && cursor.width() == 1) {
        countInPlace(cursor.slice(0));
      } else {
        events.load(cursor);
        countMerged();
      }
    }
  }

  private void countInPlace(int slice) {
    EventBlock block = cursor.block(slice);
    BlockTables table = tablesOfSlice[slice];
    LatestBegin.Rows rows = table.rows();
    int[] times = block.times();
    long base = block.baseTime();
    int from = cursor.from(slice);
    int to = cursor.to(slice);
    if (from < to && base + times[from] < range.fromMillis()) {
      from = firstNotBefore(times, from, to, range.fromMillis() - base);
    }
    if (from < to && base + times[to - 1] >= range.toMillis()) {
      to = firstNotBefore(times, from, to, range.toMillis() - base);
    }
    if (from == to || rows == null || !isVisitor(table, from, to)) {
      return;
    }
    tally.units++;
    if (!rows.isReachable()) {
      return;
    }
    plain.count(rows, times, from, to, counted);
    if (counted.size() == 0) {
      return;
    }
    int begin = counted.event(0);
    BlockValues values = table.values();
    tally.add(counted, base + times[begin], values == null ? null : values.of(begin, 0, sessions));
    for (int n = 1; n < counted.size(); n++) {
      tally.times[counted.stage(n)].add(
          (long) times[counted.event(n)] - times[counted.event(n - 1)]);
    }
  }

  private static int firstNotBefore(int[] times, int from, int to, long time) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static boolean isVisitor(BlockTables table, int from, int to) {
    if (table.allMakeVisitors()) {
      return true;
    }
    for (int event = from; event < to; event++) {
      if ((table.masks().of(event) & Plan.VISITOR) != 0) {
        return true;
      }
    }
    return false;
  }

  private void countMerged() {
    if (needsSessions) {
      sessions.cut(events, cursor);
    }
    selection.begin(perSession ? sessions.count() : 1);
    for (int i = 0; i < events.size(); i++) {
      long time = events.time(i);
      if (!range.contains(time)) {
        continue;
      }
      BlockTables table = tablesOfSlice[events.slice(i)];
      int event = events.event(i);
      int session = needsSessions ? sessions.of(i) : 0;
      BlockFilter filter = table.filter();
      if (filter != null && !filter.test(event, session, sessions)) {
        continue;
      }
      selection.add(i, time, table.masks().of(event), perSession ? session : 0);
    }
    selection.partIntoUnits();
    for (int unit = 0; unit < selection.units; unit++) {
      if (selection.isVisitor[unit]) {
        countUnit(selection.starts[unit], selection.starts[unit + 1]);
      }
    }
  }

  private void countUnit(int from, int to) {
    tally.units++;
    counter.count(selection.times, selection.masks, from, to, counted);
    if (counted.size() == 0) {
      return;
    }
    int begin = counted.event(0);
    tally.add(counted, selection.times[begin], valueOf(selection.origins[begin]));
    for (int n = 1; n < counted.size(); n++) {
      tally.times[counted.stage(n)].add(
          selection.times[counted.event(n)] - selection.times[counted.event(n - 1)]);
    }
  }

  private @Nullable String valueOf(int n) {
    BlockValues values = tablesOfSlice[events.slice(n)].values();
    return values == null
        ? null
        : values.of(events.event(n), needsSessions ? sessions.of(n) : 0, sessions);
  }

  /** The events of a visitor that matter, unit by unit. */
  private final class Selection {
    private long[] times = new long[64];
    private long[] masks = new long[64];
    private int[] origins = new int[64];
    private int[] unitOf = new int[64];
    private long[] spareTimes = new long[0];
    private long[] spareMasks = new long[0];
    private int[] spareOrigins = new int[0];
    private boolean[] isVisitor = new boolean[8];
    private int[] starts = new int[9];
    private int units;
    private int size;

    void begin(int units) {
      this.units = units;
      size = 0;
      if (units > isVisitor.length) {
        isVisitor = new boolean[units * 2];
        starts = new int[units * 2 + 1];
      }
      Arrays.fill(isVisitor, 0, units, false);
    }

    void add(int origin, long time, long mask, int unit) {
      isVisitor[unit] |= (mask & Plan.VISITOR) != 0;
      if ((mask & plan.relevant) == 0) {
        return;
      }
      if (size == times.length) {
        times = Arrays.copyOf(times, size * 2);
        masks = Arrays.copyOf(masks, size * 2);
        origins = Arrays.copyOf(origins, size * 2);
        unitOf = Arrays.copyOf(unitOf, size * 2);
      }
      times[size] = time;
      masks[size] = mask;
      origins[size] = origin;
      unitOf[size] = unit;
      size++;
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
      }
      for (int i = 0; i < size; i++) {
        int place = starts[unitOf[i]]++;
        spareTimes[place] = times[i];
        spareMasks[place] = masks[i];
        spareOrigins[place] = origins[i];
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
    }
  }
}
