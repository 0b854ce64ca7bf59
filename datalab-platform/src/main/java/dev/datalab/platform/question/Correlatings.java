package dev.datalab.platform.question;

import dev.datalab.core.funnel.FunnelCorrelating;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the {@code correlate} of a funnel: {@code {stage?, limit?, minimum?}}. */
final class Correlatings {
  private Correlatings() {}

  /** What stands here, if anything. */
  static Optional<FunnelCorrelating> read(Place at, int stages) {
    if (!at.isGiven() || !at.requireObject()) {
      return Optional.empty();
    }
    at.onlyKnows(List.of("stage", "limit", "minimum"));
    Optional<Integer> stage = Stages.number(at.at("stage"), stages);
    Optional<Integer> limit = at.at("limit").number(1, FunnelCorrelating.MAX_LIMIT);
    Optional<Integer> minimum = at.at("minimum").number(1, Integer.MAX_VALUE);
    return Optional.of(
        new FunnelCorrelating(
            stage.map(OptionalInt::of).orElseGet(OptionalInt::empty),
            limit.orElse(FunnelCorrelating.DEFAULT_LIMIT),
            minimum.orElse(FunnelCorrelating.DEFAULT_MINIMUM)));
  }
}
