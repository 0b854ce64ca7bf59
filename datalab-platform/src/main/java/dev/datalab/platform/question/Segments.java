package dev.datalab.platform.question;

import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code segment}: {@code {match | anyOf, filters?}} or {@code {filters}}, for visitors with
 * such an event in the range; and {@code {and | or: […]}}, {@code {not: …}} over these, where a
 * list in {@code not} means that none of them holds. At most {@value Segment#MAX_PARTS} conditions,
 * {@value #MAX_DEPTH} levels.
 */
final class Segments {
  static final int MAX_DEPTH = 20;
  private static final int MAX_ALTERNATIVES = 20;
  private static final List<String> TREE = List.of("and", "or", "not");
  private static final List<String> CONDITION = List.of("match", "anyOf", "filters");

  private int conditions;

  private Segments() {}

  /** The segment that stands here, if any does. */
  static Optional<Segment> read(Place at) {
    return at.isGiven() ? new Segments().node(at, 1) : Optional.empty();
  }

  private Optional<Segment> node(Place at, int depth) {
    if (!at.requireObject()) {
      return Optional.empty();
    }
    if (depth > MAX_DEPTH) {
      return at.refused(
          "segment: at most %d levels within one another; make it flatter.".formatted(MAX_DEPTH));
    }
    for (String word : TREE) {
      if (at.at(word).isGiven()) {
        at.onlyKnows(List.of(word));
        return combined(word, at.at(word), depth);
      }
    }
    return condition(at);
  }

  private Optional<Segment> combined(String word, Place at, int depth) {
    boolean single = word.equals("not") && at.node().isObject();
    List<Place> items = single ? List.of(at) : at.items(1, Segment.MAX_PARTS);
    List<Segment> segments = new ArrayList<>();
    for (Place item : items) {
      node(item, depth + 1).ifPresent(segments::add);
    }
    if (segments.isEmpty() || segments.size() < items.size()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (word) {
          case "and" -> new Segment.And(segments);
          case "or" -> new Segment.Or(segments);
          default ->
              new Segment.Not(segments.size() == 1 ? segments.get(0) : new Segment.Or(segments));
        });
  }

  private Optional<Segment> condition(Place at) {
    conditions++;
    if (conditions > Segment.MAX_PARTS) {
      return conditions == Segment.MAX_PARTS + 1
          ? at.refused(
              "segment: at most %d conditions; ask about less.".formatted(Segment.MAX_PARTS))
          : Optional.empty();
    }
    at.onlyKnows(CONDITION);
    boolean byEvent = at.at("match").isGiven() || at.at("anyOf").isGiven();
    if (!byEvent && !at.at("filters").isGiven()) {
      return at.refused(
          "%s: what visitors did, as 'match' or 'anyOf', or came by, as 'filters'; give one."
              .formatted(at.label()));
    }
    Optional<List<Matcher>> anyOf =
        byEvent ? Matchers.alternatives(at, MAX_ALTERNATIVES) : Optional.of(List.of());
    Optional<Filter> filter = Filters.read(at.at("filters"));
    if (anyOf.isEmpty() || filter.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Segment.Did(anyOf.get(), filter.get()));
  }
}
