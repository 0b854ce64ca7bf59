package dev.datalab.core.session;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.query.Basis;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import java.io.IOException;
import java.util.Optional;

/**
 * What happened in one session?
 *
 * @param range the events that are looked at
 * @param filter an event that fails it is not there for the question
 * @param session its {@link SessionRow#id}
 * @param visitor whose it is; without it every visitor is looked at, which takes as long as a list
 *     of sessions, and of several with a session of this id the first by id is meant
 * @param limit the most events; 1 to {@value #MAX_LIMIT}
 * @param after the events begin behind this one: the {@link CourseAnswer.Course#next} of an answer
 *     to the same question
 */
public record CourseQuestion(
    Range range,
    Filter filter,
    String session,
    Optional<String> visitor,
    int limit,
    Optional<EventPosition> after)
    implements Question<CourseAnswer> {
  /** The events of a question that does not say. */
  public static final int DEFAULT_LIMIT = 100;

  /** The most events that can be asked for at a time. */
  public static final int MAX_LIMIT = 1_000;

  /** Requires all parts. */
  public CourseQuestion {
    requireNonNull(range, "range");
    requireNonNull(filter, "filter");
    requireNonNull(session, "session");
    requireNonNull(visitor, "visitor");
    requireNonNull(after, "after");
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit: 1 to %d events, not %d; ask for the next with 'after'."
              .formatted(MAX_LIMIT, limit));
    }
  }

  @Override
  public CourseAnswer answer(Basis basis) throws IOException {
    return CourseAnalysis.answer(basis.store(), basis.scope(), this, basis.executor());
  }
}
