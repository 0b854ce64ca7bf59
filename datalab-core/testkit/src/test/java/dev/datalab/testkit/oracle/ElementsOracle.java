package dev.datalab.testkit.oracle;

import dev.datalab.core.element.ElementsQuestion;
import dev.datalab.core.element.InterestingElement;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.Event.HoverAction;
import dev.datalab.core.event.Event.Pointer;
import dev.datalab.core.query.Correlation;
import dev.datalab.core.query.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers a question about elements hover by hover. */
final class ElementsOracle {
  /** The answer, times as they are. */
  record Answer(List<Row> elements, long more, Optional<List<ValueRows>> breakdown) {}

  record Row(
      Optional<String> id,
      String name,
      String target,
      Figures pointer,
      Optional<Correlation> correlation,
      Figures touch) {}

  record Figures(
      long hovers,
      long clicks,
      long leaves,
      double clickShare,
      double leaveShare,
      long visitors,
      Times hesitation,
      Times click,
      Times leave) {}

  record ValueRows(String value, List<Row> elements) {}

  /** Something to hover over: configured, or as its events call it. */
  private record Thing(Optional<InterestingElement> configured, String name, String target) {}

  /** A hover and what it was over. */
  private record Hover(Occurrence of, Event.ElementTime event, Thing over) {}

  private final ElementsQuestion question;
  private final NaiveFields fields;
  private final List<Hover> hovers = new ArrayList<>();

  private ElementsOracle(AppCase app, ElementsQuestion question) {
    this.question = question;
    this.fields = new NaiveFields(app.site());
    NaiveSessions.byVisitor(app.selected(question.range())).values().stream()
        .flatMap(List::stream)
        .filter(
            each ->
                question.range().fromMillis() <= each.time()
                    && fields.holds(question.filter(), each))
        .forEach(
            each -> {
              if (each.event() instanceof Event.ElementTime event) {
                hovers.add(new Hover(each, event, over(event)));
              }
            });
  }

  static Answer answer(AppCase app, ElementsQuestion question) {
    return new ElementsOracle(app, question).answer();
  }

  private Answer answer() {
    Map<Thing, List<Hover>> others = new LinkedHashMap<>();
    for (Hover hover : hovers) {
      if (hover.over().configured().isEmpty()) {
        others.computeIfAbsent(hover.over(), each -> new ArrayList<>()).add(hover);
      }
    }
    List<Thing> ranked = new ArrayList<>(others.keySet());
    ranked.sort(
        Comparator.comparingInt((Thing each) -> -others.getOrDefault(each, List.of()).size())
            .thenComparing(Thing::target)
            .thenComparing(Thing::name));
    List<Thing> listed = new ArrayList<>();
    question.elements().forEach(each -> listed.add(configured(each)));
    listed.addAll(ranked.subList(0, Math.min(ranked.size(), question.limit())));
    return new Answer(
        listed.stream().map(thing -> row(thing, hovers)).toList(),
        Math.max(0, ranked.size() - question.limit()),
        question.breakdown().map(by -> breakdown(by, listed)));
  }

  private List<ValueRows> breakdown(Dimension by, List<Thing> listed) {
    Map<String, List<Hover>> byValue = new TreeMap<>();
    for (Hover hover : hovers) {
      String value = fields.value(by, hover.of()).orElse("");
      byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(hover);
    }
    return byValue.entrySet().stream()
        .sorted(Comparator.comparingInt(each -> -each.getValue().size()))
        .map(
            each ->
                new ValueRows(
                    each.getKey(),
                    listed.stream()
                        .filter(
                            thing -> each.getValue().stream().anyMatch(h -> h.over().equals(thing)))
                        .map(thing -> row(thing, each.getValue()))
                        .toList()))
        .toList();
  }

  private static Row row(Thing thing, List<Hover> among) {
    List<Hover> of = among.stream().filter(hover -> hover.over().equals(thing)).toList();
    List<Hover> pointed = of.stream().filter(h -> h.event().pointer() != Pointer.TOUCH).toList();
    List<Hover> touched = of.stream().filter(h -> h.event().pointer() == Pointer.TOUCH).toList();
    return new Row(
        thing.configured().map(InterestingElement::id),
        thing.name(),
        thing.target(),
        figures(pointed),
        NaiveCorrelation.of(millis(ending(pointed, true)), millis(ending(pointed, false))),
        figures(touched));
  }

  private static Figures figures(List<Hover> of) {
    List<Hover> clicks = ending(of, true);
    List<Hover> leaves = ending(of, false);
    return new Figures(
        of.size(),
        clicks.size(),
        leaves.size(),
        of.isEmpty() ? 0 : (double) clicks.size() / of.size(),
        of.isEmpty() ? 0 : (double) leaves.size() / of.size(),
        of.stream().map(h -> h.of().recorded().visitor()).distinct().count(),
        Times.of(millis(of)),
        Times.of(millis(clicks)),
        Times.of(millis(leaves)));
  }

  private static List<Hover> ending(List<Hover> of, boolean click) {
    return of.stream()
        .filter(hover -> (hover.event().action() == HoverAction.HOVER_CLICK) == click)
        .toList();
  }

  private static List<Long> millis(List<Hover> of) {
    return of.stream()
        .map(hover -> hover.event().elapsed())
        .filter(millis -> millis != Event.UNKNOWN_ELAPSED)
        .toList();
  }

  /** The element of its id; or the first with the same target; or what the event calls it. */
  private Thing over(Event.ElementTime event) {
    for (InterestingElement element : question.elements()) {
      if (element.id().equals(event.element())) {
        return configured(element);
      }
    }
    String target = spelled(event.target());
    for (InterestingElement element : question.elements()) {
      if (namesSomething(target) && spelled(element.target()).equals(target)) {
        return configured(element);
      }
    }
    String name = event.target().isEmpty() ? event.element() : target;
    return new Thing(Optional.empty(), name, event.target().isEmpty() ? "" : target);
  }

  private static Thing configured(InterestingElement element) {
    return new Thing(Optional.of(element), element.name(), element.target());
  }

  /** A target in its one spelling: without space around it, and a name without quotes. */
  static String spelled(String target) {
    String text = target.strip();
    if (!namesSomething(text)) {
      return target;
    }
    return text.startsWith("[name=") ? text.replace("\"", "").replace("'", "") : text;
  }

  static boolean namesSomething(String target) {
    String text = target.strip();
    return !text.isEmpty() && !text.equals("#") && !text.equals("[name=]");
  }
}
