package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.query.Campaign;
import dev.datalab.core.query.Site;
import dev.datalab.testkit.oracle.AppCase.Placed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Makes the events of a small case: a few visitors with a few sessions over a few streams, some of
 * whom go on in time and some of whom don't.
 */
final class RandomVisits {
  private final Chance chance;
  private final Moments moments;
  private final LongFunction<Event> events;
  private final Supplier<Dimensions> dimensions;

  /**
   * Visits of which these things happen.
   *
   * @param events something that happens at a time
   * @param dimensions some session's
   */
  RandomVisits(
      Chance chance, Moments moments, LongFunction<Event> events, Supplier<Dimensions> dimensions) {
    this.chance = chance;
    this.moments = moments;
    this.events = events;
    this.dimensions = dimensions;
  }

  /** An app with such visits. */
  AppCase app(List<Campaign> campaigns) {
    boolean archives = chance.in(10);
    OptionalInt generation =
        archives && chance.in(2) ? OptionalInt.empty() : OptionalInt.of(chance.below(2));
    String site = chance.in(4) ? "" : chance.in(4) ? "https://shop.example/" : EventPalette.SITE;
    return new AppCase(
        visits(archives),
        new Site(site, moments.zone, campaigns),
        archives ? generation : OptionalInt.of(0),
        moments.now());
  }

  private List<Placed> visits(boolean archives) {
    int visitors = 1 + chance.below(4);
    int streams = 1 + chance.below(4);
    int most = 1 + chance.below(12);
    boolean busy = chance.in(2);
    Map<Long, Long> lastSeq = new HashMap<>();
    List<Placed> placed = new ArrayList<>();
    for (int v = 0; v < visitors; v++) {
      int count = busy ? most : chance.below(most + 1);
      List<String> sessions =
          chance.of(List.of(List.of(""), List.of("s1"), List.of("s1", "s2"), List.of("", "s1")));
      boolean faithful = chance.in(2);
      boolean goesOn = chance.in(2);
      long clock = moments.time();
      Dimensions own = dimensions.get();
      for (int i = 0; i < count; i++) {
        long stream = 1L + chance.below(streams);
        long seq = lastSeq.merge(stream, chance.in(8) ? 2L : 1L, Long::sum);
        clock += moments.unit * chance.below(3);
        RecordedEvent event =
            new RecordedEvent(
                "v" + v,
                chance.of(sessions),
                stream,
                seq,
                faithful ? own : dimensions.get(),
                "",
                events.apply(goesOn ? clock : moments.time()));
        placed.add(new Placed(archives ? (int) (stream % 2) : 0, event));
      }
    }
    return placed;
  }
}
