package dev.datalab.core.funnel;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.internal.calendar.Buckets;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.TimeSearch;
import dev.datalab.core.internal.scan.VisitorCursor;
import dev.datalab.core.internal.scan.VisitorEvents;
import dev.datalab.core.internal.scan.VisitorSessions;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Unit;
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
  private final Range range;
  private final boolean perSession;
  private final Breakdown.@Nullable At breakdownAt;
  private final boolean needsSessions;
  private final PerBlock<BlockTables> tables;
  private final Tally tally;
  private final Attempt counted;
  private final UnitCounter counter;
  private final LatestBegin plain;
  private final VisitorCursor cursor = new VisitorCursor();
  private final VisitorEvents events = new VisitorEvents();
  private final VisitorSessions sessions = new VisitorSessions();
  private final Selection selection;
  private final UnitPages pages = new UnitPages();
  private final long windowMillis;
  private final int correlatedStage;
  private BlockTables[] tablesOfSlice = new BlockTables[0];

  FunnelWorker(
      Plan plan,
      FunnelQuestion question,
      boolean needsSessions,
      PerBlock<BlockTables> tables,
      @Nullable Buckets buckets,
      @Nullable ListPlan listing,
      @Nullable CorrelationTally correlations) {
    this.range = question.range();
    this.perSession = question.definition().unit() == Unit.SESSION;
    this.breakdownAt = question.breakdown().map(Breakdown::at).orElse(null);
    this.needsSessions = needsSessions || perSession;
    this.tables = tables;
    this.tally = new Tally(plan, buckets, listing, correlations);
    this.windowMillis = plan.windowMillis;
    this.correlatedStage =
        question.correlate().map(of -> of.stage().orElse(plan.stages - 1)).orElse(0);
    this.counted = new Attempt(plan.stages);
    this.counter = new UnitCounter(plan);
    this.plain = new LatestBegin(plan);
    this.selection = new Selection(plan);
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
      if (needsSessions || cursor.width() > 1) {
        events.load(cursor, range.toMillis());
        countMerged();
      } else if (inPlace) {
        countInPlace(cursor.slice(0));
      } else {
        countSelected(cursor.slice(0));
      }
    }
  }

  private void countInPlace(int slice) {
    EventBlock block = cursor.block(slice);
    BlockTables table = tablesOfSlice[slice];
    LatestBegin.Rows rows = table.rows();
    int[] times = block.times();
    long base = block.baseTime();
    int from =
        TimeSearch.firstFrom(range.fromMillis(), base, times, cursor.from(slice), cursor.to(slice));
    int to = TimeSearch.firstFrom(range.toMillis(), base, times, from, cursor.to(slice));
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
    for (int n = 0; n < counted.size(); n++) {
      counted.at(n, base + times[counted.event(n)]);
    }
    tally.add(counted);
    ListTally list = tally.list;
    if (list != null && list.wants(counted)) {
      list.add(counted, cursor.visitor(), "");
    }
    BlockValues values = table.values();
    if (values != null) {
      int place = placeOfValue();
      addToRow(place < 0 ? null : values.of(counted.event(place), 0, sessions));
    }
  }

  private static boolean isVisitor(BlockTables table, int from, int to) {
    if (table.allMakeVisitors()) {
      return true;
    }
    for (int event = from; event < to; event++) {
      if ((table.events().masks().of(event) & Plan.VISITOR) != 0) {
        return true;
      }
    }
    return false;
  }

  private void countSelected(int slice) {
    EventBlock block = cursor.block(slice);
    BlockTables table = tablesOfSlice[slice];
    int[] times = block.times();
    long base = block.baseTime();
    int from =
        TimeSearch.firstFrom(range.fromMillis(), base, times, cursor.from(slice), cursor.to(slice));
    int to = TimeSearch.firstFrom(range.toMillis(), base, times, from, cursor.to(slice));
    selection.begin(1, to - from);
    selection.addAll(table, base, times, from, to);
    if (selection.isVisitor[0]) {
      countUnit(0, selection.size, table.values());
    }
  }

  private void countMerged() {
    if (needsSessions) {
      sessions.cut(events, cursor);
    }
    int units = perSession ? sessions.count() : 1;
    selection.begin(units, events.size());
    if (tally.correlations != null) {
      pages.begin(units);
    }
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
      CorrelatedEvents correlated = table.correlated();
      if (correlated != null && !correlated.page(event).isEmpty()) {
        pages.add(perSession ? session : 0, i, time, correlated.page(event));
      }
      PlannedEvents planned = table.events();
      selection.add(
          i,
          time,
          planned.of(event, session, sessions),
          perSession ? session : 0,
          planned.held(event, session, sessions));
    }
    selection.partIntoUnits();
    for (int unit = 0; unit < selection.units; unit++) {
      if (selection.isVisitor[unit]) {
        countUnit(selection.starts[unit], selection.starts[unit + 1], null);
        if (tally.correlations != null && counted.size() > 0) {
          correlate(tally.correlations, unit);
        }
      }
    }
  }

  /**
   * Counts a unit of the selection.
   *
   * @param valuesInPlace of the block that all events are in; null if they were merged, or no
   *     breakdown is asked for
   */
  private void countUnit(int from, int to, @Nullable BlockValues valuesInPlace) {
    tally.units++;
    counter.count(selection, from, to, counted);
    if (counted.size() == 0) {
      return;
    }
    for (int n = 0; n < counted.size(); n++) {
      counted.at(n, selection.times[counted.event(n)]);
    }
    tally.add(counted);
    ListTally list = tally.list;
    if (list != null && list.wants(counted)) {
      list.add(counted, cursor.visitor(), perSession ? sessionId() : "");
    }
    if (breakdownAt != null) {
      int place = placeOfValue();
      int origin = place < 0 ? -1 : selection.origins[counted.event(place)];
      if (origin < 0) {
        addToRow(null);
      } else if (valuesInPlace != null) {
        addToRow(valuesInPlace.of(origin, 0, sessions));
      } else {
        addToRow(valueOfMerged(origin));
      }
    }
  }

  /** Counts what the unit at hand has, by its counted attempt. */
  private void correlate(CorrelationTally into, int unit) {
    int begin = selection.origins[counted.event(0)];
    int taken = counted.taken(correlatedStage);
    boolean converts = taken >= 0;
    CorrelatedEvents of = tablesOfSlice[events.slice(begin)].correlated();
    if (of == null) {
      return;
    }
    into.add(of, events.event(begin), sessions.of(begin), sessions, converts);
    long begun = counted.time(0);
    long until = begun > Long.MAX_VALUE - windowMillis ? Long.MAX_VALUE : begun + windowMillis;
    pages.count(
        unit,
        begin,
        converts ? selection.origins[counted.event(taken)] : Integer.MAX_VALUE,
        until,
        converts,
        into);
  }

  /** The id of the counted attempt's session; empty if it has none. */
  private String sessionId() {
    int begin = selection.origins[counted.event(0)];
    return cursor.block(events.slice(begin)).sessions().get(events.event(begin));
  }

  /** Which of the counted stages' events has the value that counts; -1 if none has. */
  private int placeOfValue() {
    if (breakdownAt instanceof Breakdown.Taken at) {
      return counted.taken(at.stage());
    }
    return breakdownAt == Breakdown.End.LAST ? counted.size() - 1 : 0;
  }

  private void addToRow(@Nullable String value) {
    if (value == null) {
      tally.addToRowOfNone(counted);
    } else {
      tally.addToRow(value, counted);
    }
  }

  private @Nullable String valueOfMerged(int n) {
    BlockValues values = tablesOfSlice[events.slice(n)].values();
    return values == null
        ? null
        : values.of(events.event(n), needsSessions ? sessions.of(n) : 0, sessions);
  }
}
