package dev.datalab.core.campaign;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.funnel.Goal;
import dev.datalab.core.query.Basis;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import java.io.IOException;
import java.util.Optional;

/**
 * What brought people here, and what came of it?
 *
 * @param range the events that are looked at
 * @param filter an event that fails it is not there for the question
 * @param goal the funnel whose completions are conversions; without one only visits are counted
 * @param breakdown asks for a row per value of this dimension, beside those of campaign, source,
 *     medium and channel
 * @param limit the most rows of each list; 1 to {@value #MAX_LIMIT}
 */
public record CampaignsQuestion(
    Range range, Filter filter, Optional<Goal> goal, Optional<Dimension> breakdown, int limit)
    implements Question<CampaignsAnswer> {
  /** The rows of a question that does not say. */
  public static final int DEFAULT_LIMIT = 1_000;

  /** The most rows that can be asked for. */
  public static final int MAX_LIMIT = 10_000;

  /** Requires all parts. */
  public CampaignsQuestion {
    requireNonNull(range, "range");
    requireNonNull(filter, "filter");
    requireNonNull(goal, "goal");
    requireNonNull(breakdown, "breakdown");
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit: 1 to %d rows, not %d.".formatted(MAX_LIMIT, limit));
    }
  }

  @Override
  public CampaignsAnswer answer(Basis basis) throws IOException {
    return CampaignsAnalysis.answer(basis.store(), basis.scope(), this, basis.executor());
  }
}
