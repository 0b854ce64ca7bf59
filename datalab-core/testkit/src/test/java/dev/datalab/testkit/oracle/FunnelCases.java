package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Event;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.Breakdown;
import dev.datalab.core.funnel.FunnelBaseline;
import dev.datalab.core.funnel.FunnelCorrelating;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.funnel.VisitorListing;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Site;
import dev.datalab.testkit.oracle.AppCase.Placed;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Makes small cases of which many are hard: few pages, so that stages overlap and repeat; few
 * times, so that many are equal or lie exactly on a bound; visitors of whom every second goes more
 * or less through the stages. One number makes one case, always the same.
 */
final class FunnelCases {
  private final Chance chance;
  private final Moments moments;
  private final EventPalette palette;
  private final RandomFunnels funnels;

  private FunnelCases(long seed) {
    chance = new Chance(seed);
    moments = new Moments(chance);
    palette = new EventPalette(chance);
    funnels = new RandomFunnels(chance, moments, palette);
  }

  /** The case of a number. */
  static OracleCase of(Order order, long seed) {
    return new FunnelCases(seed).make(order);
  }

  private OracleCase make(Order order) {
    boolean archives = chance.in(10);
    Definition definition = funnels.definition(order);
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

  private FunnelCorrelating correlating(int stages) {
    return new FunnelCorrelating(
        chance.in(2) ? OptionalInt.empty() : OptionalInt.of(chance.below(stages)),
        chance.in(4) ? 1 + chance.below(3) : 100,
        1 + chance.below(2));
  }

  private FunnelBaseline baseline() {
    return switch (chance.below(3)) {
      case 0 -> FunnelBaseline.of(moments.range());
      case 1 -> FunnelBaseline.of(palette.filter(1));
      default ->
          new FunnelBaseline(
              Optional.of("other"),
              OptionalLong.of(moments.base - 86_400_000L),
              OptionalLong.empty(),
              Optional.of(palette.filter(1)),
              Optional.empty());
    };
  }

  private VisitorListing listing(int stages) {
    return new VisitorListing(
        chance.below(chance.in(2) ? 1 : stages),
        chance.of(List.of(VisitorListing.Outcome.values())),
        1 + chance.below(4),
        Optional.empty());
  }

  private Breakdown.At at(int stages) {
    return switch (chance.below(4)) {
      case 0, 1 -> Breakdown.End.FIRST;
      case 2 -> Breakdown.End.LAST;
      default -> new Breakdown.Taken(chance.below(stages));
    };
  }

  private FunnelQuestion question(Definition definition) {
    Range range = moments.range();
    boolean isLong = range.toMillis() - range.fromMillis() > 10L * 86_400_000;
    Interval interval = chance.of(List.of(Interval.values()));
    FunnelQuestion plain =
        new FunnelQuestion(
            range,
            chance.in(5) ? palette.filter(2) : Filter.ALL,
            chance.in(8) ? ZoneId.of("UTC") : moments.zone,
            definition,
            chance.in(4)
                ? Optional.of(isLong && interval == Interval.HOUR ? Interval.DAY : interval)
                : Optional.empty(),
            chance.in(3)
                ? Optional.of(
                    new Breakdown(
                        Dimension.of(chance.of(EventPalette.FIELDS)),
                        at(definition.stages().size())))
                : Optional.empty());
    FunnelQuestion listing =
        chance.in(3) ? plain.listing(listing(definition.stages().size())) : plain;
    FunnelQuestion compared = chance.in(4) ? listing.comparedWith(baseline()) : listing;
    return chance.in(3) ? compared.correlating(correlating(definition.stages().size())) : compared;
  }
}
