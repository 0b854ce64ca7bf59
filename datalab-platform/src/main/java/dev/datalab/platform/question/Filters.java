package dev.datalab.platform.question;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Filter.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads {@code filters}, in short {@code {"browser":"Firefox","utm.source":["google","bing"]}} or
 * in full, and either within the other.
 *
 * <ul>
 *   <li>An object whose {@code and}, {@code or} or {@code not} holds a list (of {@code not} also an
 *       object) is a node of the tree and has no other field. {@code not} over a list: none of them
 *       holds.
 *   <li>An object whose {@code field} is a text, or with {@code op} and {@code value}, is a
 *       comparison {@code {field, op, value}}.
 *   <li>Every other object is the short form: its fields are dimensions or properties and all must
 *       hold; a list means any of. A property named {@code field} or {@code and} is reached as
 *       {@code properties.field}.
 * </ul>
 *
 * <p>An event without a value fails every comparison, {@code notEquals} too; {@code {"not": …}}
 * over {@code equals} lets it through. At most {@value #MAX_NODES} nodes and comparisons, {@value
 * #MAX_DEPTH} levels, {@value #MAX_VALUES} values a comparison.
 */
final class Filters {
  static final int MAX_DEPTH = 20;
  static final int MAX_NODES = 200;
  static final int MAX_VALUES = 1_000;

  private static final List<String> TREE = List.of("and", "or", "not");

  /** What a comparison does, and with how many values. */
  private enum Comparison {
    EQUALS("equals", Op.EQUALS),
    NOT_EQUALS("notEquals", Op.EQUALS),
    IN("in", Op.EQUALS),
    CONTAINS("contains", Op.CONTAINS),
    PREFIX("prefix", Op.PREFIX),
    GLOB("glob", Op.GLOB),
    REGEX("regex", Op.REGEX),
    LESS("less", Op.LESS),
    AT_MOST("atMost", Op.AT_MOST),
    GREATER("greater", Op.GREATER),
    AT_LEAST("atLeast", Op.AT_LEAST),
    PRESENT("present", Op.IS_PRESENT),
    ABSENT("absent", Op.IS_ABSENT);

    private static final Map<String, Comparison> BY_WORD = byWord();

    private final String word;
    private final Op op;

    Comparison(String word, Op op) {
      this.word = word;
      this.op = op;
    }

    boolean comparesNumbers() {
      return op.compareTo(Op.LESS) >= 0 && op.compareTo(Op.AT_LEAST) <= 0;
    }

    boolean comparesNothing() {
      return op == Op.IS_PRESENT || op == Op.IS_ABSENT;
    }

    private static Map<String, Comparison> byWord() {
      Map<String, Comparison> byWord = new LinkedHashMap<>();
      for (Comparison comparison : values()) {
        byWord.put(comparison.word, comparison);
      }
      return byWord;
    }
  }

  private int nodes;

  private Filters() {}

  /** The filter that stands here; all events pass if none does. */
  static Optional<Filter> read(Place at) {
    return at.isGiven() ? new Filters().node(at, 1) : Optional.of(Filter.ALL);
  }

  private Optional<Filter> node(Place at, int depth) {
    if (!counted(at) || !at.requireObject()) {
      return Optional.empty();
    }
    if (depth > MAX_DEPTH) {
      return at.refused(
          "filters: at most %d levels within one another; make it flatter.".formatted(MAX_DEPTH));
    }
    for (String word : TREE) {
      Place child = at.at(word);
      boolean combines = child.node().isArray() || (word.equals("not") && child.node().isObject());
      if (combines) {
        at.onlyKnows(List.of(word));
        return combined(word, child, depth);
      }
      if (child.node().isObject()) {
        return child.refused(
            "%s: a list of conditions; put the one that is there into brackets.".formatted(word));
      }
    }
    return looksLikeComparison(at) ? comparison(at) : shorthand(at);
  }

  /**
   * Also where {@code field} is forgotten or misspelt: hardly anybody asks for these as properties.
   */
  private static boolean looksLikeComparison(Place at) {
    return at.at("field").node().isTextual() || (at.at("op").isGiven() && at.at("value").isGiven());
  }

  /** Counts one more; says so once when there are too many. */
  private boolean counted(Place at) {
    nodes++;
    if (nodes == MAX_NODES + 1) {
      at.wrong("filters: at most %d conditions; ask about less.".formatted(MAX_NODES));
    }
    return nodes <= MAX_NODES;
  }

  private Optional<Filter> combined(String word, Place at, int depth) {
    List<Place> items = at.node().isArray() ? at.items(0, MAX_NODES) : List.of(at);
    List<Filter> filters = new ArrayList<>();
    for (Place item : items) {
      node(item, depth + 1).ifPresent(filters::add);
    }
    if (filters.size() < items.size()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (word) {
          case "and" -> new Filter.And(filters);
          case "or" -> new Filter.Or(filters);
          default -> new Filter.Not(filters.size() == 1 ? filters.get(0) : new Filter.Or(filters));
        });
  }

  private Optional<Filter> shorthand(Place at) {
    List<Filter> all = new ArrayList<>();
    boolean good = true;
    at.refuseNulls("give a value, or ask with op 'absent' for events without one.");
    for (Map.Entry<String, Place> field : at.fields()) {
      if (!counted(at)) {
        return Optional.empty();
      }
      Place place = field.getValue();
      Optional<Dimension> dimension = place.make(() -> Dimension.of(field.getKey()));
      Optional<List<String>> values = values(place);
      good &= dimension.isPresent() && values.isPresent();
      if (dimension.isPresent() && values.isPresent()) {
        all.add(new Filter.Is(dimension.get(), Op.EQUALS, values.get()));
      }
    }
    if (!good) {
      return Optional.empty();
    }
    return Optional.of(all.size() == 1 ? all.get(0) : new Filter.And(all));
  }

  private static Optional<Filter> comparison(Place at) {
    at.onlyKnows(List.of("field", "op", "value"));
    Optional<Dimension> dimension =
        at.at("field").node().isTextual()
            ? dimension(at.at("field"))
            : at.at("field")
                .refused("field: give the name of the dimension or property to compare.");
    Optional<Comparison> comparison = at.at("op").requireChoice(Comparison.BY_WORD);
    if (comparison.isEmpty()) {
      return Optional.empty();
    }
    Optional<List<String>> values = values(at.at("value"), comparison.get());
    if (dimension.isEmpty() || values.isEmpty()) {
      return Optional.empty();
    }
    Filter is = new Filter.Is(dimension.get(), comparison.get().op, values.get());
    return Optional.of(
        comparison.get() == Comparison.NOT_EQUALS
            ? new Filter.And(
                List.of(
                    new Filter.Is(dimension.get(), Op.IS_PRESENT, List.of()), new Filter.Not(is)))
            : is);
  }

  /** The dimension whose field's name stands here, if any does. */
  static Optional<Dimension> dimension(Place at) {
    return at.text(Place.MAX_TEXT).flatMap(field -> at.make(() -> Dimension.of(field)));
  }

  private static Optional<List<String>> values(Place at, Comparison comparison) {
    if (comparison.comparesNothing()) {
      return at.isGiven()
          ? at.refused(
              "value: '%s' compares with nothing; leave it out.".formatted(comparison.word))
          : Optional.of(List.of());
    }
    if (!at.isGiven()) {
      return at.refused("value: missing; '%s' compares with one.".formatted(comparison.word));
    }
    if (comparison.comparesNumbers()) {
      return number(at, comparison);
    }
    Optional<List<String>> values = values(at);
    if (comparison == Comparison.REGEX && values.isPresent()) {
      for (String expression : values.get()) {
        Optional<String> refusal = RegularExpressions.refusal(expression);
        if (refusal.isPresent()) {
          return at.refused("value: %s.".formatted(refusal.get()));
        }
      }
    }
    return values;
  }

  private static Optional<List<String>> number(Place at, Comparison comparison) {
    OptionalDouble number = OptionalDouble.empty();
    JsonNode node = at.node();
    if (node.isNumber()) {
      number = OptionalDouble.of(node.doubleValue());
    } else if (node.isTextual() && node.textValue().matches("-?\\d{1,15}(\\.\\d{1,15})?")) {
      number = OptionalDouble.of(Double.parseDouble(node.textValue()));
    }
    if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
      return at.refused("value: '%s' compares with one number.".formatted(comparison.word));
    }
    return Optional.of(List.of(EventProperties.textOf(number.getAsDouble())));
  }

  /** The value or the list of values that stands here, as texts. */
  private static Optional<List<String>> values(Place at) {
    List<Place> items = at.node().isArray() ? at.items(1, MAX_VALUES) : List.of(at);
    List<String> values = new ArrayList<>();
    for (Place item : items) {
      value(item).ifPresent(values::add);
    }
    return values.isEmpty() || values.size() < items.size()
        ? Optional.empty()
        : Optional.of(values);
  }

  private static Optional<String> value(Place at) {
    JsonNode node = at.node();
    if (node.isTextual() && node.textValue().length() <= Place.MAX_TEXT) {
      return Optional.of(node.textValue());
    }
    if (node.isBoolean()) {
      return Optional.of(Boolean.toString(node.booleanValue()));
    }
    if (node.isNumber() && Double.isFinite(node.doubleValue())) {
      return Optional.of(
          EventProperties.textOf(node.doubleValue() == 0 ? 0.0 : node.doubleValue()));
    }
    return at.refused(
        "%s: a text of at most %,d characters, a number, true or false, or a list of these."
            .formatted(at.label(), Place.MAX_TEXT));
  }
}
