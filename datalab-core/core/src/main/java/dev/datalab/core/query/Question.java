package dev.datalab.core.query;

import java.io.IOException;

/**
 * A question about an app's events, of any kind. It is a value, and brings the engine that answers
 * it; hosts give it to {@link dev.datalab.core.Analysis#ask}, which knows no kinds.
 *
 * <p>Not for hosts to implement: kinds get more methods here without notice.
 *
 * @param <A> its answer
 */
public interface Question<A> {
  /** The events that are looked at. */
  Range range();

  /** An event that fails it is not there for the question. Some kinds can't be filtered. */
  default Filter filter() {
    return Filter.ALL;
  }

  /**
   * The answer: a pure function of the events that are visible when it is asked for.
   *
   * @throws IOException if the store can't be read; the message names what is damaged
   * @throws IllegalArgumentException if the question can't be answered as it stands; the message
   *     begins with the field at fault
   */
  A answer(Basis basis) throws IOException;
}
