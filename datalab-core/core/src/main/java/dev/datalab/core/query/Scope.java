package dev.datalab.core.query;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * Whose events a question is asked of.
 *
 * @param app the app's id
 * @param generation the generation whose events are read; none means all of them
 * @param site the app's settings that answers depend on
 */
public record Scope(String app, OptionalInt generation, Site site) {
  /** Requires all parts. */
  public Scope {
    requireNonNull(app, "app");
    requireNonNull(generation, "generation");
    requireNonNull(site, "site");
  }
}
