package dev.datalab.core.overview;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.internal.calendar.Buckets;
import dev.datalab.core.internal.scan.Admission;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.VisitorWorker;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Site;
import java.util.Arrays;
import java.util.List;

/** Counts the visitors of buckets, in one range or in both. */
final class OverviewWorker extends VisitorWorker<BlockOverview> {
  private static final int NONE = -1;
  private static final long NEVER = Long.MIN_VALUE;

  /**
   * A range to count.
   *
   * @param which of the ranges
   */
  record Counting(int which, Range range) {}

  private final List<Counting> countings;
  private final OverviewTally tally;

  /** Names the visitor and the range at hand. */
  private int visit;

  /** The sessions that count. */
  private int[] counted = new int[8];

  private int count;

  /** The last bucket of the trend in which the visitor at hand was counted. */
  private int lastBucket;

  /** The bucket of the time at hand, and when it ends. */
  private int bucket;

  private long bucketEnd;

  /** Per session: the first event that counts. */
  private int[] touches = new int[8];

  /** Per session: the last bucket of the trend in which it was counted. */
  private int[] seen = new int[8];

  /** Per session: its views. */
  private int[] views = new int[8];

  /** Per session: when it began and ended, as far as the range goes. */
  private long[] begins = new long[8];

  private long[] ends = new long[8];

  /** The symbols of the events at hand; of those that are behind us, the pages that were viewed. */
  private int[] codes = new int[64];

  /**
   * A worker.
   *
   * @param toMillis the end of the last range
   */
  OverviewWorker(
      Filter filter, Site site, List<Counting> countings, long toMillis, OverviewTally tally) {
    super(new PerBlock<>(block -> new BlockOverview(filter, site, block, tally)), toMillis);
    this.countings = List.copyOf(countings);
    this.tally = tally;
  }

  OverviewTally tally() {
    return tally;
  }

  @Override
  protected void countVisitor() {
    for (Counting counting : countings) {
      int from = events.firstFrom(counting.range().fromMillis());
      int to = events.firstFrom(counting.range().toMillis());
      if (from < to) {
        visit = Math.incrementExact(visit);
        begin(sessions.count());
        countEvents(counting.which(), from, to);
        if (count > 0) {
          lookBefore(from);
          countSessions(counting.which());
        }
      }
    }
  }

  private void begin(int all) {
    if (all > counted.length) {
      counted = new int[all * 2];
      touches = new int[all * 2];
      seen = new int[all * 2];
      views = new int[all * 2];
      begins = new long[all * 2];
      ends = new long[all * 2];
    }
    Arrays.fill(touches, 0, all, NONE);
    Arrays.fill(seen, 0, all, NONE);
    Arrays.fill(views, 0, all, 0);
    Arrays.fill(begins, 0, all, NEVER);
  }

  /** Counts the events of the range, and finds the sessions that count. */
  private void countEvents(int which, int from, int to) {
    count = 0;
    lastBucket = NONE;
    bucketEnd = NEVER;
    for (int run = 0; run < sessions.runs() && sessions.runFrom(run) < to; run++) {
      int begin = Math.max(from, sessions.runFrom(run));
      int end = Math.min(to, sessions.runTo(run, events.size()));
      if (begin < end) {
        countRun(which, table(begin), begin, end, sessions.runSession(run));
      }
    }
  }

  /** Counts neighbouring events of one block and one session. */
  private void countRun(int which, BlockOverview table, int from, int to, int session) {
    RangeTally of = tally.of(which);
    Admission admission = table.admission;
    int[] meanings = table.meanings;
    int base = events.event(from);
    if (to - from > codes.length) {
      codes = new int[2 * (to - from)];
    }
    table.codes.read(base, base + to - from, codes);
    boolean passesAll = admission.passesAll();
    boolean hasTrend = of.buckets != null;
    boolean crossesBuckets = hasTrend && bucketEnd(of, events.time(from)) <= events.time(to - 1);
    int first = NONE;
    int last = NONE;
    int counting = 0;
    int viewing = 0;
    int clicking = 0;
    for (int i = 0; i < to - from; i++) {
      int meaning = meanings[codes[i]];
      if (meaning == BlockOverview.NOTHING
          || !(passesAll || admission.passes(base + i, session, sessions))) {
        continue;
      }
      first = first == NONE ? i : first;
      last = i;
      if (meaning == BlockOverview.LEAVING) {
        continue;
      }
      if (counting++ == 0) {
        count(from + i, session);
      }
      if (meaning == BlockOverview.NEW_VIEW) {
        meaning = table.page(codes[i]);
      }
      if (crossesBuckets) {
        bucketEnd(of, events.time(from + i));
        countTrend(of, session, BlockOverview.isView(meaning) ? 1 : 0);
      }
      codes[viewing] = meaning; // not before the event at hand
      viewing += BlockOverview.isView(meaning) ? 1 : 0;
      clicking += meaning == BlockOverview.CLICK ? 1 : 0;
    }
    for (int view = 0; view < viewing; view++) {
      tally.pages.count(which, codes[view], visit);
    }
    if (hasTrend && !crossesBuckets && counting > 0) {
      countTrend(of, session, viewing);
    }
    if (first != NONE) {
      if (begins[session] == NEVER) {
        begins[session] = events.time(from + first);
      }
      ends[session] = events.time(from + last);
      views[session] += viewing;
      of.events += counting;
      of.views += viewing;
      of.clicks += clicking;
    }
  }

  private void count(int touch, int session) {
    if (touches[session] == NONE) {
      touches[session] = touch;
      counted[count++] = session;
    }
  }

  /** Goes to the bucket of a time, which is not before the last one; answers when it ends. */
  private long bucketEnd(RangeTally of, long time) {
    if (time >= bucketEnd) {
      Buckets buckets = requireNonNull(of.buckets);
      bucket = buckets.of(time);
      bucketEnd = buckets.end(bucket);
    }
    return bucketEnd;
  }

  /** Counts events of a session in the bucket at hand. */
  private void countTrend(RangeTally of, int session, int viewing) {
    if (seen[session] != bucket) {
      seen[session] = bucket;
      of.trendSessions[bucket]++;
      of.trendVisitors[bucket] += bucket == lastBucket ? 0 : 1;
      lastBucket = bucket;
    }
    of.trendViews[bucket] += viewing;
  }

  /** Finds out from where sessions came that began before the range. */
  private void lookBefore(int from) {
    for (int run = 0; run < sessions.runs() && sessions.runFrom(run) < from; run++) {
      int session = sessions.runSession(run);
      int begin = sessions.runFrom(run);
      int end = Math.min(from, sessions.runTo(run, events.size()));
      Admission admission = table(begin).admission;
      for (int i = begin; i < end && touches[session] >= from; i++) {
        int event = events.event(i);
        if (admission.makesVisitor(event) && admission.passes(event, session, sessions)) {
          touches[session] = i;
        }
      }
    }
  }

  private void countSessions(int which) {
    RangeTally of = tally.of(which);
    of.visitors++;
    of.newVisitors += touches[0] == NONE ? 0 : 1;
    of.sessions += count;
    for (int i = 0; i < count; i++) {
      int session = counted[i];
      of.lengths.add(ends[session] - begins[session]);
      of.sessionsWithView += views[session] > 0 ? 1 : 0;
      of.bounces += views[session] == 1 ? 1 : 0;
      int touch = touches[session];
      tally.sources.count(which, table(touch).source(events.event(touch)), visit);
    }
  }
}
