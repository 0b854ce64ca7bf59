package dev.datalab.core.overview;

import dev.datalab.core.internal.calendar.Buckets;
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
  private long visit;

  /** The sessions that count. */
  private int[] counted = new int[8];

  /** Per session: the first event that counts. */
  private int[] touches = new int[8];

  /** Per session: the last bucket of the trend in which it was counted. */
  private int[] seen = new int[8];

  /** Per session: its views. */
  private int[] views = new int[8];

  /** Per session: when it began and ended, as far as the range goes. */
  private long[] begins = new long[8];

  private long[] ends = new long[8];

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
        visit++;
        begin(sessions.count());
        int count = countEvents(counting.which(), from, to);
        if (count > 0) {
          lookBefore(from);
          countSessions(counting.which(), count);
        }
      }
    }
  }

  private void begin(int count) {
    if (count > counted.length) {
      counted = new int[count * 2];
      touches = new int[count * 2];
      seen = new int[count * 2];
      views = new int[count * 2];
      begins = new long[count * 2];
      ends = new long[count * 2];
    }
    Arrays.fill(touches, 0, count, NONE);
    Arrays.fill(seen, 0, count, NONE);
    Arrays.fill(views, 0, count, 0);
    Arrays.fill(begins, 0, count, NEVER);
  }

  /** Counts the events of the range, and finds the sessions that count; answers how many. */
  private int countEvents(int which, int from, int to) {
    RangeTally of = tally.of(which);
    Buckets buckets = of.buckets;
    int bucket = NONE;
    int lastBucket = NONE;
    long bucketEnd = NEVER;
    int count = 0;
    for (int i = from; i < to; i++) {
      BlockOverview table = table(i);
      int event = events.event(i);
      byte kind = table.kind(event);
      int session = sessions.of(i);
      if (kind == BlockOverview.NOTHING || !table.admission.passes(event, session, sessions)) {
        continue;
      }
      long time = events.time(i);
      if (begins[session] == NEVER) {
        begins[session] = time;
      }
      ends[session] = time;
      if (kind == BlockOverview.LEAVING) {
        continue;
      }
      of.events++;
      if (touches[session] == NONE) {
        touches[session] = i;
        counted[count++] = session;
      }
      if (buckets != null) {
        if (time >= bucketEnd) {
          bucket = buckets.of(time);
          bucketEnd = buckets.end(bucket);
        }
        if (seen[session] != bucket) {
          seen[session] = bucket;
          of.trendSessions[bucket]++;
          of.trendVisitors[bucket] += bucket == lastBucket ? 0 : 1;
          lastBucket = bucket;
        }
      }
      if (kind == BlockOverview.VIEW) {
        views[session]++;
        of.views++;
        tally.pages.count(which, table.page(event), visit);
        if (buckets != null) {
          of.trendViews[bucket]++;
        }
      } else if (kind == BlockOverview.CLICK) {
        of.clicks++;
      }
    }
    return count;
  }

  /** Finds out from where sessions came that began before the range. */
  private void lookBefore(int from) {
    for (int i = 0; i < from; i++) {
      int session = sessions.of(i);
      if (touches[session] >= from) {
        BlockOverview table = table(i);
        int event = events.event(i);
        if (table.admission.makesVisitor(event)
            && table.admission.passes(event, session, sessions)) {
          touches[session] = i;
        }
      }
    }
  }

  private void countSessions(int which, int count) {
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
