package dev.datalab.core.journey;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.TimeSearch;
import dev.datalab.core.internal.scan.VisitorCursor;
import dev.datalab.core.internal.scan.VisitorEvents;
import dev.datalab.core.internal.scan.VisitorSessions;
import dev.datalab.core.query.Range;
import java.util.List;

/**
 * Finds the paths of buckets, visitor by visitor, and hands them to sinks. One thread's; its
 * scratch arrays live as long as the pass.
 *
 * <p>A visitor with events in one block only is read in place where the question is {@linkplain
 * Plan#isPlain plain}: from one end and no further than the path is cut, so that what lies behind
 * costs nothing. All others go through {@link Walk}: the events of the kind, merged, filtered, and
 * parted into units.
 */
final class PathReader {
  /** How many events are looked up at a time. */
  private static final int CHUNK = 16;

  private final Plan plan;
  private final Range range;
  private final boolean needsSessions;
  private final boolean wantsTimes;
  private final boolean wantsValues;
  private final PerBlock<BlockTables> tables;
  private final PathSink[] sinks;
  private final VisitorCursor cursor = new VisitorCursor();
  private final VisitorEvents events = new VisitorEvents();
  private final VisitorSessions sessions = new VisitorSessions();
  private final BucketNames names = new BucketNames();
  private final Walk walk;
  private final Path path;
  private final int[] chunk = new int[CHUNK];
  private final int[] eventOfStep;
  private BlockTables[] tablesOfSlice = new BlockTables[0];

  /**
   * Reads for these sinks.
   *
   * @param needsSessions whether filter or breakdown depend on sessions
   * @param wantsTimes whether a sink needs the times of steps
   * @param wantsValues whether a sink needs the values of the breakdown
   */
  PathReader(
      JourneyQuestion question,
      Plan plan,
      boolean needsSessions,
      boolean wantsTimes,
      boolean wantsValues,
      PerBlock<BlockTables> tables,
      List<? extends PathSink> sinks) {
    this.plan = plan;
    this.range = question.range();
    this.needsSessions = needsSessions || plan.perSession;
    this.wantsTimes = wantsTimes;
    this.wantsValues = wantsValues;
    this.tables = tables;
    this.sinks = sinks.toArray(new PathSink[0]);
    this.walk = new Walk(plan);
    this.path = new Path(plan);
    this.eventOfStep = new int[plan.steps];
  }

  /** Reads a bucket. */
  void read(List<BlockSlice> slices) {
    tablesOfSlice = new BlockTables[slices.size()];
    for (int i = 0; i < tablesOfSlice.length; i++) {
      tablesOfSlice[i] = tables.of(slices.get(i).block());
    }
    names.open(tablesOfSlice);
    for (PathSink sink : sinks) {
      sink.begin(names);
    }
    cursor.open(slices);
    while (cursor.next()) {
      if (needsSessions || cursor.width() > 1) {
        events.load(cursor, range.toMillis());
        readMerged();
      } else {
        readSlice(cursor.slice(0));
      }
    }
    for (PathSink sink : sinks) {
      sink.end();
    }
  }

  private void handOut() {
    for (PathSink sink : sinks) {
      sink.take(path);
    }
  }

  private void readSlice(int slice) {
    BlockTables table = tablesOfSlice[slice];
    EventBlock block = cursor.block(slice);
    int from = cursor.from(slice);
    int to = cursor.to(slice);
    if (!table.isInRange) {
      int[] times = block.times();
      from = TimeSearch.firstFrom(range.fromMillis(), block.baseTime(), times, from, to);
      to = TimeSearch.firstFrom(range.toMillis(), block.baseTime(), times, from, to);
    }
    if (table.inPlace) {
      if (plan.backward) {
        readBackward(table, from, to);
      } else {
        readForward(table, from, to);
      }
      if (path.size > 0) {
        finishInPlace(slice, block, from);
        handOut();
      }
    } else {
      walk.begin(1, to - from);
      int[] times = block.times();
      for (int event = from; event < to; event++) {
        add(slice, event, block.baseTime() + times[event], 0);
      }
      walkUnits();
    }
  }

