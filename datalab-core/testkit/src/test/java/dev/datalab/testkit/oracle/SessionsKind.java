package dev.datalab.testkit.oracle;

import dev.datalab.core.Analysis;
import dev.datalab.core.query.Campaign;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Scope;
import dev.datalab.core.session.SessionOrder;
import dev.datalab.core.session.SessionPosition;
import dev.datalab.core.session.SessionsAnswer;
import dev.datalab.core.session.SessionsQuestion;
import dev.datalab.testkit.oracle.NaiveOrigins.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Questions about sessions, page after page until none is left. */
final class SessionsKind implements Kind<SessionsQuestion, SessionsKind.Pages> {
  private static final List<String> FIELDS =
      Stream.concat(EventPalette.FIELDS.stream(), Stream.of("campaign", "channel")).toList();

  /** All pages of a list, the first one first. */
  record Pages(List<SessionsAnswer> pages) {}

  @Override
  public Case<SessionsQuestion> make(long seed) {
    Chance chance = new Chance(seed);
    Moments moments = new Moments(chance);
    EventPalette palette = new EventPalette(chance);
    AppCase app = app(chance, moments, palette);
    return new Case<>(
        app,
        new SessionsQuestion(
            moments.range(3),
            chance.in(3) ? palette.filter(2) : Filter.ALL,
            chance.in(2) ? Optional.of(Dimension.of(chance.of(FIELDS))) : Optional.empty(),
            chance.in(5) ? Optional.of("v" + chance.below(5)) : Optional.empty(),
            chance.of(List.of(SessionOrder.values())),
            chance.in(4) ? SessionsQuestion.DEFAULT_LIMIT : 1 + chance.below(4),
            Optional.empty()));
  }

  /** An app whose visits have origins and campaigns. */
  static AppCase app(Chance chance, Moments moments, EventPalette palette) {
    List<Origin> origins = List.of(chance.of(NaiveOrigins.ALL), chance.of(NaiveOrigins.ALL));
    List<Campaign> campaigns = new ArrayList<>(NaiveOrigins.CAMPAIGNS);
    campaigns.removeIf(each -> chance.in(2));
    return new RandomVisits(
            chance,
            moments,
            palette::event,
            () -> NaiveOrigins.from(palette.dimensions(), chance.of(origins)))
        .app(campaigns);
  }

  @Override
  public Object oracle(AppCase app, SessionsQuestion question) {
    return SessionsOracle.answer(app, question);
  }

  @Override
  public Pages ask(Analysis analysis, Scope scope, SessionsQuestion question) throws IOException {
    List<SessionsAnswer> pages = new ArrayList<>();
    Optional<SessionPosition> after = question.after();
    do {
      SessionsAnswer page = analysis.ask(scope, from(question, after));
      pages.add(page);
      after = page.next();
    } while (after.isPresent() && pages.size() < 100);
    return new Pages(pages);
  }

  private static SessionsQuestion from(SessionsQuestion q, Optional<SessionPosition> after) {
    return new SessionsQuestion(
        q.range(), q.filter(), q.breakdown(), q.visitor(), q.order(), q.limit(), after);
  }

  @Override
  public List<SessionsQuestion> simpler(SessionsQuestion q) {
    List<SessionsQuestion> simpler = new ArrayList<>();
    if (!q.filter().equals(Filter.ALL)) {
      simpler.add(
          new SessionsQuestion(
              q.range(), Filter.ALL, q.breakdown(), q.visitor(), q.order(), q.limit(), q.after()));
    }
    if (q.breakdown().isPresent()) {
      simpler.add(
          new SessionsQuestion(
              q.range(),
              q.filter(),
              Optional.empty(),
              q.visitor(),
              q.order(),
              q.limit(),
              q.after()));
    }
    if (q.visitor().isPresent()) {
      simpler.add(
          new SessionsQuestion(
              q.range(),
              q.filter(),
              q.breakdown(),
              Optional.empty(),
              q.order(),
              q.limit(),
              q.after()));
    }
    return simpler;
  }
}
