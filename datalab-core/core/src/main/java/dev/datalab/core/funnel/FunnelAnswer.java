package dev.datalab.core.funnel;

import dev.datalab.core.query.Distribution;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * How far visitors got.
 *
 * @param visitors units with any event in the range and filter
 * @param stages one a stage of the question, in its order
 * @param time how long units that took the last stage were on their way from the first; none where
 *     nobody was, and for a funnel of one stage
 * @param trend one a bucket of the range, in order, where the question asks for it
 * @param breakdown one a value, most units first, then by value; behind them the one of units
 *     without the event that is asked for; where the question asks for it
 * @param list who came to a stage; where the question asks for it
 * @param comparison the figures of something else; where the question asks for them
 * @param correlations what converting goes together with; where the question asks for it
 */
public record FunnelAnswer(
    long visitors,
    List<StageResult> stages,
    Optional<Distribution> time,
    Optional<List<Bucket>> trend,
    Optional<List<Row>> breakdown,
    Optional<FunnelVisitors> list,
    Optional<FunnelComparison> comparison,
    Optional<FunnelCorrelations> correlations) {
  /** Copies the lists. */
  public FunnelAnswer {
    stages = List.copyOf(stages);
    trend = trend.map(List::copyOf);
    breakdown = breakdown.map(List::copyOf);
  }

  /** An answer without list, comparison and correlations. */
  public FunnelAnswer(
      long visitors,
      List<StageResult> stages,
      Optional<Distribution> time,
      Optional<List<Bucket>> trend,
      Optional<List<Row>> breakdown) {
    this(
        visitors,
        stages,
        time,
        trend,
        breakdown,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  FunnelAnswer with(FunnelComparison other) {
    return new FunnelAnswer(
        visitors, stages, time, trend, breakdown, list, Optional.of(other), correlations);
  }

  FunnelAnswer with(FunnelCorrelations found) {
    return new FunnelAnswer(
        visitors, stages, time, trend, breakdown, list, comparison, Optional.of(found));
  }

  /**
   * One stage. Ratios are 0 to 1, and 0 over nothing.
   *
   * @param visitors units that reached it
   * @param conversionFromAll of all units
   * @param conversionFromFirst of the units that reached the first stage
   * @param conversionFromPrevious of the units that reached the stage before that is not optional;
   *     1 for the first stage, unless nobody reached it
   * @param dropOff units that reached this stage and not the next one that is not optional; 0 for
   *     the last
   * @param ended units that got here and no further; those of all stages add up to the units that
   *     reached the first
   * @param time how long after the stage before; none for the first, and where nobody came
   */
  public record StageResult(
      String name,
      long visitors,
      double conversionFromAll,
      double conversionFromFirst,
      double conversionFromPrevious,
      long dropOff,
      long ended,
      Optional<Distribution> time) {}

  /**
   * The units whose counted attempt began in one stretch of time.
   *
   * @param start when it begins, in the question's time zone
   * @param visitors per stage
   * @param incomplete whether its end plus the window (none counts as nothing) lies after now or
   *     after the range
   */
  public record Bucket(OffsetDateTime start, List<Long> visitors, boolean incomplete) {
    /** Copies the list. */
    public Bucket {
      visitors = List.copyOf(visitors);
    }
  }

  /**
   * The units with one value of a dimension.
   *
   * @param value the empty text where the event has none; no text at all for the units whose
   *     counted attempt lacks the event that is asked for
   * @param visitors per stage
   */
  public record Row(Optional<String> value, List<Long> visitors) {
    /** Copies the list. */
    public Row {
      visitors = List.copyOf(visitors);
    }

    /** The units with this value. */
    public Row(String value, List<Long> visitors) {
      this(Optional.of(value), visitors);
    }
  }
}
