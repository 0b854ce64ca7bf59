package dev.datalab.core.session;

import dev.datalab.core.channel.ChannelGrouping;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.internal.scan.Admission;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.VisitorWorker;
import dev.datalab.core.match.UrlName;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Site;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the sessions of visitors as far as a question looks at them. Sessions go by their numbers
 * and events by their places among the visitor's, so that nothing is made of what is only counted.
 */
abstract class SessionReader extends VisitorWorker<BlockVisits> {
  private static final int NONE = -1;

  private final Site site;
  private final long fromMillis;

  /** Per session: the first event that makes somebody a visitor, also one before the range. */
  private int[] touch = new int[8];

  /** Per session: its first and last event of the range, leavings included. */
  private int[] first = new int[8];

  private int[] last = new int[8];

  /** Per session: its events, and which of them are views and clicks. */
  private int[] count = new int[8];

  private int[] views = new int[8];
  private int[] clicks = new int[8];

  /** Per session with views: the first and the last of them. */
  private int[] entry = new int[8];

  private int[] exit = new int[8];

  /** The symbols of the events at hand. */
  private int[] codes = new int[64];

  SessionReader(Range range, Filter filter, Optional<Dimension> by, Site site) {
    super(new PerBlock<>(block -> new BlockVisits(filter, by, site, block)), range.toMillis());
    this.site = site;
    fromMillis = range.fromMillis();
  }

  /**
   * Counts the sessions of the visitor at hand: at least one {@linkplain #isCounted is counted}.
   */
  abstract void countSessions();

  @Override
  protected final void countVisitor() {
    int size = events.size();
    int from = events.firstFrom(fromMillis);
    if (from == size) {
      return;
    }
    begin(sessions.count());
    boolean any = false;
    for (int run = 0; run < sessions.runs(); run++) {
      int begin = Math.max(from, sessions.runFrom(run));
      int end = sessions.runTo(run, size);
      if (begin < end) {
        any |= read(table(begin), begin, end, sessions.runSession(run));
      }
    }
    if (any) {
      if (from > 0) {
        lookBefore(from);
      }
      countSessions();
    }
  }

  private void begin(int sessionCount) {
    if (sessionCount > touch.length) {
      int length = sessionCount * 2;
      touch = new int[length];
      first = new int[length];
      last = new int[length];
      count = new int[length];
      views = new int[length];
      clicks = new int[length];
      entry = new int[length];
      exit = new int[length];
    }
    Arrays.fill(touch, 0, sessionCount, NONE);
    Arrays.fill(first, 0, sessionCount, NONE);
    Arrays.fill(count, 0, sessionCount, 0);
    Arrays.fill(views, 0, sessionCount, 0);
    Arrays.fill(clicks, 0, sessionCount, 0);
  }

  /**
   * Reads neighbouring events of one block and one session; answers whether any makes somebody a
   * visitor.
   */
  private boolean read(BlockVisits table, int from, int to, int session) {
    Admission admission = table.admission;
    byte[] meanings = table.meanings;
    int base = events.event(from);
    readCodes(table, base, to - from);
    boolean passesAll = admission.passesAll();
    int begin = NONE;
    int end = NONE;
    int firstVisit = NONE;
    int firstView = NONE;
    int lastView = NONE;
    int counting = 0;
    int viewing = 0;
    int clicking = 0;
    for (int i = 0; i < to - from; i++) {
      byte meaning = meanings[codes[i]];
      if (meaning == BlockVisits.NOTHING
          || !(passesAll || admission.passes(base + i, session, sessions))) {
        continue;
      }
      begin = begin == NONE ? i : begin;
      end = i;
      if (meaning == BlockVisits.LEAVING) {
        continue;
      }
      firstVisit = firstVisit == NONE ? i : firstVisit;
      counting++;
      if (meaning == BlockVisits.VIEW) {
        viewing++;
        firstView = firstView == NONE ? i : firstView;
        lastView = i;
      } else if (meaning == BlockVisits.CLICK) {
        clicking++;
      }
    }
    if (begin == NONE) {
      return false;
    }
    first[session] = first[session] == NONE ? from + begin : first[session];
    last[session] = from + end;
    if (firstVisit != NONE && touch[session] == NONE) {
      touch[session] = from + firstVisit;
    }
    if (viewing > 0) {
      entry[session] = views[session] == 0 ? from + firstView : entry[session];
      exit[session] = from + lastView;
    }
    count[session] += counting;
    views[session] += viewing;
    clicks[session] += clicking;
    return counting > 0;
  }

  private void readCodes(BlockVisits table, int base, int length) {
    if (length > codes.length) {
      codes = new int[2 * length];
    }
    table.codes.read(base, base + length, codes);
  }

  /** Finds by what sessions came that began before the range. */
  private void lookBefore(int from) {
    for (int run = 0; run < sessions.runs() && sessions.runFrom(run) < from; run++) {
      int session = sessions.runSession(run);
      int begin = sessions.runFrom(run);
      int end = Math.min(from, sessions.runTo(run, events.size()));
      if (isCounted(session) && touch[session] >= from) {
        Admission admission = table(begin).admission;
        for (int i = begin; i < end && touch[session] >= from; i++) {
          int event = events.event(i);
          if (admission.makesVisitor(event) && admission.passes(event, session, sessions)) {
            touch[session] = i;
          }
        }
      }
    }
  }

  /** Whether the question lets through any event of a session that makes somebody a visitor. */
  final boolean isCounted(int session) {
    return count[session] > 0;
  }

  /** When a counted session began for the question, in milliseconds since the epoch. */
  final long startMillis(int session) {
    return events.time(first[session]);
  }

  /** When a counted session ended for the question. */
  final long endMillis(int session) {
    return events.time(last[session]);
  }

  /** Whether the question looks at the event of a place. */
  final boolean isSeen(int i) {
    return events.time(i) >= fromMillis
        && table(i).admission.passes(events.event(i), sessions.of(i), sessions);
  }

  /** The place of the event by which a counted session came. */
  final int touch(int session) {
    return touch[session];
  }

  /** The id of a session; empty if it is cut when it is read. */
  final String id(int session) {
    int at = sessions.first(session);
    return block(at).sessions().get(events.event(at));
  }

  /** When a session really began. */
  final long beginMillis(int session) {
    return events.time(sessions.first(session));
  }

  /** A counted session as a row. */
  final SessionRow row(int session) {
    int came = touch[session];
    int event = events.event(came);
    Dimensions dimensions = block(came).dimensions().get(event);
    return new SessionRow(
        SessionName.of(id(session), beginMillis(session)),
        visitor(),
        startMillis(session),
        endMillis(session),
        count[session],
        views[session],
        clicks[session],
        views[session] == 0 ? "" : page(entry[session]),
        views[session] == 0 ? "" : page(exit[session]),
        dimensions,
        ChannelGrouping.channelOf(dimensions, site.url()).label(),
        table(came).campaigns.of(event, session, sessions),
        session > 0);
  }

  private String page(int at) {
    return UrlName.path(block(at).pages().get(events.event(at)));
  }
}
