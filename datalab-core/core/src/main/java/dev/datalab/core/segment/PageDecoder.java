package dev.datalab.core.segment;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.Codes;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.block.VisitorKey;
import dev.datalab.core.event.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns bodies of pages back into columns; the other half of {@link BlockWriter}. */
final class PageDecoder {
  private PageDecoder() {}

  /** The visitors, and which pages there are. */
  @SuppressWarnings("ArrayRecordComponent") // columns, never compared
  record Visitors(int present, long[] keys, List<String> ids, int[] starts, long bytes) {
    int events() {
      return starts[starts.length - 1];
    }
  }

  /** Times, and what they count from. */
  @SuppressWarnings("ArrayRecordComponent") // columns, never compared
  record Times(long base, int[] offsets) {}

  /** Pages before, coordinates and points, each by event where there are any. */
  @SuppressWarnings("ArrayRecordComponent") // columns, never compared
  record Rest(Coded<String> origins, int[] x, int[] y, Map<Integer, List<Event.Point>> points) {}

  static Visitors visitors(ByteSource from) throws IOException {
    int present = (int) from.readVarint();
    int visitors = from.readCount(2);
    int[] starts = new int[visitors + 1];
    for (int i = 0; i < visitors; i++) {
      long events = from.readVarint();
      if (events < 1 || events > Integer.MAX_VALUE - starts[i]) {
        throw new IOException("a visitor of " + events + " events");
      }
      starts[i + 1] = starts[i] + (int) events;
    }
    TextArena ids = texts(from, lengths(from, visitors));
    long[] keys = new long[visitors];
    int at = from.position() - ids.bytesLength();
    for (int i = 0; i < visitors; i++) {
      int length = ids.length(i);
      keys[i] = VisitorKey.of(from.array(), at, length);
      at += length;
      if (i > 0 && Long.compareUnsigned(keys[i - 1], keys[i]) > 0) {
        throw new IOException("visitors out of order");
      }
    }
    return new Visitors(present, keys, ids, starts, 12L * visitors + ids.bytesLength());
  }

  private static int[] lengths(ByteSource from, int texts) throws IOException {
    int[] starts = new int[texts + 1];
    for (int i = 0; i < texts; i++) {
      long length = from.readVarint();
      if (length < 0 || length > from.remaining() - starts[i]) {
        throw new IOException("a text of " + length + " bytes");
      }
      starts[i + 1] = starts[i] + (int) length;
    }
    return starts;
  }

  private static TextArena texts(ByteSource from, int[] starts) throws IOException {
    int begin = from.position();
    from.skip(starts[starts.length - 1]);
    return new TextArena(Arrays.copyOfRange(from.array(), begin, from.position()), starts);
  }

  static Times times(ByteSource from, int[] starts) throws IOException {
    long min = from.readZigzag();
    long unit = from.readVarint();
    int events = starts[starts.length - 1];
    int[] offsets = new int[events];
    long max = 0;
    for (int visitor = 0; visitor + 1 < starts.length; visitor++) {
      long offset = 0;
      for (int event = starts[visitor]; event < starts[visitor + 1]; event++) {
        offset += from.readVarint() * unit;
        offsets[event] = (int) offset;
      }
      max = Math.max(max, offset);
    }
    if (max <= Integer.MAX_VALUE) {
      return new Times(min, offsets);
    }
    for (int event = 0; event < events; event++) {
      offsets[event] += Integer.MIN_VALUE;
    }
    return new Times(min - Integer.MIN_VALUE, offsets);
  }

  /** Pages where the symbol says them, where they stay, and where they are told. */
  static Coded<String> pages(ByteSource from, Coded<Symbol> symbols, int[] starts, boolean told)
      throws IOException {
    int events = starts[starts.length - 1];
    List<String> table = new ArrayList<>();
    table.add("");
    Map<String, Integer> codeOf = new HashMap<>(Map.of("", 0));
    int[] own = {};
    int[] codes = {};
    int[] bySymbol = new int[symbols.table().size()];
    for (int symbol = 0; symbol < bySymbol.length; symbol++) {
      bySymbol[symbol] =
          symbols.table().get(symbol) instanceof Symbol.Visited visited
              ? code(visited.url(), table, codeOf)
              : -1;
    }
    if (told) {
      List<String> texts = Values.readTable(from, Values::readText);
      own = texts.stream().mapToInt(text -> code(text, table, codeOf)).toArray();
      int silent = 0;
      for (int event = 0; event < events; event++) {
        silent += bySymbol[symbols.codes().get(event)] < 0 ? 1 : 0;
      }
      codes = CodeColumn.readCodes(from, silent, own.length + 1);
    }
    int[] pages = new int[events];
    int next = 0;
    for (int visitor = 0; visitor + 1 < starts.length; visitor++) {
      int before = 0;
      for (int event = starts[visitor]; event < starts[visitor + 1]; event++) {
        int page = bySymbol[symbols.codes().get(event)];
        if (page < 0) {
          int code = told ? codes[next++] : 0;
          page = code == 0 ? before : own[code - 1];
        }
        pages[event] = page;
        before = page;
      }
    }
    return new Coded<>(Codes.of(pages, table.size()), List.copyOf(table));
  }