  private void readForward(BlockTables table, int from, int to) {
    int steps = plan.steps;
    boolean repeats = plan.repeats;
    int before = BlockTables.NO_NAME;
    int size = 0;
    path.hasBeginning = true;
    path.hasEnd = true;
    for (int at = from; at < to; at += CHUNK) {
      int end = Math.min(at + CHUNK, to);
      table.read(at, end, chunk);
      for (int event = at; event < end; event++) {
        int name = chunk[event - at];
        if (name == BlockTables.NO_NAME || name == before) {
          continue;
        }
        if (size == steps) {
          path.hasEnd = false;
          path.size = size;
          return;
        }
        path.names[size] = name;
        eventOfStep[size++] = event;
        before = repeats ? BlockTables.NO_NAME : name;
      }
    }
    path.size = size;
  }

  private void readBackward(BlockTables table, int from, int to) {
    int steps = plan.steps;
    boolean repeats = plan.repeats;
    int after = BlockTables.NO_NAME;
    int size = 0;
    path.hasBeginning = true;
    path.hasEnd = true;
    for (int end = to; end > from; end -= CHUNK) {
      int at = Math.max(end - CHUNK, from);
      table.read(at, end, chunk);
      for (int event = end - 1; event >= at; event--) {
        int name = chunk[event - at];
        if (name == BlockTables.NO_NAME) {
          continue;
        }
        if (name == after) {
          eventOfStep[size - 1] = event;
          continue;
        }
        if (size == steps) {
          path.hasBeginning = false;
          path.size = size;
          return;
        }
        path.names[size] = name;
        eventOfStep[size++] = event;
        after = repeats ? BlockTables.NO_NAME : name;
      }
    }
    path.size = size;
  }

  /** Completes a path that was read in place. */
  private void finishInPlace(int slice, EventBlock block, int from) {
    if (wantsTimes) {
      int[] times = block.times();
      for (int k = 0; k < path.size; k++) {
        path.times[k] = times[eventOfStep[k]];
      }
    }
    if (wantsValues) {
      int event = from;
      while (tablesOfSlice[slice].name(event) == BlockTables.NO_NAME) {
        event++;
      }
      path.value = value(slice, event, 0);
    }
    if (!names.isSingle()) {
      for (int k = 0; k < path.size; k++) {
        path.names[k] = names.of(slice, path.names[k]);
      }
    }
  }

  private void readMerged() {
    if (needsSessions) {
      sessions.cut(events, cursor);
    }
    walk.begin(plan.perSession ? sessions.count() : 1, events.size());
    for (int i = 0; i < events.size(); i++) {
      long time = events.time(i);
      if (range.contains(time)) {
        add(events.slice(i), events.event(i), time, needsSessions ? sessions.of(i) : 0);
      }
    }
    walkUnits();
  }

  /** Adds an event to the walk, if it is a step and the filter lets it through. */
  private void add(int slice, int event, long time, int session) {
    BlockTables table = tablesOfSlice[slice];
    int name = table.name(event);
    if (name == BlockTables.NO_NAME) {
      return;
    }
    BlockFilter filter = table.filter;
    if (filter != null && !filter.test(event, session, sessions)) {
      return;
    }
    long marks = table.masks == null ? 0 : table.masks.of(event);
    walk.add(names.of(slice, name), marks, time, slice, event, session);
  }

  private void walkUnits() {
    walk.partIntoUnits();
    for (int unit = 0; unit < walk.units(); unit++) {
      if (walk.takePath(unit, path)) {
        if (wantsValues) {
          path.value = value(walk.slice(), walk.event(), walk.session());
        }
        handOut();
      }
    }
  }

  private String value(int slice, int event, int session) {
    BlockValues values = tablesOfSlice[slice].values;
    return values == null ? "" : values.of(event, session, sessions);
  }
}
