package dev.datalab.platform.question;

import dev.datalab.core.funnel.Exclusion;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what a funnel is: {@code {stages, window?, order?, unit?, exclude?, hold?}}. */
final class Definitions {
  static final List<String> FIELDS =
      List.of("stages", "window", "order", "unit", "exclude", "hold");

  private static final Map<String, Order> ORDERS = Words.of(Order.class);
  private static final Map<String, Unit> UNITS = Words.of(Unit.class);
  private static final Map<String, Interval> INTERVALS = Words.of(Interval.class);

  private Definitions() {}

  /** The definition; empty if something is wrong with it, which is then noted. */
  static Optional<Definition> read(Place at) {
    List<Place> places = stagePlaces(at);
    List<Stage> stages = stages(places);
    Optional<Duration> window = Times.duration(at.at("window"));
    Optional<Order> order = at.at("order").choice(ORDERS);
    Optional<Unit> unit = at.at("unit").choice(UNITS);
    Optional<Dimension> hold = Filters.dimension(at.at("hold"));
    List<Place> excludePlaces = at.at("exclude").items(0, FunnelQuestion.MAX_EXCLUSIONS);
    List<Exclusion> exclusions = new ArrayList<>();
    for (Place place : excludePlaces) {
      exclusion(place).ifPresent(exclusions::add);
    }
    if (order.isPresent() || !at.at("order").isGiven()) {
      checkStages(places, order.orElse(Order.ORDERED));
      checkExclusions(excludePlaces, order.orElse(Order.ORDERED), places.size());
    }
    boolean complete =
        !places.isEmpty()
            && stages.size() == places.size()
            && exclusions.size() == excludePlaces.size();
    if (!complete || at.hasFindings()) {
      return Optional.empty();
    }
    return at.make(
        () ->
            new Definition(
                stages,
                window,
                order.orElse(Order.ORDERED),
                unit.orElse(Unit.VISITOR),
                exclusions,
                hold));
  }

  /** The stages alone; empty if something is wrong with them, which is then noted. */
  static Optional<List<Stage>> stages(Place at) {
    List<Place> places = stagePlaces(at);
    List<Stage> stages = stages(places);
    return places.isEmpty() || stages.size() < places.size()
        ? Optional.empty()
        : Optional.of(stages);
  }

  private static List<Place> stagePlaces(Place at) {
    Place stages = at.at("stages");
    if (!stages.isGiven()) {
      stages.wrong("stages: missing; give a list of stages.");
      return List.of();
    }
    return stages.items(1, FunnelQuestion.MAX_STAGES);
  }

  /** Those of the stages with which nothing is wrong. */
  private static List<Stage> stages(List<Place> places) {
    List<Stage> stages = new ArrayList<>();
    for (Place place : places) {
      stage(place).ifPresent(stages::add);
    }
    return stages;
  }

  /** The interval of a trend, if one is asked for. */
  static Optional<Interval> interval(Place at) {
    return at.choice(INTERVALS);
  }

  private static Optional<Stage> stage(Place at) {
    if (!at.requireObject()) {
      return Optional.empty();
    }
    at.onlyKnows(List.of("id", "name", "match", "anyOf", "optional", "within"));
    if (at.at("id").isGiven()) {
      at.at("id").name();
    }
    Optional<String> name = at.at("name").name();
    Optional<List<Matcher>> anyOf = Matchers.alternatives(at, Stage.MAX_ALTERNATIVES);
    boolean optional = at.at("optional").flag();
    Optional<Duration> within = Times.duration(at.at("within"));
    if (name.isEmpty() || anyOf.isEmpty()) {
      return Optional.empty();
    }
    return at.make(() -> new Stage(name.get(), anyOf.get(), optional, within));
  }

  private static Optional<Exclusion> exclusion(Place at) {
    if (!at.requireObject()) {
      return Optional.empty();
    }
    at.onlyKnows(List.of("match", "anyOf", "after", "before", "filters"));
    Optional<List<Matcher>> anyOf = Matchers.alternatives(at, Stage.MAX_ALTERNATIVES);
    OptionalInt after = number(at.at("after"));
    OptionalInt before = number(at.at("before"));
    Optional<Filter> filter = Filters.read(at.at("filters"));
    if (anyOf.isEmpty() || filter.isEmpty()) {
      return Optional.empty();
    }
    return at.make(() -> new Exclusion(anyOf.get(), after, before, filter.get()));
  }

  private static OptionalInt number(Place at) {
    return at.number(0, Integer.MAX_VALUE).map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  /** The rules between stages and order. The core has them too, and names the first one broken. */
  private static void checkStages(List<Place> stages, Order order) {
    for (int i = 0; i < stages.size(); i++) {
      Place optional = stages.get(i).at("optional");
      Place within = stages.get(i).at("within");
      if (optional.node().booleanValue()) {
        if (i == 0) {
          optional.wrong("optional: the first stage is never optional; put another first.");
        } else if (order != Order.ORDERED) {
          optional.wrong("optional: only where 'order' is 'ordered'; leave it out.");
        }
      }
      if (within.isGiven() && order == Order.ANY) {
        within.wrong("within: not where 'order' is 'any'; use 'window'.");
      }
    }
  }

  private static void checkExclusions(List<Place> exclusions, Order order, int stages) {
    for (Place exclusion : exclusions) {
      Place after = exclusion.at("after");
      checkBefore(exclusion.at("before"), after.node().asInt(0), order, stages);
      if (after.isGiven() && order == Order.ANY) {
        after.wrong("after: not where 'order' is 'any'; leave it out.");
      } else if (after.node().isInt() && after.node().intValue() > stages - 2 && stages > 0) {
        after.wrong(
            "after: the number of a stage that another follows, of %d stages; the first is 0."
                .formatted(stages));
      }
    }
  }

  private static void checkBefore(Place before, int after, Order order, int stages) {
    if (before.isGiven() && order == Order.ANY) {
      before.wrong("before: not where 'order' is 'any'; leave it out.");
    } else if (before.node().isInt()
        && stages > 0
        && (before.node().intValue() <= after || before.node().intValue() >= stages)) {
      before.wrong(
          "before: the number of a stage behind 'after', of %d stages; the first is 0."
              .formatted(stages));
    }
  }
}
