package dev.datalab.core.segment;

import dev.datalab.core.block.BlockColumns;
import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A block whose columns are read and decoded one by one, as they are asked for, and then kept. Safe
 * for use by several threads.
 */
public final class BlockReader implements BlockColumns {
  private static final Codes NO_CODES = new Codes.Bytes(new byte[0]);

  private final PageSource source;
  private final LongConsumer decoded;
  private final PageDecoder.Visitors visitors;
  private PageDecoder.@Nullable Times times;
  private @Nullable Coded<Symbol> symbols;
  private @Nullable Coded<String> pages;
  private PageDecoder.@Nullable Rest rest;
  private @Nullable List<String> ids;

  private BlockReader(PageSource source, LongConsumer decoded) throws IOException {
    this.source = source;
    this.decoded = decoded;
    this.visitors = decode(Column.VISITORS, PageDecoder::visitors);
    decoded.accept(visitors.bytes());
  }

  /**
   * Opens a block. Its visitors are read at once, everything else later: then a column that can't
   * be read throws {@link UncheckedIOException}.
   *
   * @param decoded is told how many bytes of memory each column takes, about, when it is decoded
   * @throws IOException if the visitors can't be read
   */
  public static EventBlock open(PageSource source, LongConsumer decoded) throws IOException {
    return new EventBlock(new BlockReader(source, decoded));
  }

  @Override
  public int events() {
    return visitors.events();
  }

  @Override
  public long[] visitorKeys() {
    return visitors.keys();
  }

  @Override
  public List<String> visitorIds() {
    return visitors.ids();
  }

  @Override
  public int[] visitorStarts() {
    return visitors.starts();
  }

  @Override
  public long baseTime() {
    return decodedTimes().base();
  }

  @Override
  public int[] times() {
    return decodedTimes().offsets();
  }

  private synchronized PageDecoder.Times decodedTimes() {
    PageDecoder.Times column = times;
    if (column == null) {
      column =
          events() == 0
              ? new PageDecoder.Times(0, new int[0])
              : column(Column.TIMES, from -> PageDecoder.times(from, visitors.starts()));
      decoded.accept(4L * events());
      times = column;
    }
    return column;
  }

  @Override
  public synchronized Coded<Symbol> symbols() {
    Coded<Symbol> column = symbols;
    if (column == null) {
      column = coded(Column.SYMBOLS, Values::readSymbol, new Symbol.Left(), 100);
      symbols = column;
    }
    return column;
  }

  @Override
  public synchronized Coded<String> pages() {
    Coded<String> column = pages;
    if (column == null) {
      Coded<Symbol> what = symbols();
      boolean told = has(Column.PAGES);
      column =
          told
              ? column(Column.PAGES, from -> PageDecoder.pages(from, what, visitors.starts(), true))
              : silently(
                  () ->
                      PageDecoder.pages(
                          new ByteSource(new byte[0], 0, 0), what, visitors.starts(), false));
      account(column, 10);
      pages = column;
    }
    return column;
  }

  @Override
  public Coded<Dimensions> dimensions() {
    return coded(Column.DIMENSIONS, Values::readDimensions, Dimensions.NONE, 400);
  }

  @Override
  public Coded<EventProperties> properties() {
    return coded(Column.PROPERTIES, Values::readProperties, EventProperties.NONE, 40);
  }

  @Override
  public Coded<String> sessions() {
    return coded(Column.SESSIONS, Values::readText, "", 50);
  }

  @Override
  public Coded<Long> streams() {
    return coded(Column.STREAMS, Values::readStream, 0L, 24);
  }

  @Override
  public Coded<String> origins() {
    if (has(Column.DETAILS)) {
      return decodedRest().origins();
    }
    Coded<String> column =
        PageDecoder.origins(new int[0], List.of(), symbols(), pages(), visitors.starts());
    account(column, 0);
    return column;
  }

  @Override
  public Coordinates coordinates() {
    if (!has(Column.DETAILS)) {
      return Coordinates.NONE;
    }
    PageDecoder.Rest known = decodedRest();
    return new Coordinates(known.x(), known.y());
  }

