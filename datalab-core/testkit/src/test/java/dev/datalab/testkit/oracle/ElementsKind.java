package dev.datalab.testkit.oracle;

import dev.datalab.core.Analysis;
import dev.datalab.core.element.ElementsAnswer;
import dev.datalab.core.element.ElementsQuestion;
import dev.datalab.core.element.InterestingElement;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.Event.HoverAction;
import dev.datalab.core.event.Event.Pointer;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions about elements: few targets, in several spellings, some configured twice. */
final class ElementsKind implements Kind<ElementsQuestion, ElementsAnswer> {
  private static final List<String> IDS = List.of("", "", "buy", "pay", "gone");
  static final List<String> TARGETS =
      List.of(
          "",
          "#buy",
          " #buy ",
          "[name=pay]",
          "[name=\"pay\"]",
          "[name='pay']",
          "Checkout",
          "/html/body/button[1]",
          "(//button)[2]",
          "buy",
          "#",
          "[name=]");
  static final List<InterestingElement> ELEMENTS =
      List.of(
          new InterestingElement("buy", "Buy", "#buy"),
          new InterestingElement("pay", "Pay", "[name=\"pay\"]"),
          new InterestingElement("second", "Buy again", "#buy"),
          new InterestingElement("label", "Check out", "Checkout"),
          new InterestingElement("path", "First", "/html/body/button[1]"),
          new InterestingElement("none", "Nothing", "#"));

  @Override
  public Case<ElementsQuestion> make(long seed) {
    Chance chance = new Chance(seed);
    Moments moments = new Moments(chance);
    EventPalette palette = new EventPalette(chance);
    RandomVisits visits =
        new RandomVisits(
            chance,
            moments,
            time -> chance.in(4) ? palette.event(time) : hover(chance, time),
            palette::dimensions);
    List<InterestingElement> elements = new ArrayList<>(ELEMENTS);
    elements.removeIf(each -> chance.in(2));
    AppCase app = visits.app(List.of());
    return new Case<>(
        app,
        new ElementsQuestion(
            moments.range(),
            chance.in(4) ? palette.filter(2) : Filter.ALL,
            elements,
            chance.in(2)
                ? Optional.of(Dimension.of(chance.of(EventPalette.FIELDS)))
                : Optional.empty(),
            chance.in(3) ? chance.below(3) : ElementsQuestion.DEFAULT_LIMIT));
  }

  private static Event hover(Chance chance, long time) {
    String id = chance.of(IDS);
    String target = chance.of(TARGETS);
    return new Event.ElementTime(
        time,
        chance.of(List.of("", "/a", "/b")),
        EventProperties.NONE,
        id,
        id.isEmpty() && target.isEmpty() ? "#buy" : target,
        chance.of(List.of(HoverAction.values())),
        chance.of(List.of(Pointer.values())),
        chance.in(20) ? Event.UNKNOWN_ELAPSED : chance.below(4) * (chance.in(3) ? 700L : 12_345L));
  }

  @Override
  public Object oracle(AppCase app, ElementsQuestion question) {
    return ElementsOracle.answer(app, question);
  }

  @Override
  public ElementsAnswer ask(Analysis analysis, Scope scope, ElementsQuestion question)
      throws IOException {
    return analysis.elements(scope, question);
  }

  @Override
  public List<ElementsQuestion> simpler(ElementsQuestion q) {
    List<ElementsQuestion> simpler = new ArrayList<>();
    if (!q.filter().equals(Filter.ALL)) {
      simpler.add(
          new ElementsQuestion(q.range(), Filter.ALL, q.elements(), q.breakdown(), q.limit()));
    }
    if (q.breakdown().isPresent()) {
      simpler.add(
          new ElementsQuestion(q.range(), q.filter(), q.elements(), Optional.empty(), q.limit()));
    }
    for (int i = 0; i < q.elements().size(); i++) {
      List<InterestingElement> fewer = new ArrayList<>(q.elements());
      fewer.remove(i);
      simpler.add(new ElementsQuestion(q.range(), q.filter(), fewer, q.breakdown(), q.limit()));
    }
    return simpler;
  }
}
