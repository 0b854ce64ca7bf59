package dev.datalab.core.overview;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.query.Basis;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How is the site doing, and how was it doing before?
 *
 * @param range the events that are looked at
 * @param filter an event that fails it is not there for the question
 * @param zone whose days and hours are meant
 * @param compare the range beside it; without one the equally long range right before: as many days
 *     where the range is whole days of the zone, else as many milliseconds
 * @param interval asks for the trends of both ranges by stretches of this length, at most 10,000
 * @param limit the most pages and the most sources; 1 to {@value #MAX_LIMIT}
 */
public record OverviewQuestion(
    Range range,
    Filter filter,
    ZoneId zone,
    Optional<Range> compare,
    Optional<Interval> interval,
    int limit)
    implements Question<OverviewAnswer> {
  /** The pages and sources of a question that does not say. */
  public static final int DEFAULT_LIMIT = 10;

  /** The most pages and sources that can be asked for. */
  public static final int MAX_LIMIT = 1_000;

  /** Requires all parts. */
  public OverviewQuestion {
    requireNonNull(range, "range");
    requireNonNull(filter, "filter");
    requireNonNull(zone, "zone");
    requireNonNull(compare, "compare");
    requireNonNull(interval, "interval");
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit: 1 to %d rows, not %d.".formatted(MAX_LIMIT, limit));
    }
  }

  /** The range that the question compares with. */
  public Range before() {
    return compare.orElseGet(() -> RangeBefore.of(range, zone));
  }

  @Override
  public OverviewAnswer answer(Basis basis) throws IOException {
    return OverviewAnalysis.answer(this, basis);
  }
}
