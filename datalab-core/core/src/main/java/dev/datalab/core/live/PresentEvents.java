package dev.datalab.core.live;

import dev.datalab.core.block.BlockColumns;
import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.block.VisitorKey;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.EventProperties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The events of some visitors as the columns that a funnel of visitors reads. The values are looked
 * up in the view's tables, so it is of use until the view changes.
 */
final class PresentEvents implements BlockColumns {
  private final List<PresentVisitor> visitors;
  private final Happened[] events;
  private final int[] starts;
  private final long baseTime;
  private final SharedValues<Symbol> symbols;
  private final SharedValues<String> pages;
  private final SharedValues<Dimensions> dimensions;
  private final SharedValues<EventProperties> properties;

  /**
   * The events of a stretch of less than 2^31 milliseconds.
   *
   * @param present in any order; sorted here
   * @param toMillis included
   */
  PresentEvents(List<PresentVisitor> present, long fromMillis, long toMillis, LiveTables tables) {
    visitors = present;
    visitors.sort((a, b) -> VisitorKey.compare(a.key, a.id, b.key, b.id));
    baseTime = fromMillis;
    starts = new int[visitors.size() + 1];
    int most = 0;
    for (PresentVisitor visitor : visitors) {
      most += visitor.size();
    }
    Happened[] gathered = new Happened[most];
    int count = 0;
    for (int i = 0; i < starts.length - 1; i++) {
      PresentVisitor visitor = visitors.get(i);
      int end = visitor.firstFrom(toMillis + 1);
      for (int at = visitor.firstFrom(fromMillis); at < end; at++) {
        gathered[count++] = visitor.event(at);
      }
      starts[i + 1] = count;
    }
    events = count == most ? gathered : Arrays.copyOf(gathered, count);
    symbols = tables.symbols;
    pages = tables.pages;
    dimensions = tables.dimensions;
    properties = tables.properties;
  }

  EventBlock block() {
    return new EventBlock(this);
  }

  @Override
  public int events() {
    return events.length;
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
    return baseTime;
  }

  @Override
  public int[] times() {
    int[] times = new int[events.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = (int) (events[i].time() - baseTime);
    }
    return times;
  }

  @Override
  public Coded<Symbol> symbols() {
    return coded(symbols, Happened::symbol);
  }

  @Override
  public Coded<String> pages() {
    return coded(pages, Happened::page);
  }

  @Override
  public Coded<Dimensions> dimensions() {
    return coded(dimensions, Happened::dimensions);
  }

  @Override
  public Coded<EventProperties> properties() {
    return coded(properties, Happened::properties);
  }

  /** A column with a table of its own, of the values that these events have. */
  private <T> Coded<T> coded(SharedValues<T> shared, ToIntFunction<Happened> code) {
    int[] own = new int[shared.size()];
    List<T> table = new ArrayList<>();
    int[] codes = new int[events.length];
    for (int i = 0; i < codes.length; i++) {
      int of = code.applyAsInt(events[i]);
      if (own[of] == 0) {
        table.add(shared.get(of));
        own[of] = table.size();
      }
      codes[i] = own[of] - 1;
    }
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
  public long[] seqs() {
    throw notKept("numbers");
  }

  @Override
  public long[] elapsed() {
    throw notKept("elapsed times");
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
