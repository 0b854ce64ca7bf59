package dev.datalab.core.element;

import dev.datalab.core.element.ElementNames.Name;
import dev.datalab.core.element.ElementsAnswer.ElementRow;
import dev.datalab.core.element.ElementsAnswer.ValueRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was counted of elements. Tallies of disjoint visitors add up. */
final class ElementTally {
  private final Map<Name, Figures> whole = new HashMap<>();
  private final Map<String, Map<Name, Figures>> byValue = new HashMap<>();

  /** The counts of one element. */
  static final class Figures {
    final HoverTally pointer = new HoverTally();
    final HoverTally touch = new HoverTally();

    private void add(Figures other) {
      pointer.add(other.pointer);
      touch.add(other.touch);
    }

    private long hovers() {
      return pointer.hovers() + touch.hovers();
    }
  }

  Figures of(Name name) {
    return whole.computeIfAbsent(name, key -> new Figures());
  }

  Figures of(String value, Name name) {
    return byValue
        .computeIfAbsent(value, key -> new HashMap<>())
        .computeIfAbsent(name, key -> new Figures());
  }

  void add(ElementTally other) {
    other.whole.forEach((name, figures) -> of(name).add(figures));
    other.byValue.forEach(
        (value, rows) -> rows.forEach((name, figures) -> of(value, name).add(figures)));
  }

  ElementsAnswer toAnswer(ElementsQuestion question) {
    List<InterestingElement> configured = question.elements();
    List<Name> listed = new ArrayList<>();
    for (int place = 0; place < configured.size(); place++) {
      listed.add(ElementNames.configured(place));
    }
    List<Name> others = new ArrayList<>(whole.keySet());
    others.removeIf(Name::isConfigured);
    others.sort(
        Comparator.comparingLong((Name name) -> -of(name).hovers())
            .thenComparing(Comparator.naturalOrder()));
    listed.addAll(others.subList(0, Math.min(others.size(), question.limit())));
    return new ElementsAnswer(
        listed.stream().map(name -> row(configured, name, of(name))).toList(),
        configured.size() + others.size() - listed.size(),
        question.breakdown().map(by -> breakdown(configured, listed)));
  }

  private List<ValueRows> breakdown(List<InterestingElement> configured, List<Name> listed) {
    List<String> values = new ArrayList<>(byValue.keySet());
    values.sort(
        Comparator.comparingLong((String value) -> -hovers(rows(value).values()))
            .thenComparing(Comparator.naturalOrder()));
    List<ValueRows> breakdown = new ArrayList<>();
    for (String value : values) {
      List<ElementRow> rows = new ArrayList<>();
      for (Name name : listed) {
        Figures figures = rows(value).get(name);
        if (figures != null) {
          rows.add(row(configured, name, figures));
        }
      }
      breakdown.add(new ValueRows(value, rows));
    }
    return breakdown;
  }

  private Map<Name, Figures> rows(String value) {
    return byValue.getOrDefault(value, Map.of());
  }

  private static long hovers(Collection<Figures> rows) {
    return rows.stream().mapToLong(Figures::hovers).sum();
  }

  private static ElementRow row(List<InterestingElement> configured, Name name, Figures figures) {
    Optional<InterestingElement> element =
        name.isConfigured() ? Optional.of(configured.get(name.configured())) : Optional.empty();
    String shown = name.target().isEmpty() ? name.id() : name.target();
    return new ElementRow(
        element.map(InterestingElement::id),
        element.map(InterestingElement::name).orElse(shown),
        element.map(InterestingElement::target).orElse(name.target()),
        figures.pointer.figures(),
        figures.pointer.correlation(),
        figures.touch.figures());
  }
}
