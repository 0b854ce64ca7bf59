package dev.datalab.core.block;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.BlockColumns.Details;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Turns events, in whatever order, into a block: sorted, with tables of what repeats. What was
 * added is held as columns, about 80 bytes an event beside the tables. For use by one thread.
 *
 * <p>The times of a block lie within 2^32 milliseconds, which a calendar month always does; whoever
 * has more builds a block for each month.
 */
public final class BlockBuilder {
  private final Table<String> visitors = new Table<>();
  private final Table<Symbol> symbols = new Table<>();
  private final Table<String> pages = new Table<>();
  private final Table<Dimensions> dimensions = new Table<>();
  private final Table<EventProperties> properties = new Table<>();
  private final Table<String> sessions = new Table<>();
  private final Table<Long> streams = new Table<>();

  /** Held once each; no column. */
  private final Table<String> origins = new Table<>();

  private int size;
  private int[] visitorOf = new int[16];
  private int[] symbolOf = new int[16];
  private int[] pageOf = new int[16];
  private int[] dimensionsOf = new int[16];
  private int[] propertiesOf = new int[16];
  private int[] sessionOf = new int[16];
  private int[] streamOf = new int[16];
  private long[] times = new long[16];
  private long[] seqs = new long[16];
  private long[] elapsed = new long[16];
  private Details[] details = new Details[16];

  /** The block of some events. */
  public static EventBlock of(Collection<RecordedEvent> events) {
    BlockBuilder builder = new BlockBuilder();
    events.forEach(builder::add);
    return builder.build();
  }

  /** How many events were added. */
  public int size() {
    return size;
  }

  /** Adds an event. */
  public void add(RecordedEvent recorded) {
    Event event = recorded.event();
    int at = grow();
    visitorOf[at] = visitors.code(recorded.visitor());
    symbolOf[at] = symbols.code(Symbol.of(event));
    pageOf[at] = pages.code(event.url());
    dimensionsOf[at] = dimensions.code(recorded.dimensions());
    propertiesOf[at] = properties.code(event.properties());
    sessionOf[at] = sessions.code(recorded.session());
    streamOf[at] = streams.code(recorded.stream());
    times[at] = event.time();
    seqs[at] = recorded.seq();
    elapsed[at] = event.elapsed();
    details[at] = shared(Details.of(recorded.id(), event));
  }

  /** The details with a page before that is not a text of its own. */
  private Details shared(Details rest) {
    return rest.from().isEmpty()
        ? rest
        : new Details(rest.id(), origins.same(rest.from()), rest.x(), rest.y(), rest.points());
  }

  /** Adds the events of a slice. */
  public void add(BlockSlice slice) {
    add(slice, event -> true);
  }

  /**
   * Adds some events of a slice.
   *
   * @param kept says of an event, by its index in the block, whether it is added
   */
  public void add(BlockSlice slice, IntPredicate kept) {
    EventBlock block = slice.block();
    Translation<Symbol> symbolCodes = new Translation<>(block.symbols(), symbols);
    Translation<String> pageCodes = new Translation<>(block.pages(), pages);
    Translation<Dimensions> dimensionCodes = new Translation<>(block.dimensions(), dimensions);
    Translation<EventProperties> propertyCodes = new Translation<>(block.properties(), properties);
    Translation<String> sessionCodes = new Translation<>(block.sessions(), sessions);
    Translation<Long> streamCodes = new Translation<>(block.streams(), streams);
    for (int visitor = slice.fromVisitor(); visitor < slice.toVisitor(); visitor++) {
      int visitorCode = -1;
      for (int event = block.start(visitor); event < block.start(visitor + 1); event++) {
        if (!kept.test(event)) {
          continue;
        }
        if (visitorCode < 0) {
          visitorCode = visitors.code(block.visitor(visitor));
        }
        int at = grow();
        visitorOf[at] = visitorCode;
        symbolOf[at] = symbolCodes.of(event);
        pageOf[at] = pageCodes.of(event);
        dimensionsOf[at] = dimensionCodes.of(event);
        propertiesOf[at] = propertyCodes.of(event);
        sessionOf[at] = sessionCodes.of(event);
        streamOf[at] = streamCodes.of(event);
        times[at] = block.time(event);
        seqs[at] = block.seqs()[event];
        elapsed[at] = block.elapsed()[event];
        details[at] = shared(block.details(event));
      }
    }
  }

