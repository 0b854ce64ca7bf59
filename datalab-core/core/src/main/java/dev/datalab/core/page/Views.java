package dev.datalab.core.page;

import java.util.Arrays;

/**
 * The views of one visitor in their order, and what is known of how long each lasted. Reusable; one
 * thread's.
 */
final class Views {
  private static final long UNKNOWN = -1;

  /** How many views back a change of address may speak of: more than anybody has tabs. */
  private static final int LOOK_BACK = 256;

  private int[] sessions = new int[16];
  private long[] begins = new long[16];
  private long[] millis = new long[16];
  private boolean[] reported = new boolean[16];
  private int[] pages = new int[16];
  private int size;

  void clear() {
    size = 0;
  }

  void open(int session, long time, int page) {
    if (size == sessions.length) {
      sessions = Arrays.copyOf(sessions, size * 2);
      begins = Arrays.copyOf(begins, size * 2);
      millis = Arrays.copyOf(millis, size * 2);
      reported = Arrays.copyOf(reported, size * 2);
      pages = Arrays.copyOf(pages, size * 2);
    }
    sessions[size] = session;
    begins[size] = time;
    millis[size] = UNKNOWN;
    reported[size] = false;
    pages[size++] = page;
  }

  /**
   * A change of address reports the time on a page: on the session's latest view of it that has no
   * report yet. Answers whether there is one.
   */
  boolean reported(int session, int page, long elapsed) {
    for (int i = size - 1; i >= Math.max(0, size - LOOK_BACK); i--) {
      if (sessions[i] == session && pages[i] == page && !reported[i]) {
        millis[i] = elapsed;
        reported[i] = true;
        return true;
      }
    }
    return false;
  }

  /**
   * A change of address reports nothing: the session's latest view lasted until then, unless that
   * is known better.
   */
  void followed(int session, long time) {
    for (int i = size - 1; i >= Math.max(0, size - LOOK_BACK); i--) {
      if (sessions[i] == session) {
        if (millis[i] == UNKNOWN) {
          millis[i] = time - begins[i];
        }
        return;
      }
    }
  }

  /** Adds the known times to their pages. */
  void addTimes(OpenPages to) {
    for (int i = 0; i < size; i++) {
      if (millis[i] != UNKNOWN) {
        to.time(pages[i], millis[i]);
      }
    }
  }
}
