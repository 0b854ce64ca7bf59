package dev.datalab.core.funnel;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.query.Basis;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Unit;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * How far did visitors get through these stages?
 *
 * @param range the events that are looked at
 * @param filter an event that fails it is not there for the question
 * @param zone in which a trend's buckets begin
 * @param definition the stages and the rules of the way through
 * @param interval asks for a trend in buckets of this length
 * @param breakdown asks for a row per value of this dimension
 */
public record FunnelQuestion(
    Range range,
    Filter filter,
    ZoneId zone,
    Definition definition,
    Optional<Interval> interval,
    Optional<Dimension> breakdown)
    implements Question<FunnelAnswer> {
  /** The most stages. */
  public static final int MAX_STAGES = 30;

  /** The most exclusions. */
  public static final int MAX_EXCLUSIONS = 20;

  /** Requires all parts. */
  public FunnelQuestion {
    requireNonNull(range, "range");
    requireNonNull(filter, "filter");
    requireNonNull(zone, "zone");
    requireNonNull(definition, "definition");
    requireNonNull(interval, "interval");
    requireNonNull(breakdown, "breakdown");
  }

  @Override
  public FunnelAnswer answer(Basis basis) throws IOException {
    return FunnelAnalysis.answer(basis.store(), basis.scope(), this, basis.executor(), basis.now());
  }

  /** A question without trend, breakdown or filter, in UTC. */
  public static FunnelQuestion of(Range range, Definition definition) {
    return new FunnelQuestion(
        range,
        Filter.ALL,
        java.time.ZoneOffset.UTC,
        definition,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * A funnel as it is configured or asked for.
   *
   * @param stages 1 to {@value #MAX_STAGES}; the first is not optional
   * @param window from an attempt's first event to its last, included; none means any time
   * @param order what may lie between the stages; {@link Order#STRICT} and {@link Order#ANY} take
   *     no optional stage, and any takes neither {@code within} nor exclusions with {@code after}
   * @param unit what goes through
   * @param exclusions what ends an attempt; without effect where the order is strict
   */
  public record Definition(
      List<Stage> stages,
      Optional<Duration> window,
      Order order,
      Unit unit,
      List<Exclusion> exclusions) {
    /** Requires a definition that can be counted. The messages begin with the field at fault. */
    public Definition {
      stages = List.copyOf(stages);
      exclusions = List.copyOf(exclusions);
      requireNonNull(order, "order");
      requireNonNull(unit, "unit");
      if (stages.isEmpty() || stages.size() > MAX_STAGES) {
        throw new IllegalArgumentException(
            "stages: 1 to %d stages, not %d.".formatted(MAX_STAGES, stages.size()));
      }
      if (exclusions.size() > MAX_EXCLUSIONS) {
        throw new IllegalArgumentException(
            "exclude: at most %d, not %d.".formatted(MAX_EXCLUSIONS, exclusions.size()));
      }
      if (window.filter(Duration::isNegative).isPresent()) {
        throw new IllegalArgumentException("window: a duration of zero or more, as PT1H.");
      }
      if (stages.get(0).optional()) {
        throw new IllegalArgumentException(
            "stages/0/optional: the first stage is never optional; put another first.");
      }
      for (int i = 0; i < stages.size(); i++) {
        if (order != Order.ORDERED && stages.get(i).optional()) {
          throw new IllegalArgumentException(
              "stages/%d/optional: only where the order is 'ordered'; leave it out.".formatted(i));
        }
        if (order == Order.ANY && stages.get(i).within().isPresent()) {
          throw new IllegalArgumentException(
              "stages/%d/within: not where the order is 'any'; use 'window'.".formatted(i));
        }
      }
      for (int i = 0; i < exclusions.size(); i++) {
        if (exclusions.get(i).after().isPresent()) {
          int after = exclusions.get(i).after().getAsInt();
          if (order == Order.ANY) {
            throw new IllegalArgumentException(
                "exclude/%d/after: not where the order is 'any'; leave it out.".formatted(i));
          }
          if (after < 0 || after > stages.size() - 2) {
            throw new IllegalArgumentException(
                "exclude/%d/after: the number of a stage that another follows, 0 to %d, not %d."
                    .formatted(i, stages.size() - 2, after));
          }
        }
      }
    }

    /** Visitors who go through these stages in order, with other events between, at any pace. */
    public static Definition ordered(Stage... stages) {
      return new Definition(
          List.of(stages), Optional.empty(), Order.ORDERED, Unit.VISITOR, List.of());
    }
  }
}
