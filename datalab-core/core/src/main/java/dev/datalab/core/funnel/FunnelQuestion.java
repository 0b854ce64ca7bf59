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
import java.util.OptionalInt;

/**
 * How far did visitors get through these stages?
 *
 * @param range the events that are looked at
 * @param filter an event that fails it is not there for the question
 * @param zone in which a trend's buckets begin
 * @param definition the stages and the rules of the way through
 * @param interval asks for a trend in buckets of this length
 * @param breakdown asks for a row per value of a dimension
 * @param list asks who came to a stage
 * @param compare asks for the same figures of something else, and how these differ
 * @param correlate asks what those who came to a stage have in common
 */
public record FunnelQuestion(
    Range range,
    Filter filter,
    ZoneId zone,
    Definition definition,
    Optional<Interval> interval,
    Optional<Breakdown> breakdown,
    Optional<VisitorListing> list,
    Optional<FunnelBaseline> compare,
    Optional<FunnelCorrelating> correlate)
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
    int stages = definition.stages().size();
    requireNonNull(breakdown, "breakdown");
    requireNonNull(list, "list");
    requireNonNull(compare, "compare");
    requireNonNull(correlate, "correlate");
    correlate.ifPresent(of -> checkStage("correlate/stage", of.stage().orElse(0), stages));
    compare.ifPresent(of -> of.range(range));
    breakdown.ifPresent(of -> check(of, stages));
    list.ifPresent(of -> checkStage("list/stage", of.stage(), stages));
  }

  /** A question that asks for no list, comparison or correlations. */
  public FunnelQuestion(
      Range range,
      Filter filter,
      ZoneId zone,
      Definition definition,
      Optional<Interval> interval,
      Optional<Breakdown> breakdown) {
    this(
        range,
        filter,
        zone,
        definition,
        interval,
        breakdown,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** This question, asking for a list too. */
  public FunnelQuestion listing(VisitorListing whom) {
    return new FunnelQuestion(
        range,
        filter,
        zone,
        definition,
        interval,
        breakdown,
        Optional.of(whom),
        compare,
        correlate);
  }

  /** This question, compared with something else too. */
  public FunnelQuestion comparedWith(FunnelBaseline baseline) {
    return new FunnelQuestion(
        range,
        filter,
        zone,
        definition,
        interval,
        breakdown,
        list,
        Optional.of(baseline),
        correlate);
  }

  /** This question, asking for correlations too. */
  public FunnelQuestion correlating(FunnelCorrelating what) {
    return new FunnelQuestion(
        range, filter, zone, definition, interval, breakdown, list, compare, Optional.of(what));
  }

  /** The bare figures of something else. */
  FunnelQuestion of(FunnelBaseline baseline) {
    return new FunnelQuestion(
        baseline.range(range),
        baseline.filter().orElse(filter),
        zone,
        definition,
        Optional.empty(),
        Optional.empty());
  }

  private static void check(Breakdown breakdown, int stages) {
    if (breakdown.at() instanceof Breakdown.Taken at) {
      checkStage("breakdown/at", at.stage(), stages);
    }
  }

  private static void checkStage(String field, int stage, int stages) {
    if (stage >= stages) {
      throw new IllegalArgumentException(
          "%s: the number of a stage, 0 to %d, not %d.".formatted(field, stages - 1, stage));
    }
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
   *     or {@code before}
   * @param unit what goes through
   * @param exclusions what ends an attempt; without effect where the order is strict
   * @param hold what all events of an attempt have in common: an event enters a stage only with the
   *     value of the attempt's first event, never without one, and an exclusion with another value
   *     ends no attempt. An empty text is no value
   */
  public record Definition(
      List<Stage> stages,
      Optional<Duration> window,
      Order order,
      Unit unit,
      List<Exclusion> exclusions,
      Optional<Dimension> hold) {
    /** Requires a definition that can be counted. The messages begin with the field at fault. */
    public Definition {
      stages = List.copyOf(stages);
      exclusions = List.copyOf(exclusions);
      requireNonNull(order, "order");
      requireNonNull(unit, "unit");
      requireNonNull(hold, "hold");
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
        checkBound(i, "after", exclusions.get(i).after(), order, 0, stages.size() - 2);
        checkBound(
            i,
            "before",
            exclusions.get(i).before(),
            order,
            exclusions.get(i).firstGap() + 1,
            stages.size() - 1);
      }
    }

    /** A definition that holds nothing. */
    public Definition(
        List<Stage> stages,
        Optional<Duration> window,
        Order order,
        Unit unit,
        List<Exclusion> exclusions) {
      this(stages, window, order, unit, exclusions, Optional.empty());
    }

    private static void checkBound(
        int exclusion, String field, OptionalInt bound, Order order, int least, int most) {
      if (bound.isEmpty()) {
        return;
      }
      if (order == Order.ANY) {
        throw new IllegalArgumentException(
            "exclude/%d/%s: not where the order is 'any'; leave it out."
                .formatted(exclusion, field));
      }
      if (bound.getAsInt() < least || bound.getAsInt() > most) {
        throw new IllegalArgumentException(
            "exclude/%d/%s: the number of a stage %s, %d to %d, not %d."
                .formatted(
                    exclusion,
                    field,
                    field.equals("after") ? "that another follows" : "behind where it holds",
                    least,
                    most,
                    bound.getAsInt()));
      }
    }

    /** Visitors who go through these stages in order, with other events between, at any pace. */
    public static Definition ordered(Stage... stages) {
      return new Definition(
          List.of(stages), Optional.empty(), Order.ORDERED, Unit.VISITOR, List.of());
    }
  }
}
