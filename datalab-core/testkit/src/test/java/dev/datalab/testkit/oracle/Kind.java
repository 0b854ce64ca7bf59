package dev.datalab.testkit.oracle;

import dev.datalab.core.Analysis;
import dev.datalab.core.query.Scope;
import java.io.IOException;
import java.util.List;

/**
 * A kind of question, as far as comparing engine and oracle goes.
 *
 * @param <Q> the question
 * @param <A> the engine's answer
 */
interface Kind<Q, A> {
  /** The random case of a number, always the same. */
  Case<Q> make(long seed);

  /** What the oracle says, in the shape of the engine's answer; see {@link Likeness}. */
  Object oracle(AppCase app, Q question);

  /** What the engine says. */
  A ask(Analysis analysis, Scope scope, Q question) throws IOException;

  /** Questions that are one thing simpler. */
  List<Q> simpler(Q question);

  /** A question with everything that its answer depends on. */
  record Case<Q>(AppCase app, Q question) {
    @Override
    public String toString() {
      return question + "\n" + app;
    }
  }
}
