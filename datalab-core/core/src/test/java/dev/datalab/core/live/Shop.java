package dev.datalab.core.live;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.Exclusion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.Matcher.UrlOp;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Site;
import dev.datalab.core.query.Unit;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A site, its events and its funnels, in few words. */
final class Shop {
  static final Partition PARTITION = new Partition("shop", 0);
  static final Site SITE = new Site("https://shop.example", ZoneOffset.UTC, List.of());
  static final long NOW = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();
  static final long LIMIT = 16 << 20;

  private Shop() {}

  /**
   * An event: {@code /path} is a page, {@code #id} a click on the page {@code /clicked}, {@code !n}
   * an event of the site's own without an address, {@code <} a leaving, {@code ~} a hover, {@code
   * *} a pointer's path, {@code ?} a hint of a stage.
   *
   * @param at in seconds before (below 0) or after {@link #NOW}
   */
  static RecordedEvent event(String visitor, long stream, long seq, String what, double at) {
    return event(visitor, stream, seq, what, NOW + Math.round(at * 1000), "Firefox");
  }

  static RecordedEvent event(
      String visitor, long stream, long seq, String what, long time, String browser) {
    Dimensions dimensions = new Dimensions("", browser, "", "", "", "", Utm.NONE);
    return new RecordedEvent(visitor, "", stream, seq, dimensions, "", happening(what, time));
  }

  private static Event happening(String what, long time) {
    EventProperties none = EventProperties.NONE;
    String rest = what.substring(1);
    return switch (what.charAt(0)) {
      case '/' -> new Event.UrlChange(time, "", what, none, -1);
      case '<' -> new Event.UrlChange(time, "/left", "", none, -1);
      case '#' ->
          new Event.Click(
              time,
              "/clicked",
              none,
              List.of(Element.ofTarget("/i[1]"), Element.ofTarget(what)),
              0,
              0,
              -1);
      case '!' -> new Event.Custom(time, "", new EventProperties(Map.of("plan", "pro")), rest);
      case '~' ->
          new Event.ElementTime(
              time,
              "/hovered",
              none,
              "e",
              "",
              Event.HoverAction.HOVER_LEAVE,
              Event.Pointer.MOUSE,
              5);
      case '*' -> new Event.MouseMovement(time, "/moved", none, List.of());
      case '?' -> new Event.StageChange(time, "/hinted", none, "f", "", "s", "url", -1);
      default -> throw new IllegalArgumentException(what);
    };
  }

  /** A funnel of stages written as events are; {@code /a?} is optional. */
  static LiveFunnel funnel(String... stages) {
    return funnel(Order.ORDERED, Optional.empty(), "", stages);
  }

  static LiveFunnel funnel(
      Order order, Optional<Duration> window, String exclusion, String... stages) {
    return new LiveFunnel(
        "f",
        "Sale",
        new Definition(
            Stream.of(stages).map(Shop::stage).toList(),
            window,
            order,
            Unit.VISITOR,
            exclusion.isEmpty()
                ? List.of()
                : List.of(
                    new Exclusion(List.of(matcher(exclusion)), java.util.OptionalInt.empty()))),
        Filter.ALL);
  }

  private static Stage stage(String text) {
    boolean optional = text.endsWith("?");
    String what = optional ? text.substring(0, text.length() - 1) : text;
    return new Stage(what, List.of(matcher(what)), optional, Optional.empty());
  }

  static Matcher matcher(String what) {
    return switch (what.charAt(0)) {
      case '/' -> new Matcher.Url(UrlOp.EQUALS, what);
      case '#' -> new Matcher.Click(what);
      case '!' -> new Matcher.Named(what.substring(1), Map.of("plan", "pro"));
      default -> throw new IllegalArgumentException(what);
    };
  }

  static LiveFunnels ready(LiveFunnel... funnels) {
    return LiveFunnels.of(List.of(funnels), SITE);
  }

  static LiveView fed(Collection<RecordedEvent> events) {
    LiveView view = new LiveView(LIMIT);
    events.forEach(event -> view.add(event, NOW));
    return view;
  }

  static LiveView fed(RecordedEvent... events) {
    return fed(List.of(events));
  }

  /** Stores events, a frame a stream. */
  static void store(EventStore store, Collection<RecordedEvent> events) {
    events.stream()
        .sorted(java.util.Comparator.comparingLong(RecordedEvent::seq))
        .collect(Collectors.groupingBy(RecordedEvent::stream))
        .forEach((stream, of) -> store.append(Frame.of(PARTITION, stream, of)).join());
  }
}
