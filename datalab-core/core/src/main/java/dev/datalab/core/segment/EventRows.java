package dev.datalab.core.segment;

import dev.datalab.core.block.BlockColumns.Details;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Events as they wait in a log, before they become columns: one array of bytes for a frame, quick
 * to write, with its own tables of what repeats.
 *
 * <pre>
 * version (1 byte), stream (zigzag), events (varint)
 * tables: texts, dimensions, properties, symbols
 * per event: visitor, session, id, dimensions, properties, symbol (varints, indexes),
 *   time and seq (zigzag, from the event before), 1 + elapsed (varint), and by symbol
 *   visited: the page before; left: the page; others: the page (index of a text);
 *   clicked: x, y; moved: points
 * CRC32C of everything before (4 bytes, lowest first)
 * </pre>
 */
public final class EventRows {
  private static final int VERSION = 1;

  private EventRows() {}

  /**
   * The bytes of some events of one stream.
   *
   * @param events at least one
   */
  public static byte[] encode(List<RecordedEvent> events) {
    Numbers<String> texts = new Numbers<>();
    Numbers<Dimensions> dimensions = new Numbers<>();
    Numbers<EventProperties> properties = new Numbers<>();
    Numbers<Symbol> symbols = new Numbers<>();
    ByteSink rows = new ByteSink(24 * events.size());
    long time = 0;
    long seq = 0;
    for (RecordedEvent recorded : events) {
      Event event = recorded.event();
      rows.writeVarint(texts.of(recorded.visitor()));
      rows.writeVarint(texts.of(recorded.session()));
      rows.writeVarint(texts.of(recorded.id()));
      rows.writeVarint(dimensions.of(recorded.dimensions()));
      rows.writeVarint(properties.of(event.properties()));
      rows.writeVarint(symbols.of(Symbol.of(event)));
      rows.writeZigzag(event.time() - time);
      rows.writeZigzag(recorded.seq() - seq);
      rows.writeVarint(event.elapsed() + 1);
      if (event instanceof Event.UrlChange change) {
        rows.writeVarint(texts.of(change.from()));
      } else {
        rows.writeVarint(texts.of(event.url()));
      }
      if (event instanceof Event.Click click) {
        Values.writeCoordinate(rows, click.x());
        Values.writeCoordinate(rows, click.y());
      } else if (event instanceof Event.MouseMovement movement) {
        Values.writePoints(rows, movement.points());
      }
      time = event.time();
      seq = recorded.seq();
    }
    ByteSink to = new ByteSink(rows.size() + 64 * (texts.values.size() + symbols.values.size()));
    to.writeByte(VERSION);
    to.writeZigzag(events.get(0).stream());
    to.writeVarint(events.size());
    Values.writeTable(to, texts.values, Values::writeText);
    Values.writeTable(to, dimensions.values, Values::writeDimensions);
    Values.writeTable(to, properties.values, Values::writeProperties);
    Values.writeTable(to, symbols.values, Values::writeSymbol);
    to.writeBytes(rows.toByteArray(), 0, rows.size());
    byte[] checked = to.toByteArray();
    to.writeInt(Page.checksum(checked, checked.length));
    return to.toByteArray();
  }

  /**
   * Reads events back.
   *
   * @throws IOException if the bytes are damaged; then none was handed on
   */
  public static void decode(byte[] bytes, Consumer<RecordedEvent> to) throws IOException {
    int end = bytes.length - Integer.BYTES;
    if (end < 0
        || new ByteSource(bytes, end, bytes.length).readInt() != Page.checksum(bytes, end)) {
      throw new IOException("the checksum does not fit");
    }
    ByteSource from = new ByteSource(bytes, 0, end);
    int version = from.readByte();
    if (version != VERSION) {
      throw new IOException("format %d, this is for %d".formatted(version, VERSION));
    }
    long stream = from.readZigzag();
    int size = from.readCount(10);
    List<String> texts = Values.readTable(from, Values::readText);
    List<Dimensions> dimensions = Values.readTable(from, Values::readDimensions);
    List<EventProperties> properties = Values.readTable(from, Values::readProperties);
    List<Symbol> symbols = Values.readTable(from, Values::readSymbol);
    List<RecordedEvent> events = new ArrayList<>(size);
    try {
      long time = 0;
      long seq = 0;
      for (int i = 0; i < size; i++) {
        String visitor = texts.get((int) from.readVarint());
        String session = texts.get((int) from.readVarint());
        String id = texts.get((int) from.readVarint());
        Dimensions which = dimensions.get((int) from.readVarint());
        EventProperties with = properties.get((int) from.readVarint());
        Symbol symbol = symbols.get((int) from.readVarint());
        time += from.readZigzag();
        seq += from.readZigzag();
        long elapsed = from.readVarint() - 1;
        String page = texts.get((int) from.readVarint());
        Event event = event(from, symbol, time, page, with, elapsed);
        events.add(new RecordedEvent(visitor, session, stream, seq, which, id, event));
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("an event that can't be: " + e.getMessage(), e);
    }
    events.forEach(to);
  }

  private static Event event(
      ByteSource from, Symbol symbol, long time, String page, EventProperties with, long elapsed)
      throws IOException {
    int x = Event.UNKNOWN_COORDINATE;
    int y = Event.UNKNOWN_COORDINATE;
    List<Event.Point> points = List.of();
    if (symbol instanceof Symbol.Clicked) {
      x = Values.readCoordinate(from);
      y = Values.readCoordinate(from);
    } else if (symbol instanceof Symbol.Moved) {
      points = Values.readPoints(from);
    }
    return symbol.event(time, page, with, elapsed, new Details("", page, x, y, points));
  }

  /** Numbers values in the order in which they first come. */
  private static final class Numbers<T> {
    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> values = new ArrayList<>();

    int of(T value) {
      Integer known = numbers.putIfAbsent(value, values.size());
      if (known != null) {
        return known;
      }
      values.add(value);
      return values.size() - 1;
    }
  }
}
