package dev.datalab.core.segment;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.BlockColumns.Details;
import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns some visitors of a block into pages. The format stands in the package's documentation. */
public final class BlockWriter {
  private final EventBlock block;
  private final BlockSlice slice;
  private final int from;
  private final int to;
  private final Map<Column, byte[]> pages = new EnumMap<>(Column.class);

  private BlockWriter(BlockSlice slice) {
    this.slice = slice;
    this.block = slice.block();
    this.from = block.start(slice.fromVisitor());
    this.to = block.start(slice.toVisitor());
  }

  /** The pages of a slice. Columns that say nothing have none. */
  public static Map<Column, byte[]> write(BlockSlice slice) {
    BlockWriter writer = new BlockWriter(slice);
    if (writer.from < writer.to) {
      writer.writeTimes();
      writer.writeCodes();
      writer.writePages();
      writer.writeSeqs();
      writer.writeElapsed();
      writer.writeIds();
      writer.writeDetails();
    }
    writer.writeVisitors();
    return writer.pages;
  }

  private void put(Column column, ByteSink body) {
    pages.put(column, Page.wrap(column, body));
  }

  /** Last, because it tells which others there are. */
  private void writeVisitors() {
    ByteSink body = new ByteSink(32 * (slice.toVisitor() - slice.fromVisitor()) + 16);
    int present = 0;
    for (Column column : pages.keySet()) {
      present |= 1 << column.number();
    }
    body.writeVarint(present);
    body.writeVarint(slice.toVisitor() - slice.fromVisitor());
    for (int visitor = slice.fromVisitor(); visitor < slice.toVisitor(); visitor++) {
      body.writeVarint(block.start(visitor + 1) - block.start(visitor));
    }
    ByteSink ids = new ByteSink(32 * (slice.toVisitor() - slice.fromVisitor()));
    for (int visitor = slice.fromVisitor(); visitor < slice.toVisitor(); visitor++) {
      byte[] id = block.visitor(visitor).getBytes(StandardCharsets.UTF_8);
      body.writeVarint(id.length);
      ids.writeBytes(id, 0, id.length);
    }
    body.writeBytes(ids.toByteArray(), 0, ids.size());
    put(Column.VISITORS, body);
  }

  private void writeTimes() {
    int[] times = block.times();
    long min = Long.MAX_VALUE;
    for (int event = from; event < to; event++) {
      min = Math.min(min, times[event]);
    }
    long unit = 0;
    for (int event = from; event < to && unit != 1; event++) {
      unit = greatestCommonDivisor(times[event] - min, unit);
    }
    unit = Math.max(1, unit);
    ByteSink body = new ByteSink(3 * (to - from));
    body.writeZigzag(block.baseTime() + min);
    body.writeVarint(unit);
    for (int visitor = slice.fromVisitor(); visitor < slice.toVisitor(); visitor++) {
      long before = min;
      for (int event = block.start(visitor); event < block.start(visitor + 1); event++) {
        body.writeVarint((times[event] - before) / unit);
        before = times[event];
      }
    }
    put(Column.TIMES, body);
  }

  private static long greatestCommonDivisor(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }

  private void writeCodes() {
    put(Column.SYMBOLS, coded(block.symbols(), Values::writeSymbol));
    put(Column.SESSIONS, coded(block.sessions(), Values::writeText));
    put(Column.STREAMS, coded(block.streams(), Values::writeStream));
    CodeColumn.Part<Dimensions> dimensions =
        CodeColumn.part(block.dimensions(), from, to, event -> true);
    if (!dimensions.table().equals(List.of(Dimensions.NONE))) {
      put(Column.DIMENSIONS, coded(block.dimensions(), Values::writeDimensions));
    }
    CodeColumn.Part<EventProperties> properties =
        CodeColumn.part(block.properties(), from, to, event -> true);
    if (!properties.table().equals(List.of(EventProperties.NONE))) {
      put(Column.PROPERTIES, coded(block.properties(), Values::writeProperties));
    }
  }

  private <T> ByteSink coded(Coded<T> column, Values.Writer<T> writer) {
    ByteSink body = new ByteSink(2 * (to - from));
    CodeColumn.write(body, CodeColumn.part(column, from, to, event -> true), writer);
    return body;
  }

