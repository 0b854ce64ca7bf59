package dev.datalab.core.funnel;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Filter;
import java.util.List;
import java.util.OptionalInt;

/**
 * What ends an attempt when it happens between two stages: any two; with {@code after} alone that
 * stage and the next; with {@code before} all up to that stage; with both all between them.
 *
 * @param anyOf any of these, at least one
 * @param after from this stage on (0-based)
 * @param before up to this stage (0-based)
 * @param filter an event that fails it is no exclusion
 */
public record Exclusion(List<Matcher> anyOf, OptionalInt after, OptionalInt before, Filter filter) {
  /** Requires a matcher. */
  public Exclusion {
    anyOf = List.copyOf(anyOf);
    requireNonNull(after, "after");
    requireNonNull(before, "before");
    requireNonNull(filter, "filter");
    if (anyOf.isEmpty() || anyOf.size() > Stage.MAX_ALTERNATIVES) {
      throw new IllegalArgumentException(
          "exclude: 1 to %d matchers, not %d.".formatted(Stage.MAX_ALTERNATIVES, anyOf.size()));
    }
  }

  /** An exclusion whatever the event is like. */
  public Exclusion(List<Matcher> anyOf, OptionalInt after) {
    this(anyOf, after, OptionalInt.empty(), Filter.ALL);
  }

  /** The first stage behind which it holds. */
  int firstGap() {
    return after.orElse(0);
  }

  /** The stage from which on it holds no more, of so many. */
  int endGap(int stages) {
    return before.orElse(after.isPresent() ? after.getAsInt() + 1 : stages - 1);
  }
}
