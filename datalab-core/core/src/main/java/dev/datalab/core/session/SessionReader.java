package dev.datalab.core.session;

import dev.datalab.core.channel.ChannelGrouping;
import dev.datalab.core.event.Dimensions;
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
  static final int NONE = -1;

  private final Site site;
  private final long fromMillis;

  /** Per session: its first event, whatever the question lets through. */
  private int[] begin = new int[8];

  /** Per session: the first event that makes somebody a visitor, also one before the range. */
  private int[] touch = new int[8];

  private int[] first = new int[8];
  private int[] last = new int[8];
  private int[] count = new int[8];
  private int[] views = new int[8];
  private int[] clicks = new int[8];
  private int[] entry = new int[8];
  private int[] exit = new int[8];
  private boolean[] counted = new boolean[8];

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
    if (size == 0 || events.time(size - 1) < fromMillis) {
      return;
    }
    begin(sessions.count());
    boolean any = false;
    for (int i = 0; i < size; i++) {
      int session = sessions.of(i);
      if (begin[session] == NONE) {
        begin[session] = i;
      }
      boolean inRange = events.time(i) >= fromMillis;
      if (inRange || touch[session] == NONE) {
        any |= take(i, session, inRange);
      }
    }
    if (any) {
      countSessions();
    }
  }

  private void begin(int sessionCount) {
    if (sessionCount > begin.length) {
      int length = sessionCount * 2;
      begin = new int[length];
      touch = new int[length];
      first = new int[length];
      last = new int[length];
      count = new int[length];
      views = new int[length];
      clicks = new int[length];
      entry = new int[length];
      exit = new int[length];
      counted = new boolean[length];
    }
    Arrays.fill(begin, 0, sessionCount, NONE);
    Arrays.fill(touch, 0, sessionCount, NONE);
    Arrays.fill(first, 0, sessionCount, NONE);
    Arrays.fill(count, 0, sessionCount, 0);
    Arrays.fill(views, 0, sessionCount, 0);
    Arrays.fill(clicks, 0, sessionCount, 0);
    Arrays.fill(entry, 0, sessionCount, NONE);
    Arrays.fill(exit, 0, sessionCount, NONE);
    Arrays.fill(counted, 0, sessionCount, false);
  }

  /** Takes an event in; answers whether its session is counted for it. */
  private boolean take(int i, int session, boolean inRange) {
    BlockVisits table = table(i);
    int event = events.event(i);
    boolean visits = table.admission.makesVisitor(event);
    if (!(inRange || visits) || !table.admission.passes(event, session, sessions)) {
      return false;
    }
    if (visits && touch[session] == NONE) {
      touch[session] = i;
    }
    if (!inRange) {
      return false;
    }
    if (visits || table.isLeaving(event)) {
      first[session] = first[session] == NONE ? i : first[session];
      last[session] = i;
    }
    if (!visits) {
      return false;
    }
    counted[session] = true;
    count[session]++;
    if (table.isView(event)) {
      views[session]++;
      entry[session] = entry[session] == NONE ? i : entry[session];
      exit[session] = i;
    } else if (table.isClick(event)) {
      clicks[session]++;
    }
    return true;
  }

  /** Whether the question lets through any event of a session that makes somebody a visitor. */
  final boolean isCounted(int session) {
    return counted[session];
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
    int at = begin[session];
    return block(at).sessions().get(events.event(at));
  }

  /** When a session really began. */
  final long beginMillis(int session) {
    return events.time(begin[session]);
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
        page(entry[session]),
        page(exit[session]),
        dimensions,
        ChannelGrouping.channelOf(dimensions, site.url()).label(),
        table(came).campaigns.of(event, session, sessions),
        session > 0);
  }

  private String page(int at) {
    return at == NONE ? "" : UrlName.path(block(at).pages().get(events.event(at)));
  }
}
