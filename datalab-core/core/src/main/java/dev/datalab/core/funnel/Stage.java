package dev.datalab.core.funnel;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.event.Names;
import dev.datalab.core.match.Matcher;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A step of a funnel.
 *
 * @param anyOf what enters it: any of these, at least one
 * @param optional whether it may be skipped
 * @param within the longest time after the stage taken before, included
 */
public record Stage(String name, List<Matcher> anyOf, boolean optional, Optional<Duration> within) {
  /** The most alternatives of a stage. */
  public static final int MAX_ALTERNATIVES = 20;

  /** Requires a name and a matcher. */
  public Stage {
    Names.checked("stage", name);
    anyOf = List.copyOf(anyOf);
    requireNonNull(within, "within");
    if (anyOf.isEmpty() || anyOf.size() > MAX_ALTERNATIVES) {
      throw new IllegalArgumentException(
          "anyOf: 1 to %d matchers, not %d.".formatted(MAX_ALTERNATIVES, anyOf.size()));
    }
    if (within.filter(Duration::isNegative).isPresent()) {
      throw new IllegalArgumentException("within: a duration of zero or more, as PT10M.");
    }
  }

  /** A stage that one matcher enters. */
  public static Stage of(String name, Matcher match) {
    return new Stage(name, List.of(match), false, Optional.empty());
  }
}
