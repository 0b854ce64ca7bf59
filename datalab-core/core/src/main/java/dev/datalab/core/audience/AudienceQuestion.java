package dev.datalab.core.audience;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.query.Basis;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;

/**
 * With what did people come, and for the first time?
 *
 * @param range the events that are looked at
 * @param filter an event that fails it is not there for the question
 * @param zone whose days and hours the trend's buckets are
 * @param interval asks for a trend by stretches of this length, at most 10,000
 * @param breakdown asks for a row per value of this dimension, beside those of browser, operating
 *     system, device, language and screen
 * @param limit how many values of each list have a row of their own; 1 to {@value #MAX_LIMIT}
 */
public record AudienceQuestion(
    Range range,
    Filter filter,
    ZoneId zone,
    Optional<Interval> interval,
    Optional<Dimension> breakdown,
    int limit)
    implements Question<AudienceAnswer> {
  /** The rows of a question that does not say. */
  public static final int DEFAULT_LIMIT = 100;

  /** The most rows that can be asked for. */
  public static final int MAX_LIMIT = 10_000;

  /** Requires all parts. */
  public AudienceQuestion {
    requireNonNull(range, "range");
    requireNonNull(filter, "filter");
    requireNonNull(zone, "zone");
    requireNonNull(interval, "interval");
    requireNonNull(breakdown, "breakdown");
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit: 1 to %d rows, not %d.".formatted(MAX_LIMIT, limit));
    }
  }

  @Override
  public AudienceAnswer answer(Basis basis) throws IOException {
    return AudienceAnalysis.answer(this, basis);
  }
}
