package dev.datalab.core.query;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whose events a question is asked of.
 *
 * @param app the app's id
 * @param generation the generation whose events are read; none means all of them
 * @param site the app's settings that answers depend on
 * @param segment the visitors whose events are read; none means all of them
 */
public record Scope(String app, OptionalInt generation, Site site, Optional<Segment> segment) {
  /** Requires all parts. */
  public Scope {
    requireNonNull(app, "app");
    requireNonNull(generation, "generation");
    requireNonNull(site, "site");
    requireNonNull(segment, "segment");
  }

  /** All visitors of an app. */
  public Scope(String app, OptionalInt generation, Site site) {
    this(app, generation, site, Optional.empty());
  }

  /** The same app, but the visitors of a segment alone. */
  public Scope of(Segment segment) {
    return new Scope(app, generation, site, Optional.of(segment));
  }
}
