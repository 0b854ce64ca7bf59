package dev.datalab.core.internal.scan;

import dev.datalab.core.block.EventBlock;
import java.util.Arrays;

/**
 * All events of one visitor in the order (time, stream, seq), from however many slices: when, in
 * which slice, and which event there. A visitor whose events lie in one slice is read in place;
 * only what has to be merged is copied. Reusable; not safe for use by several threads.
 */
public final class VisitorEvents {
  private static final int[] NONE = {};

  private int size;

  /** The one slice; or negative if the events are merged. */
  private int slice;

  private int from;
  private long base;
  private int[] offsets = NONE;

  // Of events that are merged.
  private long[] times = new long[64];
  private int[] slices = new int[64];
  private int[] events = new int[64];
  private int[] at = new int[0];
  private int[] to = new int[0];

  /**
   * Takes over the events of the cursor's current visitor. What comes later than the question's
   * range is left out, so that no answer depends on how much of it a store delivers.
   *
   * @param toMillis where the range ends, excluded; in milliseconds since the epoch
   */
  public void load(VisitorCursor cursor, long toMillis) {
    size = 0;
    int width = cursor.width();
    if (width == 1) {
      slice = cursor.slice(0);
      EventBlock block = cursor.block(slice);
      offsets = block.times();
      base = block.baseTime();
      from = cursor.from(slice);
      size = cursor.to(slice) - from;
    } else {
      slice = -1;
      merge(cursor, width);
    }
    while (size > 0 && time(size - 1) >= toMillis) {
      size--;
    }
  }

  /** How many events. */
  public int size() {
    return size;
  }

  /** Whether all events lie in one slice, one behind the other. */
  public boolean isInPlace() {
    return slice >= 0;
  }

  /** When the n-th event happened, in milliseconds since the epoch. */
  public long time(int n) {
    return slice >= 0 ? base + offsets[from + n] : times[n];
  }

  /** The number of the slice that holds the n-th event. */
  public int slice(int n) {
    return slice >= 0 ? slice : slices[n];
  }

  /** The number of the n-th event in its slice's block. */
  public int event(int n) {
    return slice >= 0 ? from + n : events[n];
  }

  /** The first event at a time or later, in milliseconds; the number of events if there is none. */
  public int firstFrom(long time) {
    if (size == 0 || time(0) >= time) {
      return 0;
    }
    int low = 0;
    int high = size;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (time(middle) < time) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** Takes from the slice whose head comes first until it passes the head that comes second. */
  private void merge(VisitorCursor cursor, int width) {
    if (at.length < width) {
      at = new int[width];
      to = new int[width];
    }
    for (int i = 0; i < width; i++) {
      at[i] = cursor.from(cursor.slice(i));
      to[i] = cursor.to(cursor.slice(i));
    }
    while (true) {
      int first = -1;
      int second = -1;
      for (int i = 0; i < width; i++) {
        if (at[i] == to[i]) {
          continue;
        }
        if (first < 0 || isBefore(cursor, i, at[i], first, at[first])) {
          second = first;
          first = i;
        } else if (second < 0 || isBefore(cursor, i, at[i], second, at[second])) {
          second = i;
        }
      }
      if (first < 0) {
        return;
      }
      int end = at[first] + 1;
      while (end < to[first] && (second < 0 || isBefore(cursor, first, end, second, at[second]))) {
        end++;
      }
      int slice = cursor.slice(first);
      append(cursor.block(slice), slice, at[first], end);
      at[first] = end;
    }
  }

  private static boolean isBefore(
      VisitorCursor cursor, int n, int event, int otherN, int otherEvent) {
    EventBlock block = cursor.block(cursor.slice(n));
    EventBlock other = cursor.block(cursor.slice(otherN));
    long time = block.time(event);
    long otherTime = other.time(otherEvent);
    if (time != otherTime) {
      return time < otherTime;
    }
    long stream = block.streams().get(event);
    long otherStream = other.streams().get(otherEvent);
    return stream != otherStream
        ? stream < otherStream
        : block.seqs()[event] < other.seqs()[otherEvent];
  }

  private void append(EventBlock block, int slice, int from, int end) {
    int needed = size + end - from;
    if (needed > times.length) {
      int length = Math.max(needed, times.length * 2);
      times = Arrays.copyOf(times, length);
      slices = Arrays.copyOf(slices, length);
      events = Arrays.copyOf(events, length);
    }
    long base = block.baseTime();
    int[] offsets = block.times();
    for (int event = from; event < end; event++) {
      times[size] = base + offsets[event];
      slices[size] = slice;
      events[size] = event;
      size++;
    }
  }
}
