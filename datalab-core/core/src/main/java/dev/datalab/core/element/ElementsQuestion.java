package dev.datalab.core.element;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.query.Basis;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * How long do people hesitate over elements, and what do they do then?
 *
 * @param range the events that are looked at
 * @param filter an event that fails it is not there for the question
 * @param elements the configured ones, each of which gets a row; ids are unique
 * @param breakdown asks for rows per value of this dimension
 * @param limit the most rows for elements that are not configured: the most hovered over; 0 to
 *     {@value #MAX_LIMIT}
 */
public record ElementsQuestion(
    Range range,
    Filter filter,
    List<InterestingElement> elements,
    Optional<Dimension> breakdown,
    int limit)
    implements Question<ElementsAnswer> {
  /** The rows of a question that does not say. */
  public static final int DEFAULT_LIMIT = 100;

  /** The most rows that can be asked for. */
  public static final int MAX_LIMIT = 10_000;

  /** Requires all parts. */
  public ElementsQuestion {
    requireNonNull(range, "range");
    requireNonNull(filter, "filter");
    elements = List.copyOf(elements);
    requireNonNull(breakdown, "breakdown");
    if (limit < 0 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit: 0 to %d rows, not %d.".formatted(MAX_LIMIT, limit));
    }
    if (elements.stream().map(InterestingElement::id).distinct().count() < elements.size()) {
      throw new IllegalArgumentException("elements: two of them have the same id; rename one.");
    }
  }

  @Override
  public ElementsAnswer answer(Basis basis) throws IOException {
    return ElementsAnalysis.answer(basis.store(), basis.scope(), this, basis.executor());
  }
}
