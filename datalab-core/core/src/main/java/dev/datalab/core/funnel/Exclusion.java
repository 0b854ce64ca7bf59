package dev.datalab.core.funnel;

import dev.datalab.core.match.Matcher;
import java.util.List;
import java.util.OptionalInt;

/**
 * What ends an attempt when it happens between two stages.
 *
 * @param anyOf any of these, at least one
 * @param after only between this stage (0-based) and the next; none means between any two
 */
public record Exclusion(List<Matcher> anyOf, OptionalInt after) {
  /** Requires a matcher. */
  public Exclusion {
    anyOf = List.copyOf(anyOf);
    if (anyOf.isEmpty() || anyOf.size() > Stage.MAX_ALTERNATIVES) {
      throw new IllegalArgumentException(
          "exclude: 1 to %d matchers, not %d.".formatted(Stage.MAX_ALTERNATIVES, anyOf.size()));
    }
  }
}
