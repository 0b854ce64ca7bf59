package dev.datalab.bench.question;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A month of a shop: visitors with one to twelve visits (three and a half on average), each with
 * one to nineteen page views, clicks, hovers, sales with properties, a pointer's path now and then,
 * and a leaving. Goods by Zipf's law; a fifth of the visitors come without ids of sessions, as an
 * import has them. About 58 events a visitor. The same seed gives the same events.
 */
final class Shop {
  /** When the month begins, in milliseconds since the epoch: 2026-10-01T00:00:00Z. */
  static final long START_MILLIS = 1_790_812_800_000L;

  /** The share of goods in all views follows their number, from 0. */
  static final int GOODS = 2_000;

  private static final int MOST_VISITS = 12;
  private static final int MOST_VIEWS = 19;
  private static final int BUTTONS = 120;
  private static final int HOVERED = 24;
  private static final int CATEGORIES = 40;
  private static final double MEAN_FURTHER_VISITS = 2.5;
  private static final double MEAN_PAUSE_MILLIS = 24_000;
  private static final double MEAN_HOVER_MILLIS = 900;
  private static final long VISIT_GAP_MILLIS = 1_801_000;
  private static final double LAST_START_MILLIS = 29.5 * 86_400_000;
  private static final String SITE = "https://shop.example";

  private static final String[][] DEVICES = {
    {"Chrome", "Windows", "desktop", "1920x1080"},
    {"Chrome", "Android", "mobile", "412x915"},
    {"Safari", "iOS", "mobile", "390x844"},
    {"Safari", "macOS", "desktop", "1440x900"},
    {"Firefox", "Linux", "desktop", "1920x1200"},
    {"Edge", "Windows", "desktop", "2560x1440"},
    {"Safari", "iPadOS", "tablet", "820x1180"}
  };

  private static final String[] LANGUAGES = {"de", "de", "de", "de-CH", "en", "en-GB", "fr", "it"};

  private static final String[] REFERRERS = {
    "",
    "",
    "",
    "https://www.google.com/",
    "https://www.google.com/",
    "https://duckduckgo.com/",
    "https://www.facebook.com/groups/shops",
    "https://news.example/best-shops",
    "https://blog.example/2026/10/presents"
  };

  private static final Utm[] CAMPAIGNS = {
    new Utm("google", "cpc", "autumn", "boots", ""),
    new Utm("google", "cpc", "autumn", "coats", "b"),
    new Utm("newsletter", "email", "october", "", ""),
    new Utm("facebook", "paid_social", "lookalike", "", "video"),
    new Utm("partner", "affiliate", "price-finder", "", "")
  };

  private final SplittableRandom chance = new SplittableRandom(20_261_031);
  private final double[] cumulated = new double[GOODS];
  private final List<Event.Click> clicks = new ArrayList<>();
  private final EventProperties[] sales = new EventProperties[GOODS];

  private Shop() {
    double sum = 0;
    for (int goods = 0; goods < GOODS; goods++) {
      sum += 1.0 / (goods + 1);
      cumulated[goods] = sum;
      sales[goods] =
          new EventProperties(
              Map.of(
                  "sku", "sku-" + goods, "price", 5 + goods % 200 + 0.9, "gift", goods % 7 == 0));
    }
    for (int button = 0; button < BUTTONS; button++) {
      clicks.add(
          new Event.Click(0, "", EventProperties.NONE, path(button), 0, 0, Event.UNKNOWN_ELAPSED));
    }
  }

  private static List<Element> path(int button) {
    List<Element> path = new ArrayList<>();
    path.add(new Element("", "button-" + button, "", button < 10 ? "main-" + button : ""));
    StringBuilder xpath = new StringBuilder("/html/body");
    for (int depth = 0; depth < 6; depth++) {
      xpath.append("/div[").append(1 + button % (depth + 2)).append(']');
      path.add(1, Element.ofTarget(xpath.toString()));
    }
    return path;
  }

  /** Takes the events of all visitors, visitor by visitor, each in the order of time. */
  interface Sink {
    /** Takes an event; its stream and number are the sink's to give. */
    void take(String visitor, String session, Dimensions dimensions, Event event)
        throws IOException;
  }

  /** Plays the month of so many visitors. */
  static void play(int visitors, Sink sink) throws IOException {
    Shop shop = new Shop();
    for (int visitor = 0; visitor < visitors; visitor++) {
      shop.playVisitor(visitor, sink);
    }
  }

