package dev.datalab.platform.question;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Goal;
import dev.datalab.core.query.Filter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the funnel whose completions a question of another kind counts: a configured one's id, or
 * {@code {stages, window?, order?, unit?, exclude?, hold?, filters?}}. Of a configured funnel the
 * same fields count, and no others.
 */
final class Goals {
  private static final List<String> KNOWN =
      Stream.of(List.of("id", "name"), Definitions.FIELDS, List.of("filters"))
          .flatMap(List::stream)
          .toList();

  private Goals() {}

  /** The goal that stands here, if any; what is wrong with it is noted. */
  static Optional<Goal> read(Place at, Configured configured) {
    if (!at.isGiven()) {
      return Optional.empty();
    }
    if (at.node().isTextual()) {
      return at.text(Place.MAX_TEXT).flatMap(id -> configured(at, id, configured));
    }
    if (!at.node().isObject()) {
      return at.refused("funnel: the id of a configured one, or an object with 'stages'.");
    }
    at.onlyKnows(KNOWN);
    return goal(at);
  }

  private static Optional<Goal> configured(Place at, String id, Configured configured) {
    ObjectNode tree = configured.funnels().get(id);
    return tree == null
        ? at.refused(
            "funnel: no funnel '%s' is configured; give the id of one that is, or its stages."
                .formatted(Place.shortened(id)))
        : goal(at.over(tree, at));
  }

  private static Optional<Goal> goal(Place at) {
    Optional<Definition> definition = Definitions.read(at);
    Optional<Filter> filter = Filters.read(at.at("filters"));
    return definition.isPresent() && filter.isPresent()
        ? Optional.of(new Goal(definition.get(), filter.get()))
        : Optional.empty();
  }
}
