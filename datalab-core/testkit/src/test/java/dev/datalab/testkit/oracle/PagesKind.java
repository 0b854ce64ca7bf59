package dev.datalab.testkit.oracle;

import dev.datalab.core.Analysis;
import dev.datalab.core.event.Event;
import dev.datalab.core.page.PagesAnswer;
import dev.datalab.core.page.PagesQuestion;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/** Questions about pages: several tabs at once, of which some tell how long a page was open. */
final class PagesKind implements Kind<PagesQuestion, PagesAnswer> {
  private static final int MOST_TABS = 3;

  /** Beside those of the palette, of which a case may have but one. */
  private static final List<String> MORE_PAGES =
      List.of("/a", "/b/", "/c?x=1", EventPalette.SITE + "/d#end");

  @Override
  public Case<PagesQuestion> make(long seed) {
    Chance chance = new Chance(seed);
    Moments moments = new Moments(chance);
    EventPalette palette = new EventPalette(chance);
    AppCase app =
        new RandomVisits(chance, moments, tabs(chance, moments, palette), palette::dimensions)
            .app(List.of());
    return new Case<>(
        app,
        new PagesQuestion(
            moments.range(4),
            chance.in(3) ? palette.filter(2) : Filter.ALL,
            chance.in(2) ? 1 + chance.below(3) : PagesQuestion.DEFAULT_LIMIT));
  }

  /** Events whose changes of address go on, mostly, from what was open in one of a few tabs. */
  private static LongFunction<Event> tabs(Chance chance, Moments moments, EventPalette palette) {
    int tabs = 1 + chance.below(MOST_TABS);
    boolean reports = !chance.in(4);
    String[] open = new String[tabs];
    Arrays.fill(open, "");
    long[] since = new long[tabs];
    return time -> {
      Event event = palette.event(time);
      if (!(event instanceof Event.UrlChange change) || chance.in(5)) {
        return event;
      }
      int tab = chance.below(tabs);
      String from = open[tab].isEmpty() || chance.in(6) ? change.from() : open[tab];
      boolean tells = reports && chance.below(3) > 0 && (!from.isEmpty() || chance.in(3));
      long elapsed =
          chance.in(3)
              ? moments.unit * chance.below(4) + 700L * chance.below(3)
              : Math.max(0, time - since[tab]);
      String to = chance.in(3) ? chance.of(MORE_PAGES) : change.to();
      open[tab] = chance.in(6) && !from.isEmpty() ? "" : to;
      since[tab] = time;
      return new Event.UrlChange(
          time, from, open[tab], change.properties(), tells ? elapsed : Event.UNKNOWN_ELAPSED);
    };
  }

  @Override
  public Object oracle(AppCase app, PagesQuestion question) {
    return PagesOracle.answer(app, question);
  }

  @Override
  public PagesAnswer ask(Analysis analysis, Scope scope, PagesQuestion question)
      throws IOException {
    return analysis.pages(scope, question);
  }

  @Override
  public List<PagesQuestion> simpler(PagesQuestion q) {
    List<PagesQuestion> simpler = new ArrayList<>();
    if (!q.filter().equals(Filter.ALL)) {
      simpler.add(new PagesQuestion(q.range(), Filter.ALL, q.limit()));
    }
    if (q.limit() != PagesQuestion.DEFAULT_LIMIT) {
      simpler.add(new PagesQuestion(q.range(), q.filter(), PagesQuestion.DEFAULT_LIMIT));
    }
    return simpler;
  }
}