  private void playVisitor(int number, Sink sink) throws IOException {
    String visitor = "%032x".formatted(number * 0x9E3779B97F4A7C15L);
    String[] device = DEVICES[Math.min(chance.nextInt(12), DEVICES.length - 1)];
    String language = LANGUAGES[chance.nextInt(LANGUAGES.length)];
    int visits = (int) Math.min(MOST_VISITS, 1 + exponential(MEAN_FURTHER_VISITS));
    double[] starts = new double[visits];
    Arrays.setAll(starts, i -> chance.nextDouble() * LAST_START_MILLIS);
    Arrays.sort(starts);
    long time = START_MILLIS;
    for (int visit = 0; visit < visits; visit++) {
      time = Math.max(time + VISIT_GAP_MILLIS, START_MILLIS + (long) starts[visit]);
      boolean advertised = chance.nextInt(4) == 0;
      Dimensions dimensions =
          new Dimensions(
              advertised ? "" : REFERRERS[chance.nextInt(REFERRERS.length)],
              device[0],
              device[1],
              device[2],
              language,
              device[3],
              advertised ? CAMPAIGNS[chance.nextInt(CAMPAIGNS.length)] : Utm.NONE);
      String session = number % 5 == 0 ? "" : "%012d%012x".formatted(visit, number * 0x9E3779B9L);
      time = playVisit(visitor, session, dimensions, device[2].equals("desktop"), time, sink);
    }
  }

  private long playVisit(
      String visitor, String session, Dimensions dimensions, boolean mouse, long start, Sink sink)
      throws IOException {
    long time = start;
    long entered = 0;
    String page = "";
    int goods = 0;
    for (int left = 1 + chance.nextInt(MOST_VIEWS); left > 0; left--) {
      int kind = chance.nextInt(20);
      String next = next(page, kind);
      if (next.isEmpty()) {
        goods = goods();
        next = SITE + "/products/" + goods;
      }
      long elapsed = page.isEmpty() ? Event.UNKNOWN_ELAPSED : time - entered;
      sink.take(
          visitor,
          session,
          dimensions,
          new Event.UrlChange(time, page, next, EventProperties.NONE, elapsed));
      page = next;
      entered = time;
      time += 1_000 + (long) exponential(MEAN_PAUSE_MILLIS) / 2;
      if (chance.nextInt(10) < 3) {
        sink.take(visitor, session, dimensions, hover(time - 500, page, mouse));
      }
      if (mouse && chance.nextInt(50) == 0) {
        sink.take(visitor, session, dimensions, movement(time - 300, page));
      }
      if (chance.nextInt(10) < 4) {
        sink.take(visitor, session, dimensions, click(time - 200, page, time - entered));
      }
      if (kind < 2) {
        sink.take(
            visitor,
            session,
            dimensions,
            new Event.Custom(time - 100, page, sales[goods], kind == 0 ? "add" : "look"));
      }
      time += (long) exponential(MEAN_PAUSE_MILLIS) / 2;
    }
    sink.take(
        visitor,
        session,
        dimensions,
        new Event.UrlChange(time, page, "", EventProperties.NONE, time - entered));
    return time;
  }

  /** The next page; empty for goods. */
  private String next(String page, int kind) {
    if (page.isEmpty() && kind < 8) {
      return kind < 6 ? SITE + "/" : SITE + "/autumn";
    } else if (page.endsWith("/cart") && kind < 10) {
      return SITE + "/checkout";
    } else if (page.endsWith("/checkout") && kind < 12) {
      return SITE + "/thanks";
    } else if (kind < 2) {
      return SITE + "/cart";
    } else if (kind < 8) {
      return SITE + "/category/" + chance.nextInt(CATEGORIES);
    }
    return kind == 8 ? SITE + "/search?q=" + chance.nextInt(300) : "";
  }

  private Event hover(long time, String page, boolean mouse) {
    int element = chance.nextInt(HOVERED);
    return new Event.ElementTime(
        time,
        page,
        EventProperties.NONE,
        element < 6 ? "element-" + element : "",
        "#hovered-" + element,
        chance.nextInt(3) == 0 ? Event.HoverAction.HOVER_CLICK : Event.HoverAction.HOVER_LEAVE,
        mouse ? Event.Pointer.MOUSE : Event.Pointer.TOUCH,
        (long) exponential(MEAN_HOVER_MILLIS));
  }

  private Event movement(long time, String page) {
    List<Event.Point> points = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      points.add(
          new Event.Point(
              50,
              chance.nextInt(1200),
              chance.nextInt(800),
              i == 3 ? 900 : 0,
              i == 3 ? "#buy" : ""));
    }
    return new Event.MouseMovement(time, page, EventProperties.NONE, points);
  }

  private Event click(long time, String page, long elapsed) {
    Event.Click like = clicks.get(Math.min(chance.nextInt(BUTTONS), chance.nextInt(BUTTONS)));
    return new Event.Click(
        time,
        page,
        EventProperties.NONE,
        like.path(),
        chance.nextInt(1200),
        chance.nextInt(2400),
        elapsed);
  }

  private int goods() {
    int found = Arrays.binarySearch(cumulated, chance.nextDouble() * cumulated[GOODS - 1]);
    return found < 0 ? -found - 1 : found;
  }

  private double exponential(double mean) {
    return -mean * Math.log(1 - chance.nextDouble());
  }
}
