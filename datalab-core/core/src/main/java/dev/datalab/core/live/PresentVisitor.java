package dev.datalab.core.live;

import dev.datalab.core.block.VisitorKey;
import java.util.ArrayList;
import java.util.List;

/** A visitor and their latest events in order. Not safe for use by several threads. */
final class PresentVisitor {
  /** The object, its list and its entry in the map, in bytes. */
  private static final long OVERHEAD_BYTES = 200;

  final String id;
  final long key;
  private final List<Happened> events = new ArrayList<>(4);

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

  /**
   * Where an event of this name belongs; -1 if it is there, or before the oldest of as many as are
   * kept.
   */
  int placeOf(long time, long stream, long seq) {
    int low = 0;
    int high = events.size();
    if (high > 0 && events.get(high - 1).compareTo(time, stream, seq) < 0) {
      low = high; // Most come in order.
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = events.get(middle).compareTo(time, stream, seq);
      if (order == 0) {
        return -1;
      } else if (order < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0 && events.size() == LiveView.MAX_VISITOR_EVENTS) {
      cutUpTo = Math.max(cutUpTo, time);
      return -1;
    }
    return low;
  }

  /** Puts an event where it belongs. */
  void add(int place, Happened event) {
    events.add(place, event);
  }

  boolean isFull() {
    return events.size() == LiveView.MAX_VISITOR_EVENTS;
  }

  /** Makes room by the oldest event. */
  Happened removeOldest() {
    Happened oldest = events.remove(0);
    cutUpTo = Math.max(cutUpTo, oldest.time());
    return oldest;
  }

  /** The events before a time, which are then gone. */
  List<Happened> removeBefore(long time) {
    if (events.isEmpty() || events.get(0).time() >= time) {
      return List.of();
    }
    List<Happened> old = events.subList(0, firstFrom(time));
    List<Happened> removed = List.copyOf(old);
    old.clear();
    return removed;
  }

  /** The place of the first event at a time or later. */
  int firstFrom(long time) {
    int low = 0;
    int high = events.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (events.get(middle).time() < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int size() {
    return events.size();
  }

  Happened event(int place) {
    return events.get(place);
  }

  /** Whether events from this time on were left out because there were too many. */
  boolean isCutSince(long time) {
    return cutUpTo >= time;
  }
}