  /**
   * The block of everything that was added. The builder is not used afterwards.
   *
   * @throws IllegalArgumentException if the times are 2^32 ms or more apart
   */
  public EventBlock build() {
    List<String> ids = visitors.values();
    long[] keys = ids.stream().mapToLong(VisitorKey::of).toArray();
    int[] ranked =
        IntStream.range(0, ids.size())
            .boxed()
            .sorted((a, b) -> VisitorKey.compare(keys[a], ids.get(a), keys[b], ids.get(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] starts = new int[ids.size() + 1];
    int[] order = order(ranked, starts);
    long base = baseTime();
    int[] offsets = new int[size];
    Details[] rest = new Details[size];
    for (int i = 0; i < size; i++) {
      offsets[i] = (int) (times[order[i]] - base);
      rest[i] = details[order[i]];
    }
    return new EventBlock(
        new BuiltColumns(
            Arrays.stream(ranked).mapToLong(visitor -> keys[visitor]).toArray(),
            Arrays.stream(ranked).mapToObj(ids::get).toList(),
            starts,
            base,
            offsets,
            coded(symbolOf, symbols, order),
            coded(pageOf, pages, order),
            coded(dimensionsOf, dimensions, order),
            coded(propertiesOf, properties, order),
            coded(sessionOf, sessions, order),
            coded(streamOf, streams, order),
            picked(seqs, order),
            picked(elapsed, order),
            rest));
  }

  /** Deals the events out to their visitors, then sorts within each; most come sorted. */
  private int[] order(int[] ranked, int[] starts) {
    int[] rankOf = new int[ranked.length];
    for (int rank = 0; rank < ranked.length; rank++) {
      rankOf[ranked[rank]] = rank;
    }
    for (int i = 0; i < size; i++) {
      starts[rankOf[visitorOf[i]] + 1]++;
    }
    for (int rank = 0; rank < ranked.length; rank++) {
      starts[rank + 1] += starts[rank];
    }
    int[] next = Arrays.copyOf(starts, ranked.length);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[next[rankOf[visitorOf[i]]]++] = i;
    }
    for (int rank = 0; rank < ranked.length; rank++) {
      sort(order, starts[rank], starts[rank + 1]);
    }
    return order;
  }

  private void sort(int[] order, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (compare(order[i - 1], order[i]) > 0) {
        Comparator<Integer> byTime = this::compare;
        int[] sorted =
            Arrays.stream(order, from, to)
                .boxed()
                .sorted(byTime)
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, order, from, sorted.length);
        return;
      }
    }
  }

  private int compare(int a, int b) {
    if (times[a] != times[b]) {
      return Long.compare(times[a], times[b]);
    }
    long streamA = streams.values().get(streamOf[a]);
    long streamB = streams.values().get(streamOf[b]);
    return streamA != streamB ? Long.compare(streamA, streamB) : Long.compare(seqs[a], seqs[b]);
  }

  private long baseTime() {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      min = Math.min(min, times[i]);
      max = Math.max(max, times[i]);
    }
    if (size == 0 || (max - min >= 0 && max - min <= Integer.MAX_VALUE)) {
      return size == 0 ? 0 : min;
    }
    if (max - min < 0 || max - min >= 1L << Integer.SIZE) {
      throw new IllegalArgumentException(
          "times %d to %d: a block spans less than 2^32 ms; build one for each month."
              .formatted(min, max));
    }
    return min - Integer.MIN_VALUE;
  }

  private int grow() {
    if (size == times.length) {
      int capacity = Math.addExact(size, size);
      visitorOf = Arrays.copyOf(visitorOf, capacity);
      symbolOf = Arrays.copyOf(symbolOf, capacity);
      pageOf = Arrays.copyOf(pageOf, capacity);
      dimensionsOf = Arrays.copyOf(dimensionsOf, capacity);
      propertiesOf = Arrays.copyOf(propertiesOf, capacity);
      sessionOf = Arrays.copyOf(sessionOf, capacity);
      streamOf = Arrays.copyOf(streamOf, capacity);
      times = Arrays.copyOf(times, capacity);
      seqs = Arrays.copyOf(seqs, capacity);
      elapsed = Arrays.copyOf(elapsed, capacity);
      details = Arrays.copyOf(details, capacity);
    }
    return size++;
  }

  private static <T> Coded<T> coded(int[] codes, Table<T> table, int[] order) {
    int[] sorted = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      sorted[i] = codes[order[i]];
    }
    return new Coded<>(Codes.of(sorted, table.values().size()), table.values());
  }

  private static long[] picked(long[] column, int[] order) {
    long[] sorted = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      sorted[i] = column[order[i]];
    }
    return sorted;
  }

  /** From a block's codes to the builder's, each looked up once. */
  private static final class Translation<T> {
    private final Coded<T> from;
    private final Table<T> to;
    private final int[] codes;

    Translation(Coded<T> from, Table<T> to) {
      this.from = from;
      this.to = to;
      this.codes = new int[from.table().size()];
    }

    int of(int event) {
      int code = from.codes().get(event);
      if (codes[code] == 0) {
        codes[code] = to.code(from.table().get(code)) + 1;
      }
      return codes[code] - 1;
    }
  }
}
