package dev.datalab.core.live;

import dev.datalab.core.block.BlockColumns;
import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.block.VisitorKey;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of some visitors as the columns that a funnel of visitors reads. The values are looked
 * up in the view's tables, so it is of use until the view changes.
 */
final class PresentEvents implements BlockColumns {
  private final List<PresentVisitor> visitors;
  private final int[] starts;
  private final long fromMillis;
  private final LiveTables tables;

  /**
   * The events of a stretch of less than 2^31 milliseconds.
   *
   * @param present in any order; sorted here
   * @param toMillis included
   */
  PresentEvents(List<PresentVisitor> present, long fromMillis, long toMillis, LiveTables tables) {
    this.visitors = present;
    this.fromMillis = fromMillis;
    this.tables = tables;
    visitors.sort((a, b) -> VisitorKey.compare(a.key, a.id, b.key, b.id));
    starts = new int[visitors.size() + 1];
    for (int i = 0; i < starts.length - 1; i++) {
      PresentVisitor visitor = visitors.get(i);
      starts[i + 1] = starts[i] + visitor.firstFrom(toMillis + 1) - visitor.firstFrom(fromMillis);
    }
  }

  EventBlock block() {
    return new EventBlock(this);
  }

  @Override
  public int events() {
    return starts[starts.length - 1];
  }

  @Override
  public long[] visitorKeys() {
    return visitors.stream().mapToLong(visitor -> visitor.key).toArray();
  }

  @Override
  public List<String> visitorIds() {
    return visitors.stream().map(visitor -> visitor.id).toList();
  }

  @Override
  public int[] visitorStarts() {
    return starts;
  }

  @Override
  public long baseTime() {
    return fromMillis;
  }

  @Override
  public int[] times() {
    int[] times = new int[events()];
    eachEvent((event, visitor, place) -> times[event] = (int) (visitor.time(place) - fromMillis));
    return times;
  }

  private interface Row {
    void at(int event, PresentVisitor visitor, int place);
  }

  private void eachEvent(Row row) {
    for (int i = 0; i < visitors.size(); i++) {
      PresentVisitor visitor = visitors.get(i);
      int place = visitor.firstFrom(fromMillis);
      for (int event = starts[i]; event < starts[i + 1]; event++) {
        row.at(event, visitor, place++);
      }
    }
  }

  @Override
  public Coded<Symbol> symbols() {
    return coded(tables.symbols, PresentVisitor::symbol);
  }

  @Override
  public Coded<String> pages() {
    return coded(tables.pages, PresentVisitor::page);
  }

  @Override
  public Coded<Dimensions> dimensions() {
    return coded(tables.dimensions, PresentVisitor::dimensions);
  }

  @Override
  public Coded<EventProperties> properties() {
    return coded(tables.properties, PresentVisitor::properties);
  }

  private interface Code {
    int of(PresentVisitor visitor, int place);
  }

  /** A column with a table of its own, of the values that these events have. */
  private <T> Coded<T> coded(SharedValues<T> shared, Code code) {
    int[] own = new int[shared.size()];
    List<T> table = new ArrayList<>();
    int[] codes = new int[events()];
    eachEvent(
        (event, visitor, place) -> {
          int of = code.of(visitor, place);
          if (own[of] == 0) {
            table.add(shared.get(of));
            own[of] = table.size();
          }
          codes[event] = own[of] - 1;
        });
    return new Coded<>(Codes.of(codes, table.size()), table);
  }

  @Override
  public Coded<Long> streams() {
    throw notKept("streams");
  }

  @Override
  public Coded<String> sessions() {
    throw notKept("sessions");
  }

  @Override
  public Coded<String> origins() {
    throw notKept("pages before");
  }

  @Override
  public long[] seqs() {
    throw notKept("numbers");
  }

  @Override
  public long[] elapsed() {
    throw notKept("elapsed times");
  }

  @Override
  public Coordinates coordinates() {
    throw notKept("coordinates");
  }

  @Override
  public List<Event.Point> points(int event) {
    throw notKept("pointers' paths");
  }

  @Override
  public Details details(int event) {
    throw notKept("details");
  }

  private static IllegalStateException notKept(String what) {
    return new IllegalStateException(
        "a live view keeps no %s: no funnel of visitors asks for them".formatted(what));
  }
}
