package dev.datalab.core.retention;

import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.VisitorWorker;

/** Counts when the visitors of buckets were first seen, and when they came back. */
final class RetentionWorker extends VisitorWorker<BlockVisits> {
  private final long fromMillis;
  private final Calendar calendar;
  private final boolean needsSessions;
  private final RetentionTally tally;

  RetentionWorker(
      RetentionQuestion question,
      Calendar calendar,
      PerBlock<BlockVisits> tables,
      boolean needsSessions) {
    super(tables, question.range().toMillis(), needsSessions);
    fromMillis = question.range().fromMillis();
    this.calendar = calendar;
    this.needsSessions = needsSessions;
    tally = new RetentionTally(calendar, question.breakdown().isPresent());
  }

  RetentionTally tally() {
    return tally;
  }

  @Override
  protected void countVisitor() {
    int size = events.size();
    int first = 0;
    while (first < size && !isVisit(first)) {
      first++;
    }
    if (first == size || events.time(first) < fromMillis) {
      return;
    }
    int cohort = calendar.buckets().of(events.time(first));
    tally.seen(cohort, value(first));
    int last = cohort + calendar.periods(cohort);
    long counted = calendar.buckets().end(cohort);
    for (int i = first + 1; i < size; i++) {
      long time = events.time(i);
      if (time < counted || !isVisit(i)) {
        continue;
      }
      int bucket = calendar.buckets().of(time);
      if (bucket > last) {
        return;
      }
      tally.cameBack(bucket - cohort);
      counted = calendar.buckets().end(bucket);
    }
  }

  private boolean isVisit(int n) {
    BlockVisits table = table(n);
    int event = events.event(n);
    return table.admission.makesVisitor(event)
        && table.admission.passes(event, session(n), sessions);
  }

  private int session(int n) {
    return needsSessions ? sessions.of(n) : 0;
  }

  private String value(int n) {
    BlockValues values = table(n).values;
    return values == null ? "" : values.of(events.event(n), session(n), sessions);
  }
}
