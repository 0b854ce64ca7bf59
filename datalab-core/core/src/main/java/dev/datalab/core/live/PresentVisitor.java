package dev.datalab.core.live;

import dev.datalab.core.block.VisitorKey;
import java.util.Arrays;

/**
 * A visitor and their latest events in order. Not safe for use by several threads.
 *
 * <p>An event is a row of five numbers: its time, stream and seq, and two pairs of numbers into the
 * {@link LiveTables}. The rows lie one behind the other, since a look touches most of them.
 */
final class PresentVisitor {
  /** What an event takes, with the room behind the last, in bytes. */
  static final long EVENT_BYTES = 56;

  /** The object, its array's head and its entry in the map, in bytes. */
  private static final long OVERHEAD_BYTES = 184;

  private static final int WIDTH = 5;
  private static final int STREAM = 1;
  private static final int SEQ = 2;
  private static final int SYMBOL_AND_PAGE = 3;
  private static final int DIMENSIONS_AND_PROPERTIES = 4;

  final String id;
  final long key;
  private long[] rows = new long[2 * WIDTH];
  private int size;

  /** The times of the first and last event, apart from the rows, to look at many visitors fast. */
  private long first = Long.MAX_VALUE;

  private long last = Long.MIN_VALUE;

  /** The time of the latest event that was left out because there were too many. */
  private long cutUpTo = Long.MIN_VALUE;

  PresentVisitor(String id) {
    this.id = id;
    this.key = VisitorKey.of(id);
  }

  /** About how many bytes it takes, its events apart. */
  long bytes() {
    return OVERHEAD_BYTES + 2L * id.length();
  }

  int size() {
    return size;
  }

  /** The time of the first event. */
  long firstTime() {
    return first;
  }

  /** The time of the last event. */
  long lastTime() {
    return last;
  }

  long time(int place) {
    return rows[place * WIDTH];
  }

  int symbol(int place) {
    return (int) (rows[place * WIDTH + SYMBOL_AND_PAGE] >>> Integer.SIZE);
  }

  int page(int place) {
    return (int) rows[place * WIDTH + SYMBOL_AND_PAGE];
  }

  int dimensions(int place) {
    return (int) (rows[place * WIDTH + DIMENSIONS_AND_PROPERTIES] >>> Integer.SIZE);
  }

  int properties(int place) {
    return (int) rows[place * WIDTH + DIMENSIONS_AND_PROPERTIES];
  }

  /**
   * Where an event of this name belongs; -1 if it is there, or before the first of as many as are
   * kept.
   */
  int placeOf(long time, long stream, long seq) {
    int low = 0;
    int high = size;
    if (high > 0 && compare(high - 1, time, stream, seq) < 0) {
      low = high; // Most come in order.
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = compare(middle, time, stream, seq);
      if (order == 0) {
        return -1;
      } else if (order < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0 && isFull()) {
      cutUpTo = Math.max(cutUpTo, time);
      return -1;
    }
    return low;
  }

  private int compare(int place, long time, long stream, long seq) {
    int row = place * WIDTH;
    if (rows[row] != time) {
      return Long.compare(rows[row], time);
    }
    return rows[row + STREAM] != stream
        ? Long.compare(rows[row + STREAM], stream)
        : Long.compare(rows[row + SEQ], seq);
  }

  boolean isFull() {
    return size == LiveView.MAX_VISITOR_EVENTS;
  }

  /** Puts an event where it belongs. */
  void add(
      int place,
      long time,
      long stream,
      long seq,
      int symbol,
      int page,
      int dimensions,
      int properties) {
    if (size * WIDTH == rows.length) {
      int capacity = Math.min(size + Math.max(2, size / 2), LiveView.MAX_VISITOR_EVENTS);
      rows = Arrays.copyOf(rows, capacity * WIDTH);
    }
    int row = place * WIDTH;
    System.arraycopy(rows, row, rows, row + WIDTH, size * WIDTH - row);
    rows[row] = time;
    rows[row + STREAM] = stream;
    rows[row + SEQ] = seq;
    rows[row + SYMBOL_AND_PAGE] = (long) symbol << Integer.SIZE | page;
    rows[row + DIMENSIONS_AND_PROPERTIES] = (long) dimensions << Integer.SIZE | properties;
    size++;
    first = rows[0];
    last = time(size - 1);
  }

  /** Makes room by the first event: to be released before. */
  void cutFirst() {
    cutUpTo = Math.max(cutUpTo, first);
    removeFirst(1);
  }

  /** Removes so many of the first events: to be released before. */
  void removeFirst(int count) {
    size -= count;
    System.arraycopy(rows, count * WIDTH, rows, 0, size * WIDTH);
    if (rows.length > 16 * WIDTH && size * WIDTH < rows.length / 4) {
      rows = Arrays.copyOf(rows, size * 2 * WIDTH + 2 * WIDTH);
    }
    first = size == 0 ? Long.MAX_VALUE : rows[0];
    last = size == 0 ? Long.MIN_VALUE : time(size - 1);
  }

  /** The place of the first event at a time or later. */
  int firstFrom(long time) {
    int low = 0;
    int high = size;
    if (time <= first) {
      high = 0;
    } else if (time > last) {
      low = size;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (time(middle) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether events from this time on were left out because there were too many. */
  boolean isCutSince(long time) {
    return cutUpTo >= time;
  }
}
