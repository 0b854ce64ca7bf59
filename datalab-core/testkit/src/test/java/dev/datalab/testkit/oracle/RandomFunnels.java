package dev.datalab.testkit.oracle;

import dev.datalab.core.funnel.Exclusion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes funnels of few matchers, so that stages overlap and repeat. */
final class RandomFunnels {
  /** What few events of a case have another value of, and what many have none of. */
  private static final List<String> HELD =
      List.of("browser", "plan", "plan", "n", "page", "device", "visitorType");

  private final Chance chance;
  private final Moments moments;
  private final EventPalette palette;
  private final List<Matcher> matchers = new ArrayList<>();

  RandomFunnels(Chance chance, Moments moments, EventPalette palette) {
    this.chance = chance;
    this.moments = moments;
    this.palette = palette;
    int size = 1 + chance.below(4);
    for (int i = 0; i < size; i++) {
      matchers.add(palette.matcher());
    }
  }

  Definition definition(Order order) {
    int count = chance.in(6) ? 1 : 2 + chance.below(4);
    boolean withOptional = order == Order.ORDERED && chance.in(2);
    boolean withWithin = order != Order.ANY && chance.in(3);
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stages.add(
          new Stage(
              "stage " + i,
              anyOf(4),
              i > 0 && withOptional && chance.in(2),
              withWithin && chance.in(2) ? Optional.of(duration()) : Optional.empty()));
    }
    List<Exclusion> exclusions = new ArrayList<>();
    if (chance.in(order == Order.ORDERED ? 2 : 4)) {
      int excluded = 1 + chance.below(2);
      for (int i = 0; i < excluded; i++) {
        boolean after = order != Order.ANY && count > 1 && chance.in(2);
        boolean before = order != Order.ANY && count > 1 && chance.in(4);
        int first = after ? chance.below(count - 1) : 0;
        exclusions.add(
            new Exclusion(
                anyOf(4),
                after ? OptionalInt.of(first) : OptionalInt.empty(),
                before
                    ? OptionalInt.of(first + 1 + chance.below(count - 1 - first))
                    : OptionalInt.empty(),
                chance.in(4) ? palette.filter(1) : Filter.ALL));
      }
    }
    return new Definition(
        stages,
        chance.in(2) ? Optional.of(duration()) : Optional.empty(),
        order,
        chance.in(2) ? Unit.SESSION : Unit.VISITOR,
        exclusions,
        chance.in(4) ? Optional.of(Dimension.of(chance.of(HELD))) : Optional.empty());
  }

  /** Often exactly the distance of two events, or just beside it. */
  private Duration duration() {
    long beside = chance.in(10) ? chance.below(3) - 1 : 0;
    return Duration.ofMillis(Math.max(0, moments.unit * chance.below(9) + beside));
  }

  private List<Matcher> anyOf(int inverse) {
    List<Matcher> anyOf = new ArrayList<>();
    do {
      anyOf.add(chance.in(8) ? palette.matcher() : chance.of(matchers));
    } while (chance.in(inverse));
    return anyOf;
  }
}
