package dev.datalab.core.funnel;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.query.Filter;

/**
 * A funnel that is to be completed: the goal of a question that is not about the funnel itself. A
 * unit completes it if its counted attempt takes the last stage, and once at most.
 *
 * @param definition the stages and the rules of the way through
 * @param filter an event that fails it is not there for the funnel
 */
public record Goal(Definition definition, Filter filter) {
  /** Requires both. */
  public Goal {
    requireNonNull(definition, "definition");
    requireNonNull(filter, "filter");
  }
}
