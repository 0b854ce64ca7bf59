package dev.datalab.core.delivery;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.query.Basis;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import java.io.IOException;

/**
 * What became of the events that clients sent?
 *
 * @param range every day in UTC of which it has a moment is looked at, as a whole
 */
public record DeliveryQuestion(Range range) implements Question<DeliveryAnswer> {
  /** Requires a range. */
  public DeliveryQuestion {
    requireNonNull(range, "range");
  }

  @Override
  public DeliveryAnswer answer(Basis basis) throws IOException {
    return DeliveryAnalysis.answer(basis.store(), basis.scope(), this);
  }
}
