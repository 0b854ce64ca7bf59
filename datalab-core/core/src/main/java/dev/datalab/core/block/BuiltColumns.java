package dev.datalab.core.block;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import java.util.List;

/** Columns that are all in memory. */
@SuppressWarnings("ArrayRecordComponent") // the arrays are the columns; nobody compares them
record BuiltColumns(
    long[] visitorKeys,
    List<String> visitorIds,
    int[] visitorStarts,
    long baseTime,
    int[] times,
    Coded<Symbol> symbols,
    Coded<String> pages,
    Coded<Dimensions> dimensions,
    Coded<EventProperties> properties,
    Coded<String> sessions,
    Coded<Long> streams,
    long[] seqs,
    long[] elapsed,
    Details[] rest)
    implements BlockColumns {
  @Override
  public int events() {
    return times.length;
  }

  @Override
  public Coded<String> origins() {
    Table<String> table = new Table<>();
    int[] codes = new int[rest.length];
    for (int event = 0; event < codes.length; event++) {
      codes[event] = table.code(rest[event].from());
    }
    return new Coded<>(Codes.of(codes, table.values().size()), table.values());
  }

  @Override
  public Coordinates coordinates() {
    int[] x = new int[rest.length];
    int[] y = new int[rest.length];
    for (int event = 0; event < rest.length; event++) {
      x[event] = rest[event].x();
      y[event] = rest[event].y();
    }
    return new Coordinates(x, y);
  }

  @Override
  public List<Event.Point> points(int event) {
    return rest[event].points();
  }

  @Override
  public Details details(int event) {
    return rest[event];
  }
}
