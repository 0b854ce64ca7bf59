package dev.datalab.core.segment;

import dev.datalab.core.block.Symbol;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of the values that stand in tables. A symbol begins with the number of its kind, see
 * the constants; all texts are UTF-8 with their length before them.
 */
final class Values {
  private static final int CLICKED = 0;
  private static final int VISITED = 1;
  private static final int LEFT = 2;
  private static final int HOVERED = 3;
  private static final int STAGED = 4;
  private static final int MOVED = 5;
  private static final int NAMED = 6;

  private static final int TEXT = 0;
  private static final int NUMBER = 1;
  private static final int FALSE = 2;
  private static final int TRUE = 3;

  /** By wire number; part of the format. */
  private static final Event.HoverAction[] ACTIONS = {
    Event.HoverAction.HOVER_CLICK, Event.HoverAction.HOVER_LEAVE
  };

  /** By wire number; part of the format. */
  private static final Event.Pointer[] POINTERS = {
    Event.Pointer.UNKNOWN, Event.Pointer.MOUSE, Event.Pointer.TOUCH, Event.Pointer.PEN
  };

  private Values() {}

  interface Writer<T> {
    void write(ByteSink to, T value);
  }

  interface Reader<T> {
    T read(ByteSource from) throws IOException;
  }

  static <T> void writeTable(ByteSink to, List<T> table, Writer<T> writer) {
    to.writeVarint(table.size());
    for (T value : table) {
      writer.write(to, value);
    }
  }

