package dev.datalab.core.retention;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.query.Basis;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Of the visitors first seen in a week, how many came back in each week after?
 *
 * <p>A visitor is seen by every event that {@linkplain dev.datalab.core.block.Symbol#makesVisitor
 * makes somebody a visitor} and passes the filter. Where the first of these lies, over the whole
 * past, is the visitor's cohort; who was first seen before the range is in none.
 *
 * @param range the events that are looked at, beside the past that says who was seen before
 * @param filter an event that fails it is not there for the question, and so not a visitor's first
 *     either
 * @param zone in whose local time days, weeks and months begin
 * @param interval the length of cohorts and periods: a day, a week or a month
 * @param periods how many periods after its own a cohort is followed; 1 to {@value #MAX_PERIODS}
 * @param breakdown asks for a row per value of this dimension, as the visitor's first event has it
 * @param limit the most rows of the breakdown; 1 to {@value #MAX_LIMIT}
 */
public record RetentionQuestion(
    Range range,
    Filter filter,
    ZoneId zone,
    Interval interval,
    int periods,
    Optional<Dimension> breakdown,
    int limit)
    implements Question<RetentionAnswer> {
  /** The most periods that can be asked for. */
  public static final int MAX_PERIODS = 1_000;

  /** The rows of a question that does not say. */
  public static final int DEFAULT_LIMIT = 1_000;

  /** The most rows that can be asked for. */
  public static final int MAX_LIMIT = 10_000;

  private static final int DEFAULT_DAYS = 30;
  private static final int DEFAULT_PERIODS = 12;

  /** Requires a question that can be answered. The messages begin with the field at fault. */
  public RetentionQuestion {
    requireNonNull(range, "range");
    requireNonNull(filter, "filter");
    requireNonNull(zone, "zone");
    requireNonNull(interval, "interval");
    requireNonNull(breakdown, "breakdown");
    if (interval == Interval.HOUR) {
      throw new IllegalArgumentException("interval: a day, a week or a month, not an hour.");
    }
    checkBetween("periods", MAX_PERIODS, periods);
    checkBetween("limit", MAX_LIMIT, limit);
  }

  private static void checkBetween(String field, int most, int given) {
    if (given < 1 || given > most) {
      throw new IllegalArgumentException("%s: 1 to %,d, not %,d.".formatted(field, most, given));
    }
  }

  /** By the week in UTC, over twelve weeks, without filter and breakdown. */
  public static RetentionQuestion of(Range range) {
    return new RetentionQuestion(
        range,
        Filter.ALL,
        ZoneOffset.UTC,
        Interval.WEEK,
        defaultPeriods(Interval.WEEK),
        Optional.empty(),
        DEFAULT_LIMIT);
  }

  /** The periods of a question that does not say: 30 days, 12 weeks, 12 months. */
  public static int defaultPeriods(Interval interval) {
    return interval == Interval.DAY ? DEFAULT_DAYS : DEFAULT_PERIODS;
  }

  @Override
  public RetentionAnswer answer(Basis basis) throws IOException {
    return RetentionAnalysis.answer(
        basis.store(), basis.scope(), this, basis.executor(), basis.now());
  }
}
