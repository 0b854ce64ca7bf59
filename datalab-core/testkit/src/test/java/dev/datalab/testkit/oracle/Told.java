package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.Breakdown;
import dev.datalab.core.funnel.Exclusion;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.Matcher.UrlOp;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Site;
import dev.datalab.core.query.Unit;
import dev.datalab.testkit.oracle.AppCase.Placed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A case told by hand: {@code told("a b? c<10").event("v", 0, "a")}. A stage is a page's name, with
 * {@code ?} if it is optional, {@code <n} for a {@code within} of n seconds; {@code a|b} is either
 * page, {@code #x} a click. Times are seconds after 2026-01-01.
 */
final class Told {
  static final long BEGIN_MILLIS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private final List<Placed> events = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();
  private final List<Exclusion> exclusions = new ArrayList<>();
  private Optional<Duration> window = Optional.empty();
  private Order order = Order.ORDERED;
  private Unit unit = Unit.VISITOR;
  private Filter filter = Filter.ALL;
  private Optional<Interval> interval = Optional.empty();
  private Optional<Breakdown> breakdown = Optional.empty();
  private Range range = new Range(BEGIN_MILLIS, BEGIN_MILLIS + 86_400_000L);
  private ZoneId zone = ZoneOffset.UTC;

  private Told() {}

  static Told told(String stages) {
    Told told = new Told();
    for (String text : stages.split(" ")) {
      String[] within = text.split("<");
      boolean optional = within[0].endsWith("?");
      String pages = optional ? within[0].substring(0, within[0].length() - 1) : within[0];
      told.stages.add(
          new Stage(
              pages,
              matchers(pages),
              optional,
              within.length == 1
                  ? Optional.empty()
                  : Optional.of(Duration.ofSeconds(Long.parseLong(within[1])))));
    }
    return told;
  }

  private static List<Matcher> matchers(String pages) {
    List<Matcher> matchers = new ArrayList<>();
    for (String page : pages.split("\\|")) {
      matchers.add(
          page.startsWith("#")
              ? new Matcher.Click(page)
              : new Matcher.Url(UrlOp.EQUALS, "/" + page));
    }
    return matchers;
  }

  /** Pages (or clicks) of one visitor, one every second from the first on. */
  Told visit(String visitor, String pages) {
    int second = 0;
    for (String page : pages.split(" ")) {
      event(visitor, second++, page);
    }
    return this;
  }

  /** A page or, with {@code #}, a click; {@code -} is a leaving, {@code ~} a hover. */
  Told event(String visitor, int second, String what) {
    long time = BEGIN_MILLIS + second * 1000L;
    long unknown = Event.UNKNOWN_ELAPSED;
    EventProperties none = EventProperties.NONE;
    Event event =
        switch (what.charAt(0)) {
          case '#' ->
              new Event.Click(
                  time,
                  "/",
                  none,
                  List.of(new Element("/svg", "", "", ""), Element.ofTarget(what)),
                  0,
                  0,
                  unknown);
          case '-' -> new Event.UrlChange(time, "/" + what.substring(1), "", none, unknown);
          case '~' ->
              new Event.ElementTime(
                  time,
                  "/",
                  none,
                  what,
                  "",
                  Event.HoverAction.HOVER_LEAVE,
                  Event.Pointer.UNKNOWN,
                  1);
          default -> new Event.UrlChange(time, "", "/" + what, none, unknown);
        };
    return event(visitor, "", event);
  }

  Told event(String visitor, String session, Event event) {
    int seq = events.size() + 1;
    events.add(
        new Placed(0, new RecordedEvent(visitor, session, 1, seq, Dimensions.NONE, "", event)));
    return this;
  }

  Told window(int seconds) {
    window = Optional.of(Duration.ofSeconds(seconds));
    return this;
  }

  Told order(Order changed) {
    order = changed;
    return this;
  }

  Told bySession() {
    unit = Unit.SESSION;
    return this;
  }

  Told exclude(String pages) {
    exclusions.add(new Exclusion(matchers(pages), OptionalInt.empty()));
    return this;
  }

  Told exclude(String pages, int after) {
    exclusions.add(new Exclusion(matchers(pages), OptionalInt.of(after)));
    return this;
  }

  Told where(String field, String value) {
    filter = new Filter.Is(Dimension.of(field), Filter.Op.EQUALS, List.of(value));
    return this;
  }

  Told trend(Interval by, String timeZone, String from, String to) {
    interval = Optional.of(by);
    zone = ZoneId.of(timeZone);
    range = new Range(Instant.parse(from).toEpochMilli(), Instant.parse(to).toEpochMilli());
    return this;
  }

  Told breakdown(String field) {
    breakdown = Optional.of(Breakdown.of(Dimension.of(field)));
    return this;
  }

  OracleCase asked() {
    return new OracleCase(
        new AppCase(
            events,
            new Site("https://shop.example", ZoneOffset.UTC, List.of()),
            OptionalInt.of(0),
            BEGIN_MILLIS + 86_400_000L * 400),
        new FunnelQuestion(
            range,
            filter,
            zone,
            new Definition(stages, window, order, unit, exclusions),
            interval,
            breakdown));
  }
}
