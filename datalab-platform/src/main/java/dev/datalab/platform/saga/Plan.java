package dev.datalab.platform.saga;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a kind of saga does.
 *
 * @param kind name of the kind, kept in the record
 * @param onFailure what becomes of a saga that did not get through
 * @param steps in the order in which they are performed
 */
public record Plan(String kind, Direction onFailure, List<Step> steps) {
  /** Copies the steps. */
  public Plan {
    requireNonNull(onFailure, "onFailure");
    if (kind.isEmpty() || steps.isEmpty()) {
      throw new IllegalArgumentException("saga: a plan has a kind and at least one step.");
    }
    steps = List.copyOf(steps);
  }
}
