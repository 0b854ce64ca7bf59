package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.Matcher.UrlOp;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Unit;
import dev.datalab.testkit.oracle.AppCase.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** An app in which visitors have one device each, and what is asked of it. */
final class RandomApp {
  final long seed;
  final Chance chance;
  final EventPalette palette;
  final AppCase app;
  final Range range;
  final Filter filter;
  final Unit unit;

  RandomApp(long seed, Predicate<Event> happens) {
    this.seed = seed;
    chance = new Chance(seed);
    Moments moments = new Moments(chance);
    palette = new EventPalette(chance);
    RandomVisits visits = new RandomVisits(chance, moments, this::event, palette::dimensions);
    app = oneDeviceEach(visits.app(List.of()), happens);
    range = moments.range();
    filter = chance.in(4) ? palette.filter(1) : Filter.ALL;
    unit = chance.in(3) ? Unit.SESSION : Unit.VISITOR;
  }

  /** Mostly one of a few pages, so that there is something to agree on. */
  private Event event(long time) {
    return chance.in(3)
        ? palette.event(time)
        : new Event.UrlChange(
            time,
            "",
            chance.of(List.of("/", "/a", "/b", "/c")),
            EventProperties.NONE,
            Event.UNKNOWN_ELAPSED);
  }

  private static AppCase oneDeviceEach(AppCase app, Predicate<Event> happens) {
    List<Placed> events = new ArrayList<>();
    for (Placed placed : app.events()) {
      RecordedEvent e = placed.event();
      if (!happens.test(e.event())) {
        continue;
      }
      Dimensions d = e.dimensions();
      String device = e.visitor().hashCode() % 2 == 0 ? "mobile" : "desktop";
      events.add(
          new Placed(
              placed.generation(),
              new RecordedEvent(
                  e.visitor(),
                  e.session(),
                  e.stream(),
                  e.seq(),
                  new Dimensions(
                      d.referrer(), d.browser(), d.os(), device, d.language(), d.screen(), d.utm()),
                  e.id(),
                  e.event())));
    }
    return app.withEvents(events);
  }

  Stage stage(String name) {
    return Stage.of(name, palette.matcher());
  }

  /** A matcher of pages: one, or several that another may match too. */
  Matcher page() {
    return chance.of(
        List.of(
            new Matcher.Url(UrlOp.EQUALS, "/a"),
            new Matcher.Url(UrlOp.EQUALS, "/b"),
            new Matcher.Url(UrlOp.PREFIX, "/a"),
            new Matcher.Url(UrlOp.GLOB, "/?"),
            new Matcher.Url(UrlOp.REGEX, "[bc]")));
  }

  String told() {
    return "seed %d: range %s, filter %s, unit %s%n%s".formatted(seed, range, filter, unit, app);
  }
}