  static <T> List<T> readTable(ByteSource from, Reader<T> reader) throws IOException {
    int size = from.readCount(1);
    List<T> table = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      table.add(checked(reader, from));
    }
    return table;
  }

  /** A value's own rules hold for what is read, too. */
  private static <T> T checked(Reader<T> reader, ByteSource from) throws IOException {
    try {
      return reader.read(from);
    } catch (IllegalArgumentException e) {
      throw new IOException("a value that can't be: " + e.getMessage(), e);
    }
  }

  static void writeText(ByteSink to, String text) {
    to.writeText(text);
  }

  static String readText(ByteSource from) throws IOException {
    return from.readText();
  }

  static void writeSymbol(ByteSink to, Symbol symbol) {
    if (symbol instanceof Symbol.Visited visited) {
      to.writeByte(VISITED);
      to.writeText(visited.url());
    } else if (symbol instanceof Symbol.Left) {
      to.writeByte(LEFT);
    } else if (symbol instanceof Symbol.Clicked clicked) {
      to.writeByte(CLICKED);
      writeTable(to, clicked.path(), Values::writeElement);
    } else if (symbol instanceof Symbol.Named named) {
      to.writeByte(NAMED);
      to.writeText(named.name());
    } else if (symbol instanceof Symbol.Hovered hovered) {
      to.writeByte(HOVERED);
      to.writeText(hovered.element());
      to.writeText(hovered.target());
      to.writeByte(List.of(ACTIONS).indexOf(hovered.action()));
      to.writeByte(List.of(POINTERS).indexOf(hovered.pointer()));
    } else if (symbol instanceof Symbol.Staged staged) {
      to.writeByte(STAGED);
      to.writeText(staged.funnel());
      to.writeText(staged.from());
      to.writeText(staged.to());
      to.writeText(staged.trigger());
    } else {
      to.writeByte(MOVED);
    }
  }

  static Symbol readSymbol(ByteSource from) throws IOException {
    int kind = from.readByte();
    return switch (kind) {
      case CLICKED -> new Symbol.Clicked(List.copyOf(readTable(from, Values::readElement)));
      case VISITED -> new Symbol.Visited(from.readText());
      case LEFT -> new Symbol.Left();
      case HOVERED ->
          new Symbol.Hovered(
              from.readText(),
              from.readText(),
              oneOf(ACTIONS, from.readByte()),
              oneOf(POINTERS, from.readByte()));
      case STAGED ->
          new Symbol.Staged(from.readText(), from.readText(), from.readText(), from.readText());
      case MOVED -> new Symbol.Moved();
      case NAMED -> new Symbol.Named(from.readText());
      default -> throw new IOException("an event of unknown kind " + kind);
    };
  }

  private static <T> T oneOf(T[] values, int number) throws IOException {
    if (number >= values.length) {
      throw new IOException("unknown number " + number + " where there are " + values.length);
    }
    return values[number];
  }

  private static void writeElement(ByteSink to, Element element) {
    to.writeText(element.xpath());
    to.writeText(element.id());
    to.writeText(element.name());
    to.writeText(element.label());
  }

  private static Element readElement(ByteSource from) throws IOException {
    return new Element(from.readText(), from.readText(), from.readText(), from.readText());
  }

  static void writeDimensions(ByteSink to, Dimensions dimensions) {
    to.writeText(dimensions.referrer());
    to.writeText(dimensions.browser());
    to.writeText(dimensions.os());
    to.writeText(dimensions.device());
    to.writeText(dimensions.language());
    to.writeText(dimensions.screen());
    Dimensions.Utm utm = dimensions.utm();
    to.writeText(utm.source());
    to.writeText(utm.medium());
    to.writeText(utm.campaign());
    to.writeText(utm.term());
    to.writeText(utm.content());
  }

  static Dimensions readDimensions(ByteSource from) throws IOException {
    return new Dimensions(
        from.readText(),
        from.readText(),
        from.readText(),
        from.readText(),
        from.readText(),
        from.readText(),
        new Dimensions.Utm(
            from.readText(), from.readText(), from.readText(), from.readText(), from.readText()));
  }

  static void writeProperties(ByteSink to, EventProperties properties) {
    byte[] bytes = properties.toBytes();
    to.writeBytes(bytes, 0, bytes.length);
  }

  /** Takes the bytes over once they have proved to be properties. */
  static EventProperties readProperties(ByteSource from) throws IOException {
    int begin = from.position();
    int size = from.readCount(2);
    if (size == 0) {
      return EventProperties.NONE;
    }
    if (size > EventProperties.MAX_SIZE) {
      throw new IOException("an event of " + size + " properties");
    }
    for (int i = 0; i < size; i++) {
      Names.checked("property", from.readText());
      int kind = from.readByte();
      switch (kind) {
        case TEXT -> from.skip(from.readCount(1));
        case NUMBER -> from.skip(Long.BYTES);
        case FALSE, TRUE -> {}
        default -> throw new IOException("a property of unknown kind " + kind);
      }
    }
    return EventProperties.ofBytes(Arrays.copyOfRange(from.array(), begin, from.position()));
  }

  static void writeStream(ByteSink to, long stream) {
    to.writeZigzag(stream);
  }

  static long readStream(ByteSource from) throws IOException {
    return from.readZigzag();
  }

  static void writePoints(ByteSink to, List<Event.Point> points) {
    writeTable(
        to,
        points,
        (sink, point) -> {
          sink.writeZigzag(point.dt());
          sink.writeZigzag(point.x());
          sink.writeZigzag(point.y());
          sink.writeZigzag(point.pause());
          sink.writeText(point.target());
        });
  }

  static List<Event.Point> readPoints(ByteSource from) throws IOException {
    return List.copyOf(
        readTable(
            from,
            source ->
                new Event.Point(
                    (int) source.readZigzag(),
                    (int) source.readZigzag(),
                    (int) source.readZigzag(),
                    (int) source.readZigzag(),
                    source.readText())));
  }

  /** One more than the coordinate in zigzag, so that unknown is 0. */
  static void writeCoordinate(ByteSink to, int value) {
    to.writeVarint(
        value == Event.UNKNOWN_COORDINATE ? 0 : 1 + (((long) value << 1) ^ (value >> 31)));
  }

  static int readCoordinate(ByteSource from) throws IOException {
    long value = from.readVarint();
    if (value == 0) {
      return Event.UNKNOWN_COORDINATE;
    }
    long zigzag = value - 1;
    return (int) ((zigzag >>> 1) ^ -(zigzag & 1));
  }
}
