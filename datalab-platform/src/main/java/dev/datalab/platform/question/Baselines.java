package dev.datalab.platform.question;

import dev.datalab.core.funnel.FunnelBaseline;
import dev.datalab.core.query.Filter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the {@code compare} of a funnel: {@code {name?, from?, to?, filters?, segment?}}. */
final class Baselines {
  private static final List<String> KNOWN = List.of("name", "from", "to", "filters", "segment");

  private Baselines() {}

  /** The baseline that stands here, if any. */
  static Optional<FunnelBaseline> read(Place at) {
    if (!at.isGiven() || !at.requireObject()) {
      return Optional.empty();
    }
    at.onlyKnows(KNOWN);
    Optional<String> name = at.at("name").isGiven() ? at.at("name").name() : Optional.empty();
    OptionalLong from = instant(at.at("from"));
    OptionalLong to = instant(at.at("to"));
    Optional<Filter> filter =
        at.at("filters").isGiven() ? Filters.read(at.at("filters")) : Optional.empty();
    return at.make(
        () -> new FunnelBaseline(name, from, to, filter, Segments.read(at.at("segment"))));
  }

  private static OptionalLong instant(Place at) {
    return at.isGiven()
        ? Times.instant(at).map(OptionalLong::of).orElseGet(OptionalLong::empty)
        : OptionalLong.empty();
  }
}
