package dev.datalab.core.page;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.query.Basis;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import java.io.IOException;

/**
 * Which pages were seen?
 *
 * @param range the events that are looked at
 * @param filter an event that fails it is not there for the question
 * @param limit the most rows: the most viewed pages; 1 to {@value #MAX_LIMIT}
 */
public record PagesQuestion(Range range, Filter filter, int limit)
    implements Question<PagesAnswer> {
  /** The rows of a question that does not say. */
  public static final int DEFAULT_LIMIT = 1_000;

  /** The most rows that can be asked for. */
  public static final int MAX_LIMIT = 100_000;

  /** Requires all parts. */
  public PagesQuestion {
    requireNonNull(range, "range");
    requireNonNull(filter, "filter");
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit: 1 to %d rows, not %d.".formatted(MAX_LIMIT, limit));
    }
  }

  @Override
  public PagesAnswer answer(Basis basis) throws IOException {
    return PagesAnalysis.answer(basis.store(), basis.scope(), this, basis.executor());
  }
}
