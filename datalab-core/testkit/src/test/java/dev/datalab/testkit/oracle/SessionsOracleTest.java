package dev.datalab.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.session.SessionRow;
import dev.datalab.core.session.SessionsQuestion;
import dev.datalab.testkit.oracle.SessionsOracle.Answer;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine's sessions agree with the oracle on random cases")
class SessionsOracleTest extends Agreement<SessionsQuestion, SessionsKind.Pages> {
  SessionsOracleTest() {
    super(new SessionsKind());
  }

  @Test
  @DisplayName("of which many have several pages, equal ranks, and visits that began before")
  void manyAreHard() {
    assertThat(has(pages -> pages.size() > 1)).isGreaterThan(0.2);
    assertThat(has(pages -> pages.size() > 1 && alike(pages))).isGreaterThan(0.015);
    assertThat(
            has(
                pages ->
                    pages.get(0).list().stream()
                        .anyMatch(row -> row.id().startsWith("~") && !begins(row))))
        .isGreaterThan(0.02);
    assertThat(
            has(pages -> pages.get(0).breakdown().filter(b -> b.values().size() > 1).isPresent()))
        .isGreaterThan(0.1);
  }

  private double has(Predicate<List<Answer>> is) {
    return share(answer -> is.test(((SessionsOracle.Pages) answer).pages()));
  }

  /** Whether a page ends between sessions of one rank. */
  private static boolean alike(List<Answer> pages) {
    SessionRow next = pages.get(1).list().get(0);
    List<SessionRow> first = pages.get(0).list();
    SessionRow last = first.get(first.size() - 1);
    return next.startMillis() == last.startMillis() && next.endMillis() == last.endMillis();
  }

  /** Whether the question looks at the event by which a cut session is called. */
  private static boolean begins(SessionRow row) {
    return row.id().equals("~" + row.startMillis());
  }
}