  /** 0: the page of the visitor's event before; else one more than an index into the table. */
  private void writePages() {
    List<String> table = new ArrayList<>();
    Map<String, Integer> codeOf = new HashMap<>();
    IntList codes = new IntList(to - from);
    for (int visitor = slice.fromVisitor(); visitor < slice.toVisitor(); visitor++) {
      String before = "";
      for (int event = block.start(visitor); event < block.start(visitor + 1); event++) {
        String page = block.pages().get(event);
        if (!(block.symbols().get(event) instanceof Symbol.Visited)) {
          codes.add(page.equals(before) ? 0 : 1 + code(page, table, codeOf));
        }
        before = page;
      }
    }
    if (codes.anySet()) {
      ByteSink body = new ByteSink(2 * codes.size());
      Values.writeTable(body, table, Values::writeText);
      CodeColumn.writeCodes(body, codes.toArray());
      put(Column.PAGES, body);
    }
  }

  private static int code(String text, List<String> table, Map<String, Integer> codeOf) {
    Integer known = codeOf.get(text);
    if (known == null) {
      known = table.size();
      codeOf.put(text, known);
      table.add(text);
    }
    return known;
  }

  private void writeSeqs() {
    long[] seqs = block.seqs();
    ByteSink body = new ByteSink(2 * (to - from));
    long expected = 0;
    for (int event = from; event < to; event++) {
      body.writeZigzag(seqs[event] - expected);
      expected = seqs[event] + 1;
    }
    put(Column.SEQS, body);
  }

  private void writeElapsed() {
    long[] elapsed = block.elapsed();
    ByteSink body = new ByteSink(2 * (to - from));
    boolean known = false;
    for (int event = from; event < to; event++) {
      known |= elapsed[event] != Event.UNKNOWN_ELAPSED;
      body.writeVarint(elapsed[event] + 1);
    }
    if (known) {
      put(Column.ELAPSED, body);
    }
  }

  /** Each by how many bytes it shares with the one before, and the rest. */
  private void writeIds() {
    ByteSink shapes = new ByteSink(2 * (to - from));
    ByteSink texts = new ByteSink(8 * (to - from));
    byte[] before = {};
    boolean any = false;
    for (int event = from; event < to; event++) {
      byte[] id = block.details(event).id().getBytes(StandardCharsets.UTF_8);
      any |= id.length > 0;
      int shared = 0;
      while (shared < id.length && shared < before.length && id[shared] == before[shared]) {
        shared++;
      }
      shapes.writeVarint(shared);
      shapes.writeVarint(id.length - shared);
      texts.writeBytes(id, shared, id.length - shared);
      before = id;
    }
    if (any) {
      shapes.writeBytes(texts.toByteArray(), 0, texts.size());
      put(Column.IDS, shapes);
    }
  }

  /** Three parts: pages before, coordinates, points. */
  private void writeDetails() {
    List<String> table = new ArrayList<>();
    Map<String, Integer> codeOf = new HashMap<>();
    IntList origins = new IntList(to - from);
    ByteSink coordinates = new ByteSink(64);
    ByteSink points = new ByteSink(64);
    boolean any = false;
    for (int visitor = slice.fromVisitor(); visitor < slice.toVisitor(); visitor++) {
      String before = "";
      for (int event = block.start(visitor); event < block.start(visitor + 1); event++) {
        Symbol symbol = block.symbols().get(event);
        Details details = block.details(event);
        if (symbol instanceof Symbol.Visited) {
          origins.add(originCode(details.from(), before, table, codeOf));
        } else if (symbol instanceof Symbol.Clicked) {
          any |= details.x() != Event.UNKNOWN_COORDINATE || details.y() != Event.UNKNOWN_COORDINATE;
          Values.writeCoordinate(coordinates, details.x());
          Values.writeCoordinate(coordinates, details.y());
        } else if (symbol instanceof Symbol.Moved) {
          any = true;
          Values.writePoints(points, details.points());
        }
        before = block.pages().get(event);
      }
    }
    if (any || origins.anySet()) {
      ByteSink body = new ByteSink(origins.size() + coordinates.size() + points.size() + 16);
      Values.writeTable(body, table, Values::writeText);
      CodeColumn.writeCodes(body, origins.toArray());
      body.writeBytes(coordinates.toByteArray(), 0, coordinates.size());
      body.writeBytes(points.toByteArray(), 0, points.size());
      put(Column.DETAILS, body);
    }
  }

  /** 0: none; 1: the page of the visitor's event before; else two more than an index. */
  private static int originCode(
      String origin, String before, List<String> table, Map<String, Integer> codeOf) {
    if (origin.isEmpty()) {
      return 0;
    }
    return origin.equals(before) ? 1 : 2 + code(origin, table, codeOf);
  }
}
