package dev.datalab.core.map;

import dev.datalab.core.element.InterestingElement;
import dev.datalab.core.map.MapAnswer.ElementRow;
import dev.datalab.core.map.MapAnswer.ValueArea;
import dev.datalab.core.map.MapElements.Name;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was counted on a page and its elements. Tallies of disjoint visitors add up. */
final class MapTally {
  final AreaTally all;
  private final MapQuestion question;
  private final MapElements elements;
  private final Map<String, AreaTally> values = new HashMap<>();
  private final Map<Name, OfElement> byName = new HashMap<>();

  /** Elements by the targets that rests gave. */
  private final Map<String, OfElement> byTarget = new HashMap<>();

  MapTally(MapQuestion question, MapElements elements) {
    this.question = question;
    this.elements = elements;
    all = new AreaTally(question.grid().columns());
  }

  /** The counts of one element. */
  static final class OfElement {
    private final Name name;
    private long clicks;
    private long visitors;
    private long rests;
    private long restMillis;
    private long lastVisitor;

    OfElement(Name name) {
      this.name = name;
    }

    void click(long visitor) {
      clicks++;
      if (lastVisitor != visitor) {
        lastVisitor = visitor;
        visitors++;
      }
    }

    void rest(long millis) {
      rests++;
      restMillis += millis;
    }

    private void add(OfElement other) {
      clicks += other.clicks;
      visitors += other.visitors;
      rests += other.rests;
      restMillis += other.restMillis;
    }
  }

  OfElement element(Name name) {
    return byName.computeIfAbsent(name, OfElement::new);
  }

  /** The element of the target that a rest gave. */
  OfElement element(String target) {
    OfElement known = byTarget.get(target);
    if (known == null) {
      known = element(elements.ofRest(target));
      byTarget.put(target, known);
    }
    return known;
  }

  /**
   * What happened under a value.
   *
   * @throws IllegalArgumentException if there are more values than a map is asked for
   */
  AreaTally value(String value) {
    AreaTally known = values.get(value);
    if (known == null) {
      known = new AreaTally(question.grid().columns());
      values.put(value, known);
      if (values.size() > MapQuestion.MAX_VALUES) {
        throw new IllegalArgumentException(
            "breakdown: over %d values on this page, each of which would be a map; break down by another field, as device, or filter."
                .formatted(MapQuestion.MAX_VALUES));
      }
    }
    return known;
  }

  void add(MapTally other) {
    all.add(other.all);
    other.values.forEach((value, area) -> value(value).add(area));
    other.byName.forEach((name, counts) -> element(name).add(counts));
  }

  MapAnswer toAnswer() {
    List<ElementRow> rows =
        byName.values().stream()
            .map(this::row)
            .sorted(
                Comparator.comparingLong((ElementRow row) -> -row.clicks())
                    .thenComparingLong(row -> -row.restMillis())
                    .thenComparing(ElementRow::target)
                    .thenComparing(ElementRow::name)
                    .thenComparing(row -> row.id().orElse("")))
            .toList();
    List<ElementRow> shown = rows.subList(0, Math.min(rows.size(), question.limit()));
    return new MapAnswer(
        all.area(question.limit()),
        shown,
        rows.size() - shown.size(),
        question.breakdown().map(by -> areas()));
  }

  private ElementRow row(OfElement of) {
    Optional<InterestingElement> configured =
        of.name.isConfigured()
            ? Optional.of(question.elements().get(of.name.configured()))
            : Optional.empty();
    return new ElementRow(
        configured.map(InterestingElement::id),
        configured.map(InterestingElement::name).orElse(of.name.target()),
        configured.map(InterestingElement::target).orElse(of.name.target()),
        of.clicks,
        of.visitors,
        of.rests,
        of.restMillis);
  }

  private List<ValueArea> areas() {
    return values.entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<String, AreaTally> each) -> -each.getValue().clicks())
                .thenComparingLong(each -> -each.getValue().rests())
                .thenComparing(Map.Entry::getKey))
        .map(each -> new ValueArea(each.getKey(), each.getValue().area(question.limit())))
        .toList();
  }
}
