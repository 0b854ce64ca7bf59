package dev.datalab.core.overview;

import dev.datalab.core.internal.calendar.Buckets;
import dev.datalab.core.internal.measure.Durations;
import dev.datalab.core.overview.OverviewAnswer.Bucket;
import dev.datalab.core.overview.OverviewAnswer.Figures;
import dev.datalab.core.query.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What was counted of one range. Tallies of disjoint visitors add up. */
final class RangeTally {
  final @Nullable Buckets buckets;
  final Durations lengths = new Durations();
  long visitors;
  long newVisitors;
  long sessions;
  long sessionsWithView;
  long bounces;
  long views;
  long events;
  long clicks;

  /** Per bucket. */
  final long[] trendVisitors;

  final long[] trendSessions;
  final long[] trendViews;

  RangeTally(@Nullable Buckets buckets) {
    this.buckets = buckets;
    int count = buckets == null ? 0 : buckets.count();
    trendVisitors = new long[count];
    trendSessions = new long[count];
    trendViews = new long[count];
  }

  void add(RangeTally other) {
    visitors += other.visitors;
    newVisitors += other.newVisitors;
    sessions += other.sessions;
    sessionsWithView += other.sessionsWithView;
    bounces += other.bounces;
    views += other.views;
    events += other.events;
    clicks += other.clicks;
    lengths.addAll(other.lengths);
    for (int bucket = 0; bucket < trendViews.length; bucket++) {
      trendVisitors[bucket] += other.trendVisitors[bucket];
      trendSessions[bucket] += other.trendSessions[bucket];
      trendViews[bucket] += other.trendViews[bucket];
    }
  }

  Figures figures() {
    Optional<Distribution> length = lengths.distribution();
    return new Figures(
        visitors,
        newVisitors,
        sessions,
        views,
        events,
        clicks,
        ratio(bounces, sessionsWithView),
        length.map(of -> OptionalDouble.of(of.average())).orElse(OptionalDouble.empty()),
        length.map(of -> OptionalDouble.of(of.median())).orElse(OptionalDouble.empty()),
        ratio(views, sessions));
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /**
   * The rows of the trend, if there is one.
   *
   * @param deadline the time by which a bucket has to have ended to be complete, in milliseconds
   */
  Optional<List<Bucket>> trend(long deadline) {
    return Optional.ofNullable(buckets).map(of -> trend(of, deadline));
  }

  private List<Bucket> trend(Buckets of, long deadline) {
    List<Bucket> rows = new ArrayList<>();
    for (int bucket = 0; bucket < of.count(); bucket++) {
      rows.add(
          new Bucket(
              of.start(bucket),
              trendVisitors[bucket],
              trendSessions[bucket],
              trendViews[bucket],
              of.end(bucket) > deadline));
    }
    return rows;
  }
}
