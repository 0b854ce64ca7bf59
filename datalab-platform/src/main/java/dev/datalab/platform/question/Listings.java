package dev.datalab.platform.question;

import dev.datalab.core.funnel.VisitorListing;
import dev.datalab.core.funnel.VisitorListing.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the {@code list} of a funnel: {@code {stage, outcome: "converted" | "dropped", limit?,
 * after?}}.
 */
final class Listings {
  private static final Map<String, Outcome> OUTCOMES = Words.of(Outcome.class);

  /** Longer than the cursor of any visitor's id. */
  private static final int MAX_CURSOR = 8_000;

  private Listings() {}

  /** The listing that stands here, if any. */
  static Optional<VisitorListing> read(Place at, int stages) {
    if (!at.isGiven() || !at.requireObject()) {
      return Optional.empty();
    }
    at.onlyKnows(List.of("stage", "outcome", "limit", "after"));
    Optional<Integer> stage = Stages.required(at.at("stage"), stages);
    Optional<Outcome> outcome = at.at("outcome").requireChoice(OUTCOMES);
    Optional<Integer> limit = at.at("limit").number(1, VisitorListing.MAX_LIMIT);
    Optional<String> after = at.at("after").text(MAX_CURSOR);
    return stage.isPresent() && outcome.isPresent()
        ? Optional.of(
            new VisitorListing(
                stage.get(), outcome.get(), limit.orElse(VisitorListing.DEFAULT_LIMIT), after))
        : Optional.empty();
  }
}
