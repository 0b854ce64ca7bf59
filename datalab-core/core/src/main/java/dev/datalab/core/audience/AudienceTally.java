package dev.datalab.core.audience;

import dev.datalab.core.audience.AudienceAnswer.Bucket;
import dev.datalab.core.audience.AudienceAnswer.Figures;
import dev.datalab.core.audience.AudienceAnswer.Row;
import dev.datalab.core.internal.calendar.Buckets;
import dev.datalab.core.internal.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What was counted of an audience. Tallies of disjoint visitors add up. */
final class AudienceTally {
  static final int BROWSERS = 0;
  static final int OS = 1;
  static final int DEVICES = 2;
  static final int LANGUAGES = 3;
  static final int SCREENS = 4;
  static final int BREAKDOWN = 5;

  final List<AudienceList> lists = new ArrayList<>();
  final Counts all = new Counts();
  final List<Counts> trend = new ArrayList<>();
  private final @Nullable Buckets buckets;

  /** Counts of who came. */
  static final class Counts {
    long visitors;
    long sessions;
    long newVisitors;

    private void add(Counts other) {
      visitors += other.visitors;
      sessions += other.sessions;
      newVisitors += other.newVisitors;
    }

    private Figures figures() {
      return AudienceList.figures(visitors, sessions, newVisitors);
    }
  }

  /**
   * Nothing yet.
   *
   * @param values the values of each list
   * @param buckets of the trend, if there is one
   */
  AudienceTally(
      AudienceQuestion question,
      IntFunction<Values> values,
      int mostShared,
      @Nullable Buckets buckets) {
    this.buckets = buckets;
    int count = question.breakdown().isPresent() ? BREAKDOWN + 1 : BREAKDOWN;
    for (int list = 0; list < count; list++) {
      lists.add(new AudienceList(values.apply(list), mostShared));
    }
    for (int bucket = 0; bucket < (buckets == null ? 1 : buckets.count()); bucket++) {
      trend.add(new Counts());
    }
  }

  void add(AudienceTally other) {
    all.add(other.all);
    for (int bucket = 0; bucket < trend.size(); bucket++) {
      trend.get(bucket).add(other.trend.get(bucket));
    }
    for (int list = 0; list < lists.size(); list++) {
      lists.get(list).add(other.lists.get(list));
    }
  }

  /** Whether all lists can be told. */
  boolean isTold(int limit) {
    return lists.stream().allMatch(list -> list.isTold(limit));
  }

  /**
   * The answer.
   *
   * @param different how many values each list has
   * @param now the time by which a trend's bucket is complete, in milliseconds
   */
  AudienceAnswer toAnswer(AudienceQuestion question, int[] different, long now) {
    List<List<Row>> rows = new ArrayList<>();
    for (int list = 0; list < lists.size(); list++) {
      rows.add(lists.get(list).rows(question.limit(), different[list]));
    }
    return new AudienceAnswer(
        all.figures(),
        rows.get(BROWSERS),
        rows.get(OS),
        rows.get(DEVICES),
        rows.get(LANGUAGES),
        rows.get(SCREENS),
        question.breakdown().map(by -> rows.get(BREAKDOWN)),
        Optional.ofNullable(buckets)
            .map(of -> trend(of, Math.min(now, question.range().toMillis()))));
  }

  private List<Bucket> trend(Buckets of, long deadline) {
    List<Bucket> rows = new ArrayList<>();
    for (int bucket = 0; bucket < of.count(); bucket++) {
      rows.add(
          new Bucket(of.start(bucket), trend.get(bucket).figures(), of.end(bucket) > deadline));
    }
    return rows;
  }
}
