package dev.datalab.core.audience;

import dev.datalab.core.audience.AudienceTally.Counts;
import dev.datalab.core.internal.calendar.Buckets;
import dev.datalab.core.internal.scan.Admission;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.VisitorWorker;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Site;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts the visitors of buckets. Of a session's events in a bucket of the trend only the first
 * that counts is looked at.
 */
final class AudienceWorker extends VisitorWorker<BlockAudience> {
  private static final int NONE = -1;

  private final Range range;
  private final AudienceTally tally;
  private final @Nullable Buckets buckets;

  /** Per session: the first event that counts; {@link #NONE} as long as there is none. */
  private int[] touches = new int[8];

  /** Per session: the last bucket of the trend in which it was counted. */
  private int[] seen = new int[8];

  /** The sessions that count. */
  private int[] counted = new int[8];

  private int count;

  /** The last bucket of the trend in which the visitor at hand was counted. */
  private int lastBucket;

  /** The values of one session, a number a list. */
  private final int[] numbers;

  AudienceWorker(
      AudienceQuestion question, Site site, @Nullable Buckets buckets, AudienceTally tally) {
    super(
        new PerBlock<>(block -> new BlockAudience(question, site, block, tally.lists)),
        question.range().toMillis());
    this.tally = tally;
    this.buckets = buckets;
    range = question.range();
    numbers = new int[tally.lists.size()];
  }

  AudienceTally tally() {
    return tally;
  }

  @Override
  protected void countVisitor() {
    int from = events.firstFrom(range.fromMillis());
    if (from == events.size()) {
      return;
    }
    begin(sessions.count());
    countInRange(from);
    if (count > 0) {
      lookBefore(from);
      countLists();
    }
  }

  private void begin(int all) {
    if (all > touches.length) {
      touches = new int[all * 2];
      seen = new int[all * 2];
      counted = new int[all * 2];
    }
    Arrays.fill(touches, 0, all, NONE);
    Arrays.fill(seen, 0, all, NONE);
  }

  /** Counts the trend, and finds the sessions that count. */
  private void countInRange(int from) {
    count = 0;
    lastBucket = NONE;
    for (int run = 0; run < sessions.runs(); run++) {
      int to = sessions.runTo(run, events.size());
      if (to > from) {
        int begin = Math.max(from, sessions.runFrom(run));
        countRun(table(begin), begin, to, sessions.runSession(run));
      }
    }
  }

  /**
   * Looks at neighbouring events of one block and one session: for the first that counts and, where
   * there is a trend, for the first in each bucket.
   */
  private void countRun(BlockAudience table, int from, int to, int session) {
    Admission admission = table.admission;
    int event = events.event(from);
    long end = Long.MIN_VALUE;
    int bucket = 0;
    for (int i = from; i < to; i++, event++) {
      if (buckets != null && events.time(i) >= end) {
        bucket = buckets.of(events.time(i));
        end = buckets.end(bucket);
      }
      if (seen[session] != bucket
          && admission.makesVisitor(event)
          && admission.passes(event, session, sessions)) {
        count(i, session, bucket);
      }
      if (seen[session] == bucket && (buckets == null || events.time(to - 1) < end)) {
        return; // the rest of the run says the same
      }
    }
  }

  private void count(int touch, int session, int bucket) {
    seen[session] = bucket;
    if (touches[session] == NONE) {
      touches[session] = touch;
      counted[count++] = session;
    }
    Counts counts = tally.trend.get(bucket);
    counts.sessions++;
    counts.visitors += bucket == lastBucket ? 0 : 1;
    counts.newVisitors += session == 0 ? 1 : 0;
    lastBucket = bucket;
  }

  /** Finds out with what sessions came that began before the range. */
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

  private void countLists() {
    boolean isNew = touches[0] != NONE;
    tally.all.visitors++;
    tally.all.sessions += count;
    tally.all.newVisitors += isNew ? 1 : 0;
    for (int i = 0; i < count; i++) {
      int touch = touches[counted[i]];
      table(touch).read(events.event(touch), counted[i], sessions, numbers);
      for (int list = 0; list < numbers.length; list++) {
        tally.lists.get(list).session(numbers[list]);
      }
    }
    for (AudienceList list : tally.lists) {
      list.endVisitor(isNew);
    }
  }
}
