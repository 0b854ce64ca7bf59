package dev.datalab.core.session;

import java.util.HashMap;
import java.util.Map;

/**
 * Deals a visitor's events out to sessions, numbered from 0 in the order in which they begin.
 *
 * <p>Events with a session's id belong to the session of that id, wherever they lie. The visitor's
 * whole activity, events with an id included, is cut at pauses of more than {@value #PAUSE_MILLIS}
 * milliseconds; what lies between two cuts and has no id is one session.
 *
 * <p>Call {@link #begin} for a visitor, then {@link #next} for each of their events in order, the
 * ones that no question counts included. Not safe for use by several threads.
 */
public final class SessionCutter {
  /** The longest pause within a session, in milliseconds. */
  public static final long PAUSE_MILLIS = 1_800_000;

  private static final int NONE = -1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private int sessions;
  private long lastTime;
  private boolean any;
  private int anonymous = NONE;
  private String lastId = "";
  private int lastNumber = NONE;

  /** Forgets the visitor before. */
  public void begin() {
    if (!numbers.isEmpty()) {
      numbers.clear();
    }
    sessions = 0;
    any = false;
    anonymous = NONE;
    lastId = "";
    lastNumber = NONE;
  }

  /**
   * The number of the session that the visitor's next event belongs to.
   *
   * @param time in milliseconds since the epoch, not before the event before
   * @param id the session's id, or empty
   */
  public int next(long time, String id) {
    if (any && time - lastTime > PAUSE_MILLIS) {
      anonymous = NONE;
    }
    any = true;
    lastTime = time;
    if (id.isEmpty()) {
      if (anonymous == NONE) {
        anonymous = sessions++;
      }
      return anonymous;
    }
    if (lastNumber == NONE || !id.equals(lastId)) {
      Integer known = numbers.putIfAbsent(id, sessions);
      lastNumber = known == null ? sessions++ : known;
      lastId = id;
    }
    return lastNumber;
  }

  /** How many sessions the visitor has so far. */
  public int sessions() {
    return sessions;
  }
}
