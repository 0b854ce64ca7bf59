package dev.datalab.testkit.oracle;

import dev.datalab.core.Analysis;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.journey.JourneyAnswer;
import dev.datalab.core.journey.JourneyQuestion;
import dev.datalab.core.journey.JourneyQuestion.By;
import dev.datalab.core.journey.JourneyQuestion.Direction;
import dev.datalab.core.journey.JourneyQuestion.Form;
import dev.datalab.core.match.CleaningRule;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Questions about journeys: few names, so that they repeat and their weights are equal; starts and
 * ends that often match the same events; rules that make one name of several.
 */
final class JourneyKind implements Kind<JourneyQuestion, JourneyAnswer> {
  private static final List<String> PAGES = List.of("/", "/a", "/b", "/c/");
  private static final List<CleaningRule> RULES =
      List.of(
          new CleaningRule("^/a", "/a"),
          new CleaningRule("b", "/b or below"),
          new CleaningRule("/[cd]$", "/a"),
          new CleaningRule("^/$", "…"),
          new CleaningRule("^p", "bought"),
          new CleaningRule("stage [01]", "early"),
          new CleaningRule("z", "never"));

  @Override
  public Case<JourneyQuestion> make(long seed) {
    Chance chance = new Chance(seed);
    Moments moments = new Moments(chance);
    EventPalette palette = new EventPalette(chance);
    boolean ofEvents = chance.in(4);
    RandomVisits visits =
        new RandomVisits(
            chance,
            moments,
            time ->
                chance.in(4)
                    ? palette.event(time)
                    : ofEvents ? custom(chance, time) : page(chance, time),
            palette::dimensions);
    JourneyQuestion.Builder question =
        JourneyQuestion.builder(moments.range(), by(chance, palette, ofEvents))
            .filter(chance.in(6) ? palette.filter(2) : Filter.ALL)
            .direction(chance.of(List.of(Direction.values())))
            .form(chance.of(List.of(Form.values())))
            .steps(chance.in(3) ? JourneyQuestion.DEFAULT_STEPS : 1 + chance.below(7))
            .top(chance.in(3) ? JourneyQuestion.DEFAULT_TOP : 1 + chance.below(3))
            .minWeight(chance.in(4) ? 1 + chance.below(3) : 1)
            .paths(chance.in(3) ? JourneyQuestion.DEFAULT_PATHS : chance.below(4))
            .clean(rules(chance))
            .unit(chance.in(2) ? Unit.SESSION : Unit.VISITOR)
            .repeats(chance.in(3))
            .time(chance.in(2));
    Matcher often = matcher(chance, palette);
    if (chance.in(4)) {
      question.start(chance.in(2) ? often : matcher(chance, palette));
    }
    if (chance.in(5)) {
      question.end(chance.in(2) ? often : matcher(chance, palette));
    }
    if (chance.in(8)) {
      question.passing(chance.in(2) ? often : matcher(chance, palette));
    }
    if (chance.in(4)) {
      question.breakdown(Dimension.of(chance.of(EventPalette.FIELDS)));
    }
    return new Case<>(visits.app(List.of()), question.build());
  }

  private static By by(Chance chance, EventPalette palette, boolean ofEvents) {
    if (ofEvents && chance.in(2)) {
      return new By.Event();
    }
    if (!chance.in(3)) {
      return new By.Url();
    }
    List<Stage> stages = new ArrayList<>();
    int count = 1 + chance.below(4);
    for (int i = 0; i < count; i++) {
      List<Matcher> anyOf = new ArrayList<>();
      do {
        anyOf.add(matcher(chance, palette));
      } while (chance.in(4));
      String name = "stage " + (chance.in(8) ? 0 : i);
      stages.add(new Stage(name, anyOf, i > 0 && chance.in(4), Optional.empty()));
    }
    return new By.Stages(stages);
  }

  private static Matcher matcher(Chance chance, EventPalette palette) {
    return chance.in(3)
        ? palette.matcher()
        : new Matcher.Url(Matcher.UrlOp.EQUALS, chance.of(PAGES));
  }

  private static Event page(Chance chance, long time) {
    return new Event.UrlChange(
        time, "", chance.of(PAGES), EventProperties.NONE, Event.UNKNOWN_ELAPSED);
  }

  private static Event custom(Chance chance, long time) {
    return new Event.Custom(
        time,
        chance.of(List.of("", "/a", "/b")),
        EventProperties.NONE,
        chance.of(List.of("signup", "purchase", "play", "…")));
  }

  private static List<CleaningRule> rules(Chance chance) {
    List<CleaningRule> rules = new ArrayList<>();
    while (chance.in(4)) {
      rules.add(chance.of(RULES));
    }
    return rules;
  }

  @Override
  public Object oracle(AppCase app, JourneyQuestion question) {
    return JourneyOracle.answer(app, question);
  }

  @Override
  public JourneyAnswer ask(Analysis analysis, Scope scope, JourneyQuestion question)
      throws IOException {
    return analysis.journey(scope, question);
  }

  @Override
  public List<JourneyQuestion> simpler(JourneyQuestion q) {
    List<JourneyQuestion> simpler = new ArrayList<>();
    Optional<Matcher> none = Optional.empty();
    simpler.add(changed(q, Filter.ALL, q.start(), q.end(), q.passing(), q.clean(), q.unit()));
    simpler.add(changed(q, q.filter(), none, q.end(), q.passing(), q.clean(), q.unit()));
    simpler.add(changed(q, q.filter(), q.start(), none, q.passing(), q.clean(), q.unit()));
    simpler.add(changed(q, q.filter(), q.start(), q.end(), none, q.clean(), q.unit()));
    simpler.add(changed(q, q.filter(), q.start(), q.end(), q.passing(), List.of(), q.unit()));
    simpler.add(changed(q, q.filter(), q.start(), q.end(), q.passing(), q.clean(), Unit.VISITOR));
    simpler.removeIf(q::equals);
    return simpler;
  }

  private static JourneyQuestion changed(
      JourneyQuestion q,
      Filter filter,
      Optional<Matcher> start,
      Optional<Matcher> end,
      Optional<Matcher> passing,
      List<CleaningRule> clean,
      Unit unit) {
    return new JourneyQuestion(
        q.range(),
        filter,
        q.by(),
        start,
        end,
        passing,
        q.direction(),
        q.form(),
        q.steps(),
        q.top(),
        q.minWeight(),
        q.paths(),
        clean,
        unit,
        q.repeats(),
        q.time(),
        q.breakdown());
  }
}
