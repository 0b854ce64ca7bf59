package dev.datalab.core.audience;

import dev.datalab.core.audience.AudienceTally.Counts;
import dev.datalab.core.internal.calendar.Buckets;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.VisitorWorker;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Site;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts the visitors of buckets. Of a session's events in a bucket of the trend only the first
 * that counts is looked at closely.
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
    int count = countInRange(from);
    if (count > 0) {
      lookBefore(from);
      countLists(count);
    }
  }

  private void begin(int count) {
    if (count > touches.length) {
      touches = new int[count * 2];
      seen = new int[count * 2];
      counted = new int[count * 2];
    }
    Arrays.fill(touches, 0, count, NONE);
    Arrays.fill(seen, 0, count, NONE);
  }

  /** Counts the trend, and finds the sessions that count; answers how many. */
  private int countInRange(int from) {
    int count = 0;
    int bucket = 0;
    int lastBucket = NONE;
    long end = buckets == null ? Long.MAX_VALUE : Long.MIN_VALUE;
    for (int i = from; i < events.size(); i++) {
      if (buckets != null && events.time(i) >= end) {
        bucket = buckets.of(events.time(i));
        end = buckets.end(bucket);
      }
      int session = sessions.of(i);
      if (seen[session] == bucket) {
        continue;
      }
      BlockAudience table = table(i);
      int event = events.event(i);
      if (!table.admission.makesVisitor(event)
          || !table.admission.passes(event, session, sessions)) {
        continue;
      }
      seen[session] = bucket;
      if (touches[session] == NONE) {
        touches[session] = i;
        counted[count++] = session;
      }
      Counts counts = tally.trend.get(bucket);
      counts.sessions++;
      counts.visitors += bucket == lastBucket ? 0 : 1;
      counts.newVisitors += session == 0 ? 1 : 0;
      lastBucket = bucket;
    }
    return count;
  }

  /** Finds out with what sessions came that began before the range. */
  private void lookBefore(int from) {
    for (int i = 0; i < from; i++) {
      int session = sessions.of(i);
      if (touches[session] >= from) {
        BlockAudience table = table(i);
        int event = events.event(i);
        if (table.admission.makesVisitor(event)
            && table.admission.passes(event, session, sessions)) {
          touches[session] = i;
        }
      }
    }
  }

  private void countLists(int count) {
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