  @Override
  public List<Event.Point> points(int event) {
    return has(Column.DETAILS) ? decodedRest().points().getOrDefault(event, List.of()) : List.of();
  }

  @Override
  public long[] seqs() {
    if (events() == 0) {
      return new long[0];
    }
    decoded.accept(8L * events());
    return column(Column.SEQS, from -> PageDecoder.seqs(from, events()));
  }

  @Override
  public long[] elapsed() {
    decoded.accept(8L * events());
    if (!has(Column.ELAPSED)) {
      long[] unknown = new long[events()];
      Arrays.fill(unknown, Event.UNKNOWN_ELAPSED);
      return unknown;
    }
    return column(Column.ELAPSED, from -> PageDecoder.elapsed(from, events()));
  }

  @Override
  public Details details(int event) {
    String id = has(Column.IDS) ? decodedIds().get(event) : "";
    if (!has(Column.DETAILS)) {
      return leaving(id, event);
    }
    PageDecoder.Rest known = decodedRest();
    boolean click = symbols().get(event) instanceof Symbol.Clicked;
    return new Details(
        id,
        known.origins().get(event),
        click ? known.x()[event] : Event.UNKNOWN_COORDINATE,
        click ? known.y()[event] : Event.UNKNOWN_COORDINATE,
        known.points().getOrDefault(event, List.of()));
  }

  private Details leaving(String id, int event) {
    String from = symbols().get(event) instanceof Symbol.Left ? pages().get(event) : "";
    return id.isEmpty() && from.isEmpty()
        ? Details.NONE
        : new Details(id, from, Event.UNKNOWN_COORDINATE, Event.UNKNOWN_COORDINATE, List.of());
  }

  private synchronized List<String> decodedIds() {
    List<String> column = ids;
    if (column == null) {
      TextArena texts = column(Column.IDS, from -> PageDecoder.ids(from, events()));
      decoded.accept(4L * events() + texts.bytesLength());
      column = texts;
      ids = column;
    }
    return column;
  }

  private synchronized PageDecoder.Rest decodedRest() {
    PageDecoder.Rest column = rest;
    if (column == null) {
      Coded<Symbol> what = symbols();
      Coded<String> where = pages();
      column =
          column(Column.DETAILS, from -> PageDecoder.rest(from, what, where, visitors.starts()));
      decoded.accept(4L * events() + 8L * column.x().length + 500L * column.points().size());
      rest = column;
    }
    return column;
  }

  private <T> Coded<T> coded(Column column, Values.Reader<T> reader, T absent, int bytesEach) {
    Coded<T> codes =
        events() == 0
            ? new Coded<>(NO_CODES, List.of())
            : has(column)
                ? column(column, from -> accounted(from, reader))
                : new Coded<>(new Codes.Bytes(new byte[events()]), List.of(absent));
    account(codes, bytesEach);
    return codes;
  }

  /** Texts take about as many bytes in memory as in the page. */
  private <T> Coded<T> accounted(ByteSource from, Values.Reader<T> reader) throws IOException {
    decoded.accept(from.remaining());
    return CodeColumn.read(from, events(), reader);
  }

  private void account(Coded<?> column, int bytesEach) {
    int width =
        column.codes() instanceof Codes.Bytes ? 1 : column.codes() instanceof Codes.Chars ? 2 : 4;
    decoded.accept((long) width * events() + (long) bytesEach * column.table().size());
  }

  private boolean has(Column column) {
    return (visitors.present() >>> column.number() & 1) != 0;
  }

  private <T> T column(Column column, Decoder<T> decoder) {
    return silently(() -> decode(column, decoder));
  }

  private <T> T decode(Column column, Decoder<T> decoder) throws IOException {
    try {
      return decoder.decode(Page.unwrap(source.read(column), column));
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "%s, column %s can't be read: %s. Everything else stays readable; restore the file from a copy, or delete the archive that the segment belongs to."
              .formatted(source.name(), column.label(), e.getMessage()),
          e);
    }
  }

  private static <T> T silently(Reading<T> reading) {
    try {
      return reading.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Decoder<T> {
    T decode(ByteSource from) throws IOException;
  }

  private interface Reading<T> {
    T read() throws IOException;
  }
}
