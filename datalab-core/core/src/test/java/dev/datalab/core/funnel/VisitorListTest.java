package dev.datalab.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.datalab.core.funnel.VisitorListing.Outcome;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VisitorListTest {
  private static final String[] VISITS = {
    "anna: /a@0 /b@10 /c@20", "bert: /a@5 /b@7", "cara: /a@1", "dora: /x@0", "emil: /a@5 /b@7"
  };

  private static FunnelVisitors list(Ask ask, VisitorListing listing, String... visits) {
    return ask.list(listing).of(visits).list().orElseThrow();
  }

  private static List<String> names(FunnelVisitors list) {
    return list.visitors().stream().map(FunnelVisitors.Row::visitor).toList();
  }

  @Test
  void whoReachedAStageIsListedTheLastFirstAndThenByVisitor() {
    FunnelVisitors list =
        list(Ask.stages("/a", "/b", "/c"), VisitorListing.of(1, Outcome.CONVERTED), VISITS);
    assertThat(names(list)).containsExactly("anna", "bert", "emil");
    assertThat(list.next()).isEmpty();
    assertThat(list.visitors().get(0))
        .isEqualTo(
            new FunnelVisitors.Row(
                "anna",
                Optional.empty(),
                OffsetDateTime.parse("2026-11-02T00:00:00Z"),
                OffsetDateTime.parse("2026-11-02T00:00:10Z"),
                OffsetDateTime.parse("2026-11-02T00:00:20Z"),
                2));
  }

  @Test
  void whoLeftAtAStageAreThoseOfItsDropOff() {
    Ask ask = Ask.stages("/a", "/b", "/c");
    assertThat(names(list(ask, VisitorListing.of(0, Outcome.DROPPED), VISITS)))
        .containsExactly("cara");
    assertThat(names(list(ask, VisitorListing.of(1, Outcome.DROPPED), VISITS)))
        .containsExactly("bert", "emil");
    assertThat(names(list(ask, VisitorListing.of(2, Outcome.DROPPED), VISITS))).isEmpty();
  }

  @Test
  void whoSkippedAnOptionalStageDidNotReachItAndDidNotLeaveBeforeIt() {
    Ask ask = Ask.stages("/a", "/b optional", "/c");
    String[] visits = {"anna: /a@0 /c@1", "bert: /a@0 /b@1"};
    assertThat(names(list(ask, VisitorListing.of(1, Outcome.CONVERTED), visits)))
        .containsExactly("bert");
    assertThat(names(list(ask, VisitorListing.of(0, Outcome.DROPPED), visits)))
        .containsExactly("bert");
  }

  @Test
  void sessionsAreListedByTheirIdsWhereTheyAreTheUnits() {
    FunnelVisitors list =
        list(
            Ask.stages("/a").perSession(),
            VisitorListing.of(0, Outcome.CONVERTED),
            "anna [session=s1]: /a@0",
            "anna [session=s2]: /a@0",
            "anna: /a@9000");
    assertThat(list.visitors())
        .extracting(row -> row.session().orElseThrow())
        .containsExactly("", "s1", "s2");
  }

  @Test
  void pagesAreExact() {
    List<String> visits = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      visits.add("v" + i + ": /a@" + i % 7 + " /b@" + (10 + i % 3));
    }
    String[] lines = visits.toArray(new String[0]);
    Ask ask = Ask.stages("/a", "/b").window(60);
    List<String> whole =
        names(list(ask, new VisitorListing(1, Outcome.CONVERTED, 1_000, Optional.empty()), lines));
    assertThat(whole).hasSize(100).doesNotHaveDuplicates();
    List<String> paged = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      FunnelVisitors page = list(ask, new VisitorListing(1, Outcome.CONVERTED, 7, after), lines);
      paged.addAll(names(page));
      after = page.next();
    } while (after.isPresent());
    assertThat(paged).isEqualTo(whole);
  }

  @Test
  void aCursorGoesOnBehindItsPlaceWhateverCameBefore() {
    Ask ask = Ask.stages("/a");
    VisitorListing first = new VisitorListing(0, Outcome.CONVERTED, 1, Optional.empty());
    Optional<String> next = list(ask, first, "anna: /a@5", "bert: /a@3").next();
    VisitorListing second = new VisitorListing(0, Outcome.CONVERTED, 9, next);
    assertThat(names(list(ask, second, "anna: /a@5", "bert: /a@3", "cara: /a@9", "dora: /a@4")))
        .containsExactly("dora", "bert");
  }

  @Test
  void aCursorOfAnotherQuestionOrNoneAtAllIsRefused() {
    VisitorListing first = new VisitorListing(0, Outcome.CONVERTED, 1, Optional.empty());
    String cursor = list(Ask.stages("/a", "/b"), first, VISITS).next().orElseThrow();
    for (String wrong : List.of("x", "!", "", cursor + "A", cursor.substring(4), "A" + cursor)) {
      refuses(Ask.stages("/a", "/b"), 0, Outcome.CONVERTED, wrong);
    }
    refuses(Ask.stages("/a", "/c"), 0, Outcome.CONVERTED, cursor);
    refuses(Ask.stages("/a", "/b").window(5), 0, Outcome.CONVERTED, cursor);
    refuses(Ask.stages("/a", "/b"), 1, Outcome.CONVERTED, cursor);
    refuses(Ask.stages("/a", "/b"), 0, Outcome.DROPPED, cursor);
  }

  private static void refuses(Ask ask, int stage, Outcome outcome, String cursor) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> list(ask, new VisitorListing(stage, outcome, 1, Optional.of(cursor)), VISITS))
        .withMessageStartingWith("list/after: no cursor of this question;");
  }

  @Test
  void aStageThatIsNotThereIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> list(Ask.stages("/a"), VisitorListing.of(1, Outcome.CONVERTED), VISITS))
        .withMessageStartingWith("list/stage: ");
  }

  @Test
  void whoeverAsksForNoListGetsNone() {
    assertThat(Ask.stages("/a").of(VISITS).list()).isEmpty();
  }
}
