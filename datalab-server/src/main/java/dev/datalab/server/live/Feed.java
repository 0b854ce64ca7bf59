package dev.datalab.server.live;

import dev.datalab.core.event.RecordedEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last events of an app as they came, for telling. Only what is told is turned into JSON. For
 * one thread.
 */
final class Feed {
  /** The most events of a message. */
  static final int MOST = 50;

  private final RecordedEvent[] fresh = new RecordedEvent[MOST];
  private final Deque<String> latest = new ArrayDeque<>();
  private long arrived;
  private long published;

  /** An event came. */
  void add(RecordedEvent event) {
    fresh[(int) (arrived % MOST)] = event;
    arrived++;
  }

  /** Whether there is something that {@link #publish} has not seen. */
  boolean hasNews() {
    return arrived > published;
  }

  /** The last events, those that have come since included. */
  List<String> publish() {
    for (long next = Math.max(published, arrived - MOST); next < arrived; next++) {
      if (latest.size() == MOST) {
        latest.removeFirst();
      }
      latest.addLast(LiveJson.event(fresh[(int) (next % MOST)]));
    }
    java.util.Arrays.fill(fresh, null);
    published = arrived;
    return List.copyOf(latest);
  }

  /** Forgets all events; how many have come stays. */
  void forget() {
    latest.clear();
    java.util.Arrays.fill(fresh, null);
    published = arrived;
  }

  /** How many events have come so far. */
  long arrived() {
    return arrived;
  }
}