  private static int code(String text, List<String> table, Map<String, Integer> codeOf) {
    return codeOf.computeIfAbsent(
        text,
        added -> {
          table.add(added);
          return table.size() - 1;
        });
  }

  static long[] seqs(ByteSource from, int events) throws IOException {
    long[] seqs = new long[events];
    long expected = 0;
    for (int event = 0; event < events; event++) {
      seqs[event] = expected + from.readZigzag();
      expected = seqs[event] + 1;
    }
    return seqs;
  }

  static long[] elapsed(ByteSource from, int events) throws IOException {
    long[] elapsed = new long[events];
    for (int event = 0; event < events; event++) {
      elapsed[event] = from.readVarint() - 1;
    }
    return elapsed;
  }

  static TextArena ids(ByteSource from, int events) throws IOException {
    int[] shared = new int[events];
    int[] own = new int[events];
    int[] starts = new int[events + 1];
    for (int event = 0; event < events; event++) {
      shared[event] = (int) from.readVarint();
      own[event] = (int) from.readVarint();
      int before = event == 0 ? 0 : starts[event] - starts[event - 1];
      if (shared[event] < 0 || shared[event] > before || own[event] < 0) {
        throw new IOException("an id that shares more than there is");
      }
      starts[event + 1] = Math.addExact(starts[event], shared[event] + own[event]);
    }
    byte[] bytes = new byte[starts[events]];
    for (int event = 0; event < events; event++) {
      if (event > 0) {
        System.arraycopy(bytes, starts[event - 1], bytes, starts[event], shared[event]);
      }
      int at = from.position();
      from.skip(own[event]);
      System.arraycopy(from.array(), at, bytes, starts[event] + shared[event], own[event]);
    }
    return new TextArena(bytes, starts);
  }

  static Rest rest(ByteSource from, Coded<Symbol> symbols, Coded<String> pages, int[] starts)
      throws IOException {
    int events = starts[starts.length - 1];
    List<String> told = Values.readTable(from, Values::readText);
    Symbol[] of = symbols.table().toArray(new Symbol[0]);
    int visits = 0;
    boolean clicks = false;
    for (int event = 0; event < events; event++) {
      Symbol symbol = of[symbols.codes().get(event)];
      visits += symbol instanceof Symbol.Visited ? 1 : 0;
      clicks |= symbol instanceof Symbol.Clicked;
    }
    int[] codes = CodeColumn.readCodes(from, visits, told.size() + 2);
    Coded<String> origins = origins(codes, told, symbols, pages, starts);
    int[] x = new int[clicks ? events : 0];
    int[] y = new int[clicks ? events : 0];
    for (int event = 0; event < events && clicks; event++) {
      if (of[symbols.codes().get(event)] instanceof Symbol.Clicked) {
        x[event] = Values.readCoordinate(from);
        y[event] = Values.readCoordinate(from);
      }
    }
    Map<Integer, List<Event.Point>> points = new HashMap<>();
    for (int event = 0; event < events; event++) {
      if (of[symbols.codes().get(event)] instanceof Symbol.Moved) {
        points.put(event, Values.readPoints(from));
      }
    }
    return new Rest(origins, x, y, points);
  }

  /**
   * The pages that changes of address left: what is told of visits, the own page of leavings.
   *
   * @param codes of the visits, as they are written; all zeros may be left out
   * @param told the table that they index, two less
   */
  static Coded<String> origins(
      int[] codes, List<String> told, Coded<Symbol> symbols, Coded<String> pages, int[] starts) {
    List<String> table = new ArrayList<>();
    table.add("");
    Map<String, Integer> codeOf = new HashMap<>(Map.of("", 0));
    int[] ofTold = told.stream().mapToInt(text -> code(text, table, codeOf)).toArray();
    int[] ofPage = pages.table().stream().mapToInt(text -> code(text, table, codeOf)).toArray();
    Symbol[] of = symbols.table().toArray(new Symbol[0]);
    int[] origins = new int[starts[starts.length - 1]];
    int next = 0;
    for (int visitor = 0; visitor + 1 < starts.length; visitor++) {
      int before = 0;
      for (int event = starts[visitor]; event < starts[visitor + 1]; event++) {
        Symbol symbol = of[symbols.codes().get(event)];
        int page = ofPage[pages.codes().get(event)];
        if (symbol instanceof Symbol.Visited) {
          int code = next < codes.length ? codes[next++] : 0;
          origins[event] = code < 2 ? code * before : ofTold[code - 2];
        } else if (symbol instanceof Symbol.Left) {
          origins[event] = page;
        }
        before = page;
      }
    }
    return new Coded<>(Codes.of(origins, table.size()), List.copyOf(table));
  }
}
