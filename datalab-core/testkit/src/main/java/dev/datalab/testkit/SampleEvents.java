package dev.datalab.testkit;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Events to store: simple ones, one of every kind with every field, and as many random ones. */
public final class SampleEvents {
  /** The time of the first simple event: noon of a day in the middle of a month. */
  public static final long NOON = Instant.parse("2026-11-15T12:00:00Z").toEpochMilli();

  private static final Dimensions DIMENSIONS =
      new Dimensions(
          "https://news.example/a?b=c",
          "Firefox",
          "Linux",
          "desktop",
          "de-CH",
          "1920x1080",
          new Dimensions.Utm("google", "cpc", "spring", "shoes", "banner ü"));

  private SampleEvents() {}

  /** A visit of a page, a minute after the one with the number before. */
  public static RecordedEvent visit(String visitor, long stream, long seq) {
    return visit(visitor, stream, seq, visitTime(seq));
  }

  /** The time of the simple event with this number. */
  public static long visitTime(long seq) {
    return NOON + 60_000 * seq;
  }

  /** A visit of a page at a time. */
  public static RecordedEvent visit(String visitor, long stream, long seq, long time) {
    return new RecordedEvent(
        visitor,
        "",
        stream,
        seq,
        Dimensions.NONE,
        "",
        new Event.UrlChange(
            time, "", "/page/" + seq % 7, EventProperties.NONE, Event.UNKNOWN_ELAPSED));
  }

  /** The same event with an importer's id. */
  public static RecordedEvent withId(String id, RecordedEvent event) {
    return new RecordedEvent(
        event.visitor(),
        event.session(),
        event.stream(),
        event.seq(),
        event.dimensions(),
        id,
        event.event());
  }

  /** Visits of one visitor with these numbers. */
  public static List<RecordedEvent> visits(String visitor, long stream, long... seqs) {
    List<RecordedEvent> events = new ArrayList<>();
    for (long seq : seqs) {
      events.add(visit(visitor, stream, seq));
    }
    return events;
  }

  /** Events of every kind, with every field once given and once not. */
  public static List<RecordedEvent> ofEveryKind(long stream) {
    EventProperties properties =
        new EventProperties(
            Map.of("plan", "pro", "price", 12.75, "negative", -0.0, "new", true, "old", false));
    Element button = new Element("/html/body/button[1]", "buy", "purchase", "Buy now");
    Element body = new Element("/html/body", "", "", "");
    List<Event> events =
        List.of(
            new Event.UrlChange(NOON, "", "https://shop.example/?q=ä", EventProperties.NONE, -1),
            new Event.UrlChange(NOON + 1, "/", "/basket", properties, 0),
            new Event.UrlChange(NOON + 2, "/elsewhere", "/basket", properties, 123_456_789_012L),
            new Event.Click(NOON + 3, "/basket", properties, List.of(button, body), -7, 123_456, 8),
            new Event.Click(
                NOON + 4,
                "",
                EventProperties.NONE,
                List.of(body),
                Event.UNKNOWN_COORDINATE,
                Integer.MAX_VALUE,
                -1),
            new Event.ElementTime(
                NOON + 5,
                "/basket",
                properties,
                "e1",
                "#buy",
                Event.HoverAction.HOVER_CLICK,
                Event.Pointer.PEN,
                1_500),
            new Event.ElementTime(
                NOON + 6,
                "",
                EventProperties.NONE,
                "",
                "Buy now",
                Event.HoverAction.HOVER_LEAVE,
                Event.Pointer.UNKNOWN,
                0),
            new Event.StageChange(NOON + 7, "/basket", properties, "f", "a", "b", "click", 5_000),
            new Event.StageChange(NOON + 8, "", EventProperties.NONE, "f", "", "a", "", -1),
            new Event.MouseMovement(
                NOON + 9,
                "/basket",
                properties,
                List.of(
                    new Event.Point(0, -1, 2, 0, ""),
                    new Event.Point(50, 400, 9_000, 700, "#buy"))),
            new Event.MouseMovement(NOON + 10, "", EventProperties.NONE, List.of()),
            new Event.Custom(NOON + 11, "/basket", properties, "purchase ✓"),
            new Event.Custom(NOON + 12, "", EventProperties.NONE, "p"),
            new Event.UrlChange(NOON + 13, "/basket", "", properties, 9),
            new Event.UrlChange(NOON + 14, "/other", "", EventProperties.NONE, -1));
    List<RecordedEvent> recorded = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      recorded.add(
          new RecordedEvent(
              "visitor ü",
              i % 2 == 0 ? "session-" + i : "",
              stream,
              i + 1,
              i % 3 == 0 ? DIMENSIONS : Dimensions.NONE,
              i % 4 == 0 ? "id-" + i : "",
              events.get(i)));
    }
    return recorded;
  }

  /**
   * Random events of some visitors within a day, in the order of their times.
   *
   * @param seed the same seed gives the same events
   */
  public static List<RecordedEvent> random(long seed, int events, int visitors, long stream) {
    Random random = new Random(seed);
    List<RecordedEvent> kinds = ofEveryKind(stream);
    List<RecordedEvent> recorded = new ArrayList<>();
    long time = NOON;
    for (int seq = 1; seq <= events; seq++) {
      time += random.nextInt(3) * 1_000L;
      RecordedEvent like = kinds.get(random.nextInt(kinds.size()));
      recorded.add(
          new RecordedEvent(
              "visitor-" + random.nextInt(visitors),
              random.nextBoolean() ? "session-" + random.nextInt(visitors) : "",
              stream,
              seq,
              like.dimensions(),
              "",
              at(time, like.event(), "/page/" + random.nextInt(400))));
    }
    return recorded;
  }

  private static Event at(long time, Event event, String page) {
    if (event instanceof Event.UrlChange change && !change.leaves()) {
      return new Event.UrlChange(time, change.from(), page, change.properties(), change.elapsed());
    } else if (event instanceof Event.Click click) {
      return new Event.Click(
          time, page, click.properties(), click.path(), click.x(), click.y(), click.elapsed());
    }
    return new Event.Custom(time, page, event.properties(), event.type().wireName());
  }
}
