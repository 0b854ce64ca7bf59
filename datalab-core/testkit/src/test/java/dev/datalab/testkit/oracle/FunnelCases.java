package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Event;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.Exclusion;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Site;
import dev.datalab.core.query.Unit;
import dev.datalab.testkit.oracle.AppCase.Placed;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes small cases of which many are hard: few pages, so that stages overlap and repeat; few
 * times, so that many are equal or lie exactly on a bound; visitors of whom every second goes more
 * or less through the stages. One number makes one case, always the same.
 */
final class FunnelCases {
  private final Chance chance;
  private final Moments moments;
  private final EventPalette palette;
  private final List<Matcher> matchers = new ArrayList<>();

  private FunnelCases(long seed) {
    chance = new Chance(seed);
    moments = new Moments(chance);
    palette = new EventPalette(chance);
    int size = 1 + chance.below(4);
    for (int i = 0; i < size; i++) {
      matchers.add(palette.matcher());
    }
  }

  /** The case of a number. */
  static OracleCase of(Order order, long seed) {
    return new FunnelCases(seed).make(order);
  }

  private OracleCase make(Order order) {
    boolean archives = chance.in(10);
    Definition definition = definition(order);
    List<Placed> events = events(archives, definition.stages());
    OptionalInt generation =
        archives && chance.in(2) ? OptionalInt.empty() : OptionalInt.of(chance.below(2));
    FunnelQuestion question = question(definition);
    long now = moments.now();
    String site = chance.in(4) ? "" : chance.in(4) ? "https://shop.example/" : EventPalette.SITE;
    return new OracleCase(
        new AppCase(
            events,
            new Site(site, moments.zone, List.of()),
            archives ? generation : OptionalInt.of(0),
            now),
        question);
  }

  private List<Placed> events(boolean archives, List<Stage> stages) {
    int visitors = 1 + chance.below(4);
    int streams = 1 + chance.below(4);
    int most = 1 + chance.below(10);
    boolean busy = chance.in(2);
    Map<Long, Long> lastSeq = new HashMap<>();
    List<Placed> events = new ArrayList<>();
    for (int v = 0; v < visitors; v++) {
      int count = busy ? most : chance.below(most + 1);
      List<String> sessions =
          chance.of(List.of(List.of(""), List.of("s1"), List.of("s1", "s2"), List.of("", "s1")));
      boolean faithful = chance.in(2);
      boolean guided = chance.in(2);
      int stage = 0;
      long clock = moments.time();
      var dimensions = palette.dimensions();
      for (int i = 0; i < count; i++) {
        long stream = 1L + chance.below(streams);
        long seq = lastSeq.merge(stream, chance.in(8) ? 2L : 1L, Long::sum);
        clock += moments.unit * chance.below(3);
        Event happened = palette.event(guided ? clock : moments.time());
        if (guided && !chance.in(4)) {
          happened = palette.event(clock, stages.get(stage).anyOf());
          stage = (stage + (chance.in(6) ? 2 : 1)) % stages.size();
        }
        RecordedEvent event =
            new RecordedEvent(
                "v" + v,
                chance.of(sessions),
                stream,
                seq,
                faithful ? dimensions : palette.dimensions(),
                "",
                happened);
        events.add(new Placed(archives ? (int) (stream % 2) : 0, event));
      }
    }
    return events;
  }

  private Definition definition(Order order) {
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
        exclusions.add(
            new Exclusion(
                anyOf(4), after ? OptionalInt.of(chance.below(count - 1)) : OptionalInt.empty()));
      }
    }
    return new Definition(
        stages,
        chance.in(2) ? Optional.of(duration()) : Optional.empty(),
        order,
        chance.in(2) ? Unit.SESSION : Unit.VISITOR,
        exclusions);
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

  private FunnelQuestion question(Definition definition) {
    Range range = moments.range();
    boolean isLong = range.toMillis() - range.fromMillis() > 10L * 86_400_000;
    Interval interval = chance.of(List.of(Interval.values()));
    return new FunnelQuestion(
        range,
        chance.in(5) ? palette.filter(2) : Filter.ALL,
        chance.in(8) ? ZoneId.of("UTC") : moments.zone,
        definition,
        chance.in(4)
            ? Optional.of(isLong && interval == Interval.HOUR ? Interval.DAY : interval)
            : Optional.empty(),
        chance.in(3)
            ? Optional.of(Dimension.of(chance.of(EventPalette.FIELDS)))
            : Optional.empty());
  }
}
