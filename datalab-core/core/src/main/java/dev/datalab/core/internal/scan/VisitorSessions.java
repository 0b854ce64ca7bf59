package dev.datalab.core.internal.scan;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.internal.filter.SessionFacts;
import dev.datalab.core.session.SessionCutter;
import java.util.Arrays;

/**
 * The sessions of the visitor at hand: the number of each event's session, and each session's first
 * page. Reusable; not safe for use by several threads.
 */
public final class VisitorSessions implements SessionFacts {
  private final SessionCutter cutter = new SessionCutter();
  private int[] sessions = new int[64];
  private String[] firstPages = new String[8];

  /** Cuts all the visitor's events, also those that the question does not count. */
  public void cut(VisitorEvents events, VisitorCursor cursor) {
    int size = events.size();
    if (size > sessions.length) {
      sessions = new int[Math.max(size, sessions.length * 2)];
    }
    cutter.begin();
    for (int i = 0; i < size; i++) {
      EventBlock block = cursor.block(events.slice(i));
      int event = events.event(i);
      int before = cutter.sessions();
      int session = cutter.next(events.time(i), block.sessions().get(event));
      sessions[i] = session;
      if (session == before) {
        if (session == firstPages.length) {
          firstPages = Arrays.copyOf(firstPages, firstPages.length * 2);
        }
        firstPages[session] = "";
      }
      if (firstPages[session].isEmpty()) {
        Coded<String> pages = block.pages();
        firstPages[session] = pages.get(event);
      }
    }
  }

  /** The number of the session that the n-th event belongs to. */
  public int of(int n) {
    return sessions[n];
  }

  /** How many sessions the visitor has. */
  public int count() {
    return cutter.sessions();
  }

  @Override
  public String firstPage(int session) {
    return firstPages[session];
  }
}
