package dev.datalab.core.overview;

import dev.datalab.core.query.Range;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the site is doing, and how it was doing before.
 *
 * @param compare the range that it is compared with
 * @param figures of the range
 * @param before of the range that it is compared with
 * @param change of each figure
 * @param trend one a bucket of the range, in order; where the question asks for it
 * @param trendBefore one a bucket of the other range
 * @param pages the most viewed, then by name; pages of the other range alone are left out
 * @param morePages of the range, which the limit left out
 * @param sources by UTM source, or else the referrer's host, empty for neither: those of the most
 *     sessions, then of the most visitors, then by value; sources of the other range alone are left
 *     out
 * @param moreSources of the range, which the limit left out
 */
public record OverviewAnswer(
    Range compare,
    Figures figures,
    Figures before,
    Change change,
    Optional<List<Bucket>> trend,
    Optional<List<Bucket>> trendBefore,
    List<PageRow> pages,
    long morePages,
    List<SourceRow> sources,
    long moreSources) {
  /** Copies the lists. */
  public OverviewAnswer {
    trend = trend.map(List::copyOf);
    trendBefore = trendBefore.map(List::copyOf);
    pages = List.copyOf(pages);
    sources = List.copyOf(sources);
  }

  /**
   * The figures of a range.
   *
   * @param visitors with any session
   * @param newVisitors of the visitors, those whose first session ever counts
   * @param sessions that count
   * @param views of pages
   * @param events that make somebody a visitor: views, clicks, hovers, and events of the site's own
   * @param clicks of the events
   * @param bounceRate sessions with a single view, of those with any; 0 to 1, 0 where there is none
   * @param averageSessionSeconds the sessions' mean length; none where there is no session
   * @param medianSessionSeconds for an even number the mean of the middle two
   * @param viewsPerSession views of the sessions; 0 where there is none
   */
  public record Figures(
      long visitors,
      long newVisitors,
      long sessions,
      long views,
      long events,
      long clicks,
      double bounceRate,
      OptionalDouble averageSessionSeconds,
      OptionalDouble medianSessionSeconds,
      double viewsPerSession) {}

  /**
   * By which part of what it was each figure has grown: 0.5 for half as much again, -1 for all of
   * it; none where it was nothing, or is not known.
   */
  public record Change(
      OptionalDouble visitors,
      OptionalDouble newVisitors,
      OptionalDouble sessions,
      OptionalDouble views,
      OptionalDouble events,
      OptionalDouble clicks,
      OptionalDouble bounceRate,
      OptionalDouble averageSessionSeconds,
      OptionalDouble medianSessionSeconds,
      OptionalDouble viewsPerSession) {
    static Change of(Figures now, Figures before) {
      return new Change(
          grown(now.visitors, before.visitors),
          grown(now.newVisitors, before.newVisitors),
          grown(now.sessions, before.sessions),
          grown(now.views, before.views),
          grown(now.events, before.events),
          grown(now.clicks, before.clicks),
          grown(now.bounceRate, before.bounceRate),
          grown(now.averageSessionSeconds, before.averageSessionSeconds),
          grown(now.medianSessionSeconds, before.medianSessionSeconds),
          grown(now.viewsPerSession, before.viewsPerSession));
    }

    private static OptionalDouble grown(OptionalDouble now, OptionalDouble before) {
      return now.isEmpty() || before.isEmpty()
          ? OptionalDouble.empty()
          : grown(now.getAsDouble(), before.getAsDouble());
    }

    private static OptionalDouble grown(long now, long before) {
      return grown((double) now, (double) before);
    }

    private static OptionalDouble grown(double now, double before) {
      return before == 0 ? OptionalDouble.empty() : OptionalDouble.of((now - before) / before);
    }
  }

  /**
   * One stretch of time.
   *
   * @param start when it begins, in the question's time zone
   * @param visitors with an event in it
   * @param sessions with an event in it: one around midnight is in both days
   * @param views in it
   * @param incomplete whether it ends after now or after the range
   */
  public record Bucket(
      OffsetDateTime start, long visitors, long sessions, long views, boolean incomplete) {}

  /**
   * One page in both ranges.
   *
   * @param page its path, without a trailing slash
   */
  public record PageRow(
      String page, long views, long visitors, long viewsBefore, long visitorsBefore) {}

  /**
   * One source in both ranges.
   *
   * @param source empty where people came by neither parameter nor referrer
   */
  public record SourceRow(
      String source, long sessions, long visitors, long sessionsBefore, long visitorsBefore) {}
}
