package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.Matcher.UrlOp;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Filter.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The few events of a case, and matchers and filters that catch some of them. */
final class EventPalette {
  static final String SITE = "https://shop.example";

  static final List<String> FIELDS =
      List.of("browser", "properties.plan", "n", "page", "utm.source", "visitorType", "device");

  private static final List<String> PLAIN = List.of("/a", "/b", "/c", "/d");

  private static final List<String> ADDRESSES =
      List.of(
          "/a",
          "/b",
          "/c",
          "/a/",
          "/a/b",
          "/",
          "/a?x=1",
          "/a/?x=1&y=2",
          "/b#end",
          SITE + "/a",
          SITE + "/b/",
          SITE + "/a?x=1",
          SITE,
          "http://other.example/a/b/",
          SITE + "/a/b/#end");

  private static final List<Matcher> URLS =
      List.of(
          new Matcher.Url(UrlOp.EQUALS, "/a"),
          new Matcher.Url(UrlOp.EQUALS, "/b"),
          new Matcher.Url(UrlOp.EQUALS, "/a/b"),
          new Matcher.Url(UrlOp.EQUALS, "/"),
          new Matcher.Url(UrlOp.EQUALS, "/a/"),
          new Matcher.Url(UrlOp.EQUALS, "/a?x=1"),
          new Matcher.Url(UrlOp.EQUALS, SITE + "/a"),
          new Matcher.Url(UrlOp.EQUALS, SITE + "/a/b/#end"),
          new Matcher.Url(UrlOp.PREFIX, "/a"),
          new Matcher.Url(UrlOp.PREFIX, "/a/"),
          new Matcher.Url(UrlOp.PREFIX, "/a?x"),
          new Matcher.Url(UrlOp.PREFIX, SITE + "/"),
          new Matcher.Url(UrlOp.GLOB, "/*"),
          new Matcher.Url(UrlOp.GLOB, "/**"),
          new Matcher.Url(UrlOp.GLOB, "/?"),
          new Matcher.Url(UrlOp.GLOB, "/a**"),
          new Matcher.Url(UrlOp.GLOB, "**/b"),
          new Matcher.Url(UrlOp.GLOB, "/?/*"),
          new Matcher.Url(UrlOp.GLOB, "http*://**.example/a"),
          new Matcher.Url(UrlOp.REGEX, "^/[ab]$"),
          new Matcher.Url(UrlOp.REGEX, "b"),
          new Matcher.Url(UrlOp.REGEX, "^/(a|c)(/.*)?$"),
          new Matcher.Url(UrlOp.REGEX, "://other\\."));

  private static final List<Matcher> OTHERS =
      List.of(
          new Matcher.Click("#buy"),
          new Matcher.Click("[name=pay]"),
          new Matcher.Click("[name=\"pay\"]"),
          new Matcher.Click("Checkout"),
          new Matcher.Click("/html/body/button[1]"),
          new Matcher.Named("purchase", Map.of()),
          new Matcher.Named("signup", Map.of()),
          new Matcher.Named("purchase", Map.of("plan", "pro")),
          new Matcher.Named("purchase", Map.of("n", 5)),
          new Matcher.Named("purchase", Map.of("n", "5")),
          new Matcher.Named("purchase", Map.of("plan", true, "n", 5.5)));

  private static final List<EventProperties> PROPERTIES =
      List.of(
          EventProperties.NONE,
          EventProperties.NONE,
          new EventProperties(Map.of("plan", "pro")),
          new EventProperties(Map.of("plan", "free", "n", 5)),
          new EventProperties(Map.of("plan", true, "n", 5.5)),
          new EventProperties(Map.of("plan", "pro", "n", "5")),
          new EventProperties(Map.of("n", -2)));

  private static final Element BODY = new Element("/html/body", "", "", "");

  private static final List<Element> ELEMENTS =
      List.of(
          new Element("/html/body/button[1]", "buy", "", ""),
          new Element("/html/body/button[2]", "", "pay", ""),
          new Element("/html/body/button[2]", "", "", "Checkout"),
          new Element("", "buy", "pay", "Checkout"),
          new Element("/html/body/a[1]", "", "", ""));

  private final Chance chance;
  private final List<String> addresses = new ArrayList<>();
  private final List<Element> elements;
  private final List<EventProperties> properties;
  private final List<Event> samples = new ArrayList<>();
  private final int oddity;

  EventPalette(Chance chance) {
    this.chance = chance;
    boolean plain = chance.in(2);
    int size = 1 + chance.below(4);
    for (int i = 0; i < size; i++) {
      addresses.add(chance.of(plain ? PLAIN : ADDRESSES));
    }
    oddity = 1 + chance.below(6);
    elements = List.of(chance.of(ELEMENTS), chance.of(ELEMENTS));
    properties = List.of(chance.of(PROPERTIES), chance.of(PROPERTIES), chance.of(PROPERTIES));
    for (int i = 0; i < 5; i++) {
      samples.add(event(0));
    }
  }

