package dev.datalab.ingest.json;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.Event.HoverAction;
import dev.datalab.core.event.Event.Point;
import dev.datalab.core.event.Event.Pointer;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Events of all types, every field now there and now not, texts of all sorts. */
public final class RandomEvents {
  private static final String[] TEXTS = {
    "a",
    "basket",
    "Grüße",
    "你好",
    "😀",
    "\"quoted\"",
    "back\\slash",
    "tab\tline\nend",
    "</script>",
    "\u0001",
    " spaced ",
    "null",
    "0",
    "\u2028",
    "x".repeat(90)
  };

  private final SplittableRandom random;
  private final long nowMillis;

  /** Events that repeat with their seed, up to one day after now. */
  public RandomEvents(long seed, long nowMillis) {
    this.random = new SplittableRandom(seed);
    this.nowMillis = nowMillis;
  }

  /** The next event. */
  public RecordedEvent next(long stream, long seq) {
    return new RecordedEvent(
        some(TEXTS), maybe(some(TEXTS)), stream, seq, dimensions(), maybe(some(TEXTS)), event());
  }

  private Event event() {
    long time = random.nextLong(86_400_000, nowMillis + 86_400_001);
    return switch (random.nextInt(7)) {
      case 0 ->
          new Event.Click(time, maybe(url()), properties(), path(), pixel(), pixel(), elapsed());
      case 1 -> new Event.UrlChange(time, maybe(url()), url(), properties(), elapsed());
      case 2 -> new Event.UrlChange(time, url(), "", properties(), elapsed());
      case 3 -> elementTime(time);
      case 4 -> stageChange(time);
      case 5 -> new Event.MouseMovement(time, maybe(url()), properties(), points());
      default -> new Event.Custom(time, maybe(url()), properties(), some(TEXTS));
    };
  }

  private Event elementTime(long time) {
    boolean byId = random.nextBoolean();
    return new Event.ElementTime(
        time,
        maybe(url()),
        properties(),
        byId ? some(TEXTS) : "",
        byId ? maybe(some(TEXTS)) : some(TEXTS),
        some(HoverAction.values()),
        some(Pointer.values()),
        random.nextLong(100_000));
  }

  private Event stageChange(long time) {
    String from = maybe(some(TEXTS));
    return new Event.StageChange(
        time,
        maybe(url()),
        properties(),
        some(TEXTS),
        from,
        from.isEmpty() ? some(TEXTS) : maybe(some(TEXTS)),
        some("", "url", "click"),
        elapsed());
  }

  private String url() {
    return some("/", "//x", "https://shop.example", "app+x.y-z://h/p") + some(TEXTS);
  }

  private List<Element> path() {
    List<Element> path = new ArrayList<>();
    for (int left = random.nextInt(1, Event.MAX_PATH + 1); left > 0; left--) {
      String xpath = maybe("/html/" + some(TEXTS));
      path.add(
          new Element(
              xpath,
              xpath.isEmpty() ? some(TEXTS) : maybe(some(TEXTS)),
              maybe(some(TEXTS)),
              maybe(some(TEXTS))));
    }
    return path;
  }

  private List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (int left = random.nextInt(20); left > 0; left--) {
      points.add(
          new Point(
              random.nextInt(86_400_001),
              random.nextInt(-10_000_000, 10_000_001),
              random.nextInt(5_000),
              random.nextInt(1_000),
              maybe(some(TEXTS))));
    }
    return points;
  }

  private EventProperties properties() {
    Map<String, Object> properties = new TreeMap<>();
    for (int left = random.nextBoolean() ? 0 : random.nextInt(10); left > 0; left--) {
      properties.put(some(TEXTS), property());
    }
    return new EventProperties(properties);
  }

  private Object property() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextBoolean();
      case 1 -> random.nextInt(-1_000, 1_000);
      case 2 -> random.nextDouble(-1e6, 1e6);
      case 3 -> finite(Double.longBitsToDouble(random.nextLong()));
      case 4 -> "";
      default -> some(TEXTS);
    };
  }

  private static double finite(double number) {
    return Double.isFinite(number) ? number : -0.0;
  }

  private Dimensions dimensions() {
    return random.nextInt(3) == 0
        ? Dimensions.NONE
        : new Dimensions(
            maybe(some(TEXTS)),
            maybe(some(TEXTS)),
            maybe(some(TEXTS)),
            maybe(some(TEXTS)),
            maybe(some(TEXTS)),
            maybe(some(TEXTS)),
            new Utm(
                maybe(some(TEXTS)),
                maybe(some(TEXTS)),
                maybe(some(TEXTS)),
                maybe(some(TEXTS)),
                maybe(some(TEXTS))));
  }

  private int pixel() {
    return random.nextInt(4) == 0
        ? Event.UNKNOWN_COORDINATE
        : random.nextInt(-10_000_000, 10_000_001);
  }

  private long elapsed() {
    return random.nextBoolean() ? Event.UNKNOWN_ELAPSED : random.nextLong(31_536_000_001L);
  }

  private String maybe(String text) {
    return random.nextBoolean() ? text : "";
  }

  @SafeVarargs
  private <T> T some(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
