package dev.datalab.core.page;

import java.util.Arrays;

/**
 * The views of one visitor in their order, and what is known of how long each lasted. Reusable; one
 * thread's.
 */
final class Views {
  private static final long UNKNOWN = -1;
  private static final int NONE = -1;

  /** How many of a session's views back a change of address may speak of. */
  private static final int LOOK_BACK = 256;

  /** Per session: its latest view. */
  private int[] latest = new int[8];

  /** Per view: the session's view before it. */
  private int[] before = new int[16];

  private long[] begins = new long[16];
  private long[] millis = new long[16];
  private boolean[] reported = new boolean[16];
  private int[] pages = new int[16];
  private int size;

  /** Begins a visitor with so many sessions. */
  void begin(int sessions) {
    size = 0;
    if (sessions > latest.length) {
      latest = new int[sessions * 2];
    }
    Arrays.fill(latest, 0, sessions, NONE);
  }

  void open(int session, long time, int page) {
    if (size == before.length) {
      before = Arrays.copyOf(before, size * 2);
      begins = Arrays.copyOf(begins, size * 2);
      millis = Arrays.copyOf(millis, size * 2);
      reported = Arrays.copyOf(reported, size * 2);
      pages = Arrays.copyOf(pages, size * 2);
    }
    before[size] = latest[session];
    latest[session] = size;
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
    int view = latest[session];
    for (int n = 0; n < LOOK_BACK && view != NONE; n++) {
      if (pages[view] == page && !reported[view]) {
        millis[view] = elapsed;
        reported[view] = true;
        return true;
      }
      view = before[view];
    }
    return false;
  }

  /**
   * A change of address reports nothing: the session's latest view lasted until then, unless that
   * is known better.
   */
  void followed(int session, long time) {
    int view = latest[session];
    if (view != NONE && millis[view] == UNKNOWN) {
      millis[view] = time - begins[view];
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