  /** A matcher, mostly of a page, and mostly of something that may happen. */
  Matcher matcher() {
    Matcher matcher = anyMatcher();
    while (!matchesAny(matcher) && !chance.in(20)) {
      matcher = anyMatcher();
    }
    return matcher;
  }

  private Matcher anyMatcher() {
    if (chance.in(5)) {
      return chance.of(OTHERS);
    }
    return chance.in(2)
        ? new Matcher.Url(UrlOp.EQUALS, NaiveMatching.path(chance.of(addresses)))
        : chance.of(URLS);
  }

  private boolean matchesAny(Matcher matcher) {
    return samples.stream().anyMatch(event -> NaiveMatching.matches(matcher, event, SITE));
  }

  /** Something that happens then: mostly a page, else any kind. */
  Event event(long time) {
    String address = chance.of(addresses);
    int kind = chance.in(oddity) ? chance.below(8) : 7;
    return switch (kind) {
      case 0, 1 ->
          new Event.Click(
              time,
              chance.in(3) ? "" : address,
              properties(),
              chance.in(2)
                  ? List.of(chance.of(elements))
                  : List.of(chance.of(elements), chance.of(elements), BODY),
              1,
              2,
              Event.UNKNOWN_ELAPSED);
      case 2, 3 ->
          new Event.Custom(time, address, properties(), chance.in(3) ? "signup" : "purchase");
      case 4 ->
          switch (chance.below(3)) {
            case 0 ->
                new Event.ElementTime(
                    time,
                    address,
                    properties(),
                    "buy",
                    "#buy",
                    Event.HoverAction.HOVER_CLICK,
                    Event.Pointer.MOUSE,
                    10);
            case 1 -> new Event.StageChange(time, address, properties(), "f", "", "a", "url", 10);
            default ->
                new Event.MouseMovement(
                    time, address, properties(), List.of(new Event.Point(1, 2, 3, 4, "#buy")));
          };
      case 5 ->
          new Event.UrlChange(time, address, "", properties(), Event.UNKNOWN_ELAPSED); // leaves
      default ->
          new Event.UrlChange(
              time,
              chance.in(2) ? "" : chance.of(addresses),
              address,
              properties(),
              Event.UNKNOWN_ELAPSED);
    };
  }

  /** Something that happens then, mostly something that matches. */
  Event event(long time, List<Matcher> anyOf) {
    Event event = event(time);
    for (int i = 0; i < 8 && !NaiveMatching.matchesAny(anyOf, event, SITE); i++) {
      event = event(time);
    }
    return event;
  }

  Dimensions dimensions() {
    String source = chance.of(List.of("", "google", "bing"));
    return new Dimensions(
        "",
        chance.of(List.of("", "Firefox", "Chrome")),
        "",
        chance.of(List.of("desktop", "mobile")),
        "",
        "",
        new Utm(source, source.isEmpty() ? "" : "cpc", "", "", ""));
  }

  private EventProperties properties() {
    return chance.of(properties);
  }

  /** A tree of conditions. */
  Filter filter(int depth) {
    int kind = depth == 0 ? 3 : chance.below(5);
    return switch (kind) {
      case 0 -> new Filter.And(List.of(filter(depth - 1), filter(depth - 1)));
      case 1 -> new Filter.Or(List.of(filter(depth - 1), filter(depth - 1)));
      case 2 -> new Filter.Not(filter(depth - 1));
      default -> condition();
    };
  }

  private Filter condition() {
    String field = chance.of(FIELDS);
    Dimension dimension = Dimension.of(field);
    if (chance.in(8)) {
      return new Filter.Is(dimension, chance.in(2) ? Op.IS_PRESENT : Op.IS_ABSENT, List.of());
    }
    return switch (field) {
      case "browser" -> is(dimension, Op.EQUALS, "Firefox", "Chrome", "Safari");
      case "properties.plan" -> is(dimension, Op.EQUALS, "pro", "free", "true");
      case "n" ->
          is(
              dimension,
              chance.of(List.of(Op.EQUALS, Op.LESS, Op.AT_MOST, Op.GREATER, Op.AT_LEAST)),
              "5",
              "5.5",
              "-2",
              "0");
      case "page" ->
          switch (chance.below(4)) {
            case 0 -> is(dimension, Op.GLOB, "/*", "/?/**", "**b");
            case 1 -> is(dimension, Op.REGEX, "^/a", "b$");
            case 2 -> is(dimension, Op.PREFIX, "/a", "/");
            default -> is(dimension, Op.EQUALS, "/a", "/b", "/");
          };
      case "utm.source" -> is(dimension, chance.of(List.of(Op.CONTAINS, Op.EQUALS)), "g", "bing");
      case "visitorType" -> is(dimension, Op.EQUALS, "new", "returning");
      default -> is(dimension, Op.EQUALS, "mobile", "desktop");
    };
  }

  private Filter is(Dimension dimension, Op op, String... values) {
    List<String> some = new ArrayList<>();
    do {
      some.add(chance.of(List.of(values)));
    } while (chance.in(3));
    return new Filter.Is(dimension, op, some);
  }
}
