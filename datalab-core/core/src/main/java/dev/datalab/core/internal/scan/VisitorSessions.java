package dev.datalab.core.internal.scan;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.internal.filter.SessionFacts;
import dev.datalab.core.session.SessionCutter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of the visitor at hand, by the rules of {@link SessionCutter}: the number of each
 * event's session, the runs of neighbouring events that belong to one, and each session's first
 * page. Reusable; not safe for use by several threads.
 *
 * <p>Within one block equal ids have equal codes, so a visitor who lies in one slice is cut by
 * codes. First pages are looked for when somebody asks.
 */
public final class VisitorSessions implements SessionFacts {
  private static final int NONE = -1;
  private static final int NOT_SOUGHT = -2;

  private final SessionCutter cutter = new SessionCutter();
  private @Nullable VisitorEvents events;
  private @Nullable VisitorCursor cursor;
  private int[] sessions = new int[64];
  private int count;
  private int[] runStarts = new int[16];
  private int[] runSessions = new int[16];
  private int runs;

  /** Per session: the first event of all. */
  private int[] firstEvents = new int[8];

  /** Per session: the first event that has a page; see {@link #firstPageEvent}. */
  private int[] pageEvents = new int[8];

  // Of the block that was cut last.
  private @Nullable EventBlock block;
  private List<String> ids = List.of();
  private int anonymous = NONE;

  /** Per code of a session's id: one more than its number, 0 if the visitor has none. */
  private int[] numberOf = new int[0];

  private int[] codes = new int[64];

  /** The codes of the visitor's sessions, to be forgotten again. */
  private int[] used = new int[8];

  /** Cuts all the visitor's events, also those that the question does not count. */
  public void cut(VisitorEvents events, VisitorCursor cursor) {
    this.events = events;
    this.cursor = cursor;
    int size = events.size();
    if (size > sessions.length) {
      sessions = new int[Math.max(size, sessions.length * 2)];
      codes = new int[sessions.length];
    }
    count = 0;
    runs = 0;
    if (size == 0) {
      return;
    }
    if (events.isInPlace()) {
      cutInPlace(events, cursor.block(events.slice(0)), size);
    } else {
      cutMerged(events, cursor, size);
    }
    Arrays.fill(pageEvents, 0, count, NOT_SOUGHT);
  }

  private void cutInPlace(VisitorEvents events, EventBlock of, int size) {
    if (of != block) {
      open(of);
    }
    int from = events.event(0);
    of.sessions().codes().read(from, from + size, codes);
    int ided = 0;
    int open = NONE;
    int session = NONE;
    for (int i = 0; i < size; i++) {
      int code = codes[i];
      boolean pause =
          anonymous != NONE
              && i > 0
              && events.time(i) - events.time(i - 1) > SessionCutter.PAUSE_MILLIS;
      if (pause) {
        open = NONE;
      }
      if (i > 0 && code == codes[i - 1] && !(pause && code == anonymous)) {
        continue;
      }
      if (session != NONE) {
        Arrays.fill(sessions, runStarts[runs - 1], i, session);
      }
      if (code == anonymous) {
        open = open == NONE ? begin(i) : open;
        session = open;
      } else {
        if (numberOf[code] == 0) {
          numberOf[code] = begin(i) + 1;
          if (ided == used.length) {
            used = Arrays.copyOf(used, ided * 2);
          }
          used[ided++] = code;
        }
        session = numberOf[code] - 1;
      }
      run(i, session);
    }
    Arrays.fill(sessions, runStarts[runs - 1], size, session);
    for (int i = 0; i < ided; i++) {
      numberOf[used[i]] = 0;
    }
  }

  private void open(EventBlock of) {
    block = of;
    ids = of.sessions().table();
    anonymous = ids.indexOf("");
    if (numberOf.length < ids.size()) {
      numberOf = new int[ids.size()];
    }
  }

  private void cutMerged(VisitorEvents events, VisitorCursor cursor, int size) {
    cutter.begin();
    for (int i = 0; i < size; i++) {
      Coded<String> column = cursor.block(events.slice(i)).sessions();
      int session = cutter.next(events.time(i), column.get(events.event(i)));
      sessions[i] = session;
      if (session == count) {
        begin(i);
      }
      if (i == 0 || session != sessions[i - 1] || events.slice(i) != events.slice(i - 1)) {
        run(i, session);
      }
    }
  }

  /** Begins a session with an event; returns its number. */
  private int begin(int event) {
    if (count == firstEvents.length) {
      firstEvents = Arrays.copyOf(firstEvents, count * 2);
      pageEvents = Arrays.copyOf(pageEvents, count * 2);
    }
    firstEvents[count] = event;
    return count++;
  }

  private void run(int event, int session) {
    if (runs == runStarts.length) {
      runStarts = Arrays.copyOf(runStarts, runs * 2);
      runSessions = Arrays.copyOf(runSessions, runs * 2);
    }
    runStarts[runs] = event;
    runSessions[runs++] = session;
  }

  /** The number of the session that the n-th event belongs to. */
  public int of(int n) {
    return sessions[n];
  }

  /** How many sessions the visitor has. */
  public int count() {
    return count;
  }

  /** The first event of a session, whatever a question lets through. */
  public int first(int session) {
    return firstEvents[session];
  }

  /** How many runs there are: neighbouring events of one slice and one session. */
  public int runs() {
    return runs;
  }

  /** The first event of a run. */
  public int runFrom(int run) {
    return runStarts[run];
  }

  /** Behind the last event of a run, of so many events in all. */
  public int runTo(int run, int events) {
    return run + 1 < runs ? runStarts[run + 1] : events;
  }

  /** The number of the session that a run belongs to. */
  public int runSession(int run) {
    return runSessions[run];
  }

  @Override
  public String firstPage(int session) {
    int event = firstPageEvent(session);
    return event == NONE ? "" : block(event).pages().get(ofCut().event(event));
  }

  @Override
  public int firstPageCode(int session, Codes pages) {
    int event = firstPageEvent(session);
    return event != NONE && block(event).pages().codes() == pages
        ? pages.get(ofCut().event(event))
        : UNKNOWN;
  }

  /** The first event of a session that has a page; {@link #NONE} if there is none. */
  private int firstPageEvent(int session) {
    if (pageEvents[session] == NOT_SOUGHT) {
      pageEvents[session] = findFirstPage(session);
    }
    return pageEvents[session];
  }

  private int findFirstPage(int session) {
    for (int i = firstEvents[session]; i < ofCut().size(); i++) {
      if (sessions[i] == session && !block(i).pages().get(ofCut().event(i)).isEmpty()) {
        return i;
      }
    }
    return NONE;
  }

  private EventBlock block(int event) {
    return requireNonNull(cursor).block(ofCut().slice(event));
  }

  private VisitorEvents ofCut() {
    return requireNonNull(events);
  }
}
