package dev.datalab.platform.question;

import dev.datalab.core.funnel.Breakdown;
import dev.datalab.core.query.Dimension;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the {@code breakdown} of a funnel: a field's name, or {@code {by, at?: "first" | "last" |
 * STAGE}}.
 */
final class Breakdowns {
  private static final Map<String, Breakdown.At> ENDS =
      Collections.unmodifiableMap(Words.of(Breakdown.End.class));

  private Breakdowns() {}

  /**
   * The breakdown that stands here, if any.
   *
   * @param stages how many stages the funnel has; 0 if that is not known
   */
  static Optional<Breakdown> read(Place place, int stages) {
    if (!place.isGiven()) {
      return Optional.empty();
    }
    if (!place.node().isObject()) {
      return Filters.dimension(place).map(Breakdown::of);
    }
    place.onlyKnows(List.of("by", "at"));
    Place by = place.at("by");
    if (!by.isGiven()) {
      return by.refused("by: missing; give a field's name.");
    }
    Optional<Dimension> dimension = Filters.dimension(by);
    Optional<Breakdown.At> at = at(place.at("at"), stages);
    return dimension.isPresent() && at.isPresent()
        ? Optional.of(new Breakdown(dimension.get(), at.get()))
        : Optional.empty();
  }

  private static Optional<Breakdown.At> at(Place at, int stages) {
    if (!at.isGiven()) {
      return Optional.of(Breakdown.End.FIRST);
    }
    if (at.node().isTextual()) {
      return at.choice(ENDS);
    }
    return Stages.number(at, stages).map(Breakdown.Taken::new);
  }
}
