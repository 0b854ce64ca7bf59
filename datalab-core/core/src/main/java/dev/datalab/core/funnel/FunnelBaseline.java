package dev.datalab.core.funnel;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.event.Names;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Segment;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a funnel is compared with: the same funnel of another range, filter or segment. What is left
 * out is the question's.
 *
 * @param name comes back in the answer
 * @param fromMillis where the range begins, included; in milliseconds since the epoch
 * @param toMillis where it ends, excluded; in milliseconds since the epoch
 * @param filter in place of the question's
 * @param segment in place of the one that is asked
 */
public record FunnelBaseline(
    Optional<String> name,
    OptionalLong fromMillis,
    OptionalLong toMillis,
    Optional<Filter> filter,
    Optional<Segment> segment) {
  /** Requires all parts. */
  public FunnelBaseline {
    name.ifPresent(of -> Names.checked("compare", of));
    requireNonNull(fromMillis, "fromMillis");
    requireNonNull(toMillis, "toMillis");
    requireNonNull(filter, "filter");
    requireNonNull(segment, "segment");
  }

  /** The same funnel of another range. */
  public static FunnelBaseline of(Range range) {
    return new FunnelBaseline(
        Optional.empty(),
        OptionalLong.of(range.fromMillis()),
        OptionalLong.of(range.toMillis()),
        Optional.empty(),
        Optional.empty());
  }

  /** The same funnel with another filter. */
  public static FunnelBaseline of(Filter filter) {
    return new FunnelBaseline(
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.of(filter),
        Optional.empty());
  }

  /**
   * The range in place of a question's.
   *
   * @throws IllegalArgumentException if it would end before it begins
   */
  Range range(Range of) {
    long from = fromMillis.orElse(of.fromMillis());
    long to = toMillis.orElse(of.toMillis());
    if (from >= to) {
      throw new IllegalArgumentException(
          "compare/from: before 'to'; what is left out is the question's.");
    }
    return new Range(from, to);
  }
}
