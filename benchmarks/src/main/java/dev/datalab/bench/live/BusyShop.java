package dev.datalab.bench.live;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.live.LiveFunnel;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.Matcher.UrlOp;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Half an hour and a bit of a shop: visits of 1 to 19 views, with a click on each page, seconds
 * between views exponential with mean 20, 2,000 pages by Zipf's law, 200 elements with 8 ancestors.
 * The same seed gives the same events.
 */
final class BusyShop {
  /** When it is now, in milliseconds since the epoch: 2026-11-22T12:00:00Z. */
  static final long NOW = 1_795_348_800_000L;

  private static final int PAGES = 2_000;
  private static final int ELEMENTS = 200;
  private static final double STRETCH_SECONDS = 2_400;
  private static final double MEAN_PAUSE_SECONDS = 20;

  /** Visits that begin in the stretch, for each visitor who is here at its end. */
  private static final double VISITS_PER_VISITOR_HERE = 5;

  private static final String[] BROWSERS = {"Chrome", "Safari", "Firefox", "Edge"};

  private final SplittableRandom chance = new SplittableRandom(20_261_122);
  private final double[] cumulated = new double[PAGES];

  private BusyShop() {
    double sum = 0;
    for (int page = 0; page < PAGES; page++) {
      sum += 1.0 / (page + 1);
      cumulated[page] = sum;
    }
  }

  /** The events up to now, in the order of time, with about so many visitors here at the end. */
  static List<RecordedEvent> events(int here) {
    return new BusyShop().play((int) (here * VISITS_PER_VISITOR_HERE));
  }

  private List<RecordedEvent> play(int visits) {
    List<RecordedEvent> events = new ArrayList<>();
    for (int visit = 0; visit < visits; visit++) {
      String visitor = "%032x".formatted(visit * 0x9E3779B97F4A7C15L);
      Dimensions dimensions =
          new Dimensions(
              "", BROWSERS[chance.nextInt(4)], "Linux", "desktop", "de", "1920x1080", Utm.NONE);
      double second = -STRETCH_SECONDS * chance.nextDouble();
      long seq = 1;
      for (int left = 1 + chance.nextInt(19); left > 0; left--) {
        String page = "https://shop.example/products/" + page();
        events.add(recorded(visitor, visit, seq++, dimensions, view(second, page)));
        second += 1 - MEAN_PAUSE_SECONDS * Math.log(1 - chance.nextDouble());
        events.add(recorded(visitor, visit, seq++, dimensions, click(second - 0.5, page)));
      }
    }
    events.removeIf(event -> event.event().time() > NOW);
    events.sort(Comparator.comparingLong(event -> event.event().time()));
    return events;
  }

  private static RecordedEvent recorded(
      String visitor, int visit, long seq, Dimensions dimensions, Event event) {
    return new RecordedEvent(visitor, "session-" + visit, visit + 1L, seq, dimensions, "", event);
  }

  private static Event view(double second, String page) {
    return new Event.UrlChange(time(second), "", page, EventProperties.NONE, -1);
  }

  private Event click(double second, String page) {
    int element = chance.nextInt(ELEMENTS);
    List<Element> path = new ArrayList<>();
    StringBuilder xpath = new StringBuilder("/html/body");
    path.add(Element.ofTarget("#element-" + element));
    for (int depth = 0; depth < 8; depth++) {
      xpath.append("/div[").append(element % (depth + 2)).append(']');
      path.add(1, Element.ofTarget(xpath.toString()));
    }
    return new Event.Click(time(second), page, EventProperties.NONE, path, 10, 20, -1);
  }

  private static long time(double second) {
    return NOW + Math.round(second * 1_000);
  }

  private int page() {
    double share = chance.nextDouble() * cumulated[PAGES - 1];
    int page = java.util.Arrays.binarySearch(cumulated, share);
    return page < 0 ? -page - 1 : page;
  }

  /** Five funnels of four stages: pages by equality, prefix and expression, and a click. */
  static List<LiveFunnel> funnels() {
    List<LiveFunnel> funnels = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      funnels.add(
          new LiveFunnel(
              "f" + i,
              "Funnel " + i,
              new Definition(
                  List.of(
                      page("Any", UrlOp.PREFIX, "/products/"),
                      page("Page", UrlOp.EQUALS, "/products/" + i),
                      page("Other", UrlOp.REGEX, "^/products/[0-9]*" + i + "$"),
                      Stage.of("Click", new Matcher.Click("#element-" + i))),
                  Optional.of(Duration.ofMinutes(20)),
                  Order.ORDERED,
                  Unit.VISITOR,
                  List.of()),
              Filter.ALL));
    }
    return funnels;
  }

  private static Stage page(String name, UrlOp op, String value) {
    return Stage.of(name, new Matcher.Url(op, value));
  }
}
