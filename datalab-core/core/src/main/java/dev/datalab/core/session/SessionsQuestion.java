package dev.datalab.core.session;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.query.Basis;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import java.io.IOException;
import java.util.Optional;

/**
 * How many sessions were there, how long, and which?
 *
 * @param range the events that are looked at
 * @param filter an event that fails it is not there for the question
 * @param breakdown asks for a row per value of this dimension
 * @param visitor asks for the sessions of this visitor only
 * @param order how the list is ordered
 * @param limit the most sessions of the list; 1 to {@value #MAX_LIMIT}
 * @param after the list begins behind this position: the {@link SessionsAnswer#next} of an answer
 *     to the same question
 */
public record SessionsQuestion(
    Range range,
    Filter filter,
    Optional<Dimension> breakdown,
    Optional<String> visitor,
    SessionOrder order,
    int limit,
    Optional<SessionPosition> after)
    implements Question<SessionsAnswer> {
  /** The sessions of a question that does not say. */
  public static final int DEFAULT_LIMIT = 100;

  /** The most sessions that can be asked for at a time. */
  public static final int MAX_LIMIT = 1_000;

  /** Requires all parts. */
  public SessionsQuestion {
    requireNonNull(range, "range");
    requireNonNull(filter, "filter");
    requireNonNull(breakdown, "breakdown");
    requireNonNull(visitor, "visitor");
    requireNonNull(order, "order");
    requireNonNull(after, "after");
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit: 1 to %d sessions, not %d; ask for the next with 'after'."
              .formatted(MAX_LIMIT, limit));
    }
  }

  @Override
  public SessionsAnswer answer(Basis basis) throws IOException {
    return SessionsAnalysis.answer(basis.store(), basis.scope(), this, basis.executor());
  }
}
