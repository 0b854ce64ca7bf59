package dev.datalab.testkit.oracle;

import dev.datalab.core.Analysis;
import dev.datalab.core.element.InterestingElement;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.map.MapAnswer;
import dev.datalab.core.map.MapQuestion;
import dev.datalab.core.map.MapQuestion.Grid;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Questions about maps: few places, many of them at an edge, on few elements of few pages. */
final class MapKind implements Kind<MapQuestion, MapAnswer> {
  private static final List<String> ADDRESSES =
      List.of("/a", "/a", "/a", "/a/", "/b", "", "/", EventPalette.SITE + "/a?x=1#end");
  private static final List<Integer> XS =
      List.of(0, 1, 33, 34, 50, 99, 100, 101, 640, 1_279, 5_000, -5, Event.UNKNOWN_COORDINATE);
  private static final List<Integer> YS =
      List.of(0, 1, 19, 20, 21, 999, 1_000, 199_999, 250_000, -3, Event.UNKNOWN_COORDINATE);
  private static final List<String> SCREENS =
      List.of("100x50", "100x900", "1280x800", "", "0x5", "big", "3x4");
  private static final List<String> FIELDS =
      Stream.concat(EventPalette.FIELDS.stream(), Stream.of("screen")).toList();
  private static final List<Element> ELEMENTS =
      List.of(
          new Element("/html/body/button[1]", "buy", "", ""),
          new Element("/html/body/button[2]", "", "pay", ""),
          new Element("/html/body/button[2]", "", "", "Checkout"),
          new Element("/html/body/a[1]", "", "", ""),
          new Element("/html/body", "", "", ""));

  @Override
  public Case<MapQuestion> make(long seed) {
    Chance chance = new Chance(seed);
    Moments moments = new Moments(chance);
    EventPalette palette = new EventPalette(chance);
    List<String> screens = List.of(chance.of(SCREENS), chance.of(SCREENS));
    AppCase app =
        new RandomVisits(
                chance,
                moments,
                time -> event(chance, palette, time),
                () -> on(palette.dimensions(), chance.of(screens)))
            .app(List.of());
    List<InterestingElement> elements = new ArrayList<>(ElementsKind.ELEMENTS);
    elements.removeIf(each -> chance.in(2));
    return new Case<>(
        app,
        new MapQuestion(
            moments.range(),
            chance.in(4) ? palette.filter(2) : Filter.ALL,
            chance.in(4) ? chance.of(List.of("/b", "/", "/a/b", "/gone")) : "/a",
            new Grid(
                chance.of(List.of(1, 3, 10, 200)),
                chance.of(List.of(1, 20, 1_000)),
                chance.of(List.of(100, 1_920))),
            elements,
            chance.in(2) ? Optional.of(Dimension.of(chance.of(FIELDS))) : Optional.empty(),
            chance.in(3) ? 1 + chance.below(3) : MapQuestion.DEFAULT_LIMIT));
  }

  private static Event event(Chance chance, EventPalette palette, long time) {
    String address = chance.of(ADDRESSES);
    return switch (chance.below(4)) {
      case 0 -> palette.event(time);
      case 1 -> new Event.MouseMovement(time, address, EventProperties.NONE, points(chance));
      default ->
          new Event.Click(
              time,
              address,
              EventProperties.NONE,
              chance.in(2)
                  ? List.of(chance.of(ELEMENTS))
                  : List.of(chance.of(ELEMENTS), chance.of(ELEMENTS)),
              chance.of(XS),
              chance.of(YS),
              Event.UNKNOWN_ELAPSED);
    };
  }

  private static List<Event.Point> points(Chance chance) {
    List<Event.Point> points = new ArrayList<>();
    int count = chance.below(4);
    for (int i = 0; i < count; i++) {
      points.add(
          new Event.Point(
              chance.below(100),
              chance.of(XS.subList(0, XS.size() - 1)),
              chance.of(YS.subList(0, YS.size() - 1)),
              chance.in(3) ? 0 : 1 + chance.below(5_000),
              chance.of(ElementsKind.TARGETS)));
    }
    return points;
  }

  private static Dimensions on(Dimensions rest, String screen) {
    return new Dimensions(
        rest.referrer(),
        rest.browser(),
        rest.os(),
        rest.device(),
        rest.language(),
        screen,
        rest.utm());
  }

  @Override
  public Object oracle(AppCase app, MapQuestion question) {
    return MapOracle.answer(app, question);
  }

  @Override
  public MapAnswer ask(Analysis analysis, Scope scope, MapQuestion question) throws IOException {
    return analysis.ask(scope, question);
  }

  @Override
  public List<MapQuestion> simpler(MapQuestion q) {
    List<MapQuestion> simpler = new ArrayList<>();
    if (!q.filter().equals(Filter.ALL)) {
      simpler.add(
          new MapQuestion(
              q.range(), Filter.ALL, q.page(), q.grid(), q.elements(), q.breakdown(), q.limit()));
    }
    if (q.breakdown().isPresent()) {
      simpler.add(
          new MapQuestion(
              q.range(),
              q.filter(),
              q.page(),
              q.grid(),
              q.elements(),
              Optional.empty(),
              q.limit()));
    }
    if (!q.elements().isEmpty()) {
      simpler.add(
          new MapQuestion(
              q.range(),
              q.filter(),
              q.page(),
              q.grid(),
              q.elements().subList(1, q.elements().size()),
              q.breakdown(),
              q.limit()));
    }
    return simpler;
  }
}
