package dev.datalab.core.live;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.query.Filter;

/**
 * A funnel that a live view counts.
 *
 * @param id what the host knows it by; comes back in the answer
 * @param name what people call it; comes back in the answer
 * @param definition its stages and rules; whatever its unit is, a live view counts visitors
 * @param filter an event that fails it is not there for the funnel
 */
public record LiveFunnel(String id, String name, Definition definition, Filter filter) {
  /** Requires all parts. */
  public LiveFunnel {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(definition, "definition");
    requireNonNull(filter, "filter");
  }
}
