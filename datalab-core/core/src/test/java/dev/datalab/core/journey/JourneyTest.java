package dev.datalab.core.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.funnel.Stage;
import dev.datalab.core.journey.JourneyAnswer.OtherPaths;
import dev.datalab.core.journey.JourneyAnswer.Row;
import dev.datalab.core.journey.JourneyAnswer.Time;
import dev.datalab.core.journey.JourneyQuestion.By;
import dev.datalab.core.journey.JourneyQuestion.Direction;
import dev.datalab.core.journey.JourneyQuestion.Form;
import dev.datalab.core.match.CleaningRule;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.Matcher.UrlOp;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a journey's graph says, rule by rule. */
final class JourneyTest {
  private final Trips trips = new Trips();

  @Test
  void aPathIsAUnitsPagesInOrderAndItsLastStepIsAnExit() throws IOException {
    trips.visit("ann", "/ #buy /a !signup /b/ <").visit("bob", "/ /a").visit("cyd", "/b?x=1");

    JourneyAnswer answer = trips.ask(Trips.byUrl());

    assertThat(answer.visitors()).isEqualTo(3);
    assertThat(Trips.nodes(answer))
        .containsExactly(
            "0 / 2 in 2 out 0", "0 /b 1 in 1 out 1", "1 /a 2 in 0 out 1", "2 /b 1 in 0 out 1");
    assertThat(Trips.edges(answer)).containsExactly("0 / > 1 /a 2 (2)", "1 /a > 2 /b 1 (1)");
    assertThat(Trips.paths(answer)).containsExactly("/ /a 1", "/ /a /b 1", "/b 1");
  }

  @Test
  void aPathThatIsCutDoesNotEndThere() throws IOException {
    trips.visit("ann", "/ /a /b").visit("bob", "/ /a");

    JourneyAnswer answer = trips.ask(Trips.byUrl().steps(2));

    assertThat(Trips.nodes(answer)).containsExactly("0 / 2 in 2 out 0", "1 /a 2 in 0 out 1");
    assertThat(Trips.paths(answer)).containsExactly("/ /a 2");
  }

  @Test
  void backwardStepsCountFromTheEndAndEdgesStillLeadOn() throws IOException {
    trips.visit("ann", "/ /a /thanks").visit("bob", "/a /thanks").visit("cyd", "/thanks");

    JourneyAnswer answer = trips.ask(Trips.byUrl().direction(Direction.BACKWARD).steps(2));

    assertThat(Trips.nodes(answer)).containsExactly("0 /thanks 3 in 1 out 3", "1 /a 2 in 1 out 0");
    assertThat(Trips.edges(answer)).containsExactly("1 /a > 0 /thanks 2 (2)");
    assertThat(Trips.paths(answer)).containsExactly("/a /thanks 2", "/thanks 1");
  }

  @Test
  void aPathBeginsAtTheFirstThatMatchesStart() throws IOException {
    trips.visit("ann", "/ /a /b /a /c").visit("bob", "/ /b");

    JourneyAnswer answer = trips.ask(Trips.byUrl().start(Trips.page("/a")));

    assertThat(Trips.paths(answer)).containsExactly("/a /b /a /c 1");
    assertThat(answer.visitors()).isEqualTo(1);
  }

  @Test
  void aPathEndsAtTheFirstStrictlyAfterItsBeginningThatMatchesEnd() throws IOException {
    trips.visit("ann", "/a /b /a /c /a").visit("bob", "/a /b");

    JourneyAnswer answer = trips.ask(Trips.byUrl().start(Trips.page("/a")).end(Trips.page("/a")));

    assertThat(Trips.paths(answer)).containsExactly("/a /b /a 1");
    assertThat(Trips.nodes(answer)).last().isEqualTo("2 /a 1 in 0 out 1");
  }

  @Test
  void aPathPassesByAnEventThatMatchesEvenWhereItIsCut() throws IOException {
    trips.visit("ann", "/ /a /b /c").visit("bob", "/ /a").visit("cyd", "/c");

    JourneyAnswer answer = trips.ask(Trips.byUrl().passing(Trips.page("/c")).steps(2));

    assertThat(Trips.paths(answer)).containsExactly("/ /a 1", "/c 1");
  }

  @Test
  void aNameStraightAfterItselfIsOneStepUnlessRepeatsAreWanted() throws IOException {
    trips.visit("ann", "/ / /a /a/ /");

    assertThat(Trips.paths(trips.ask(Trips.byUrl()))).containsExactly("/ /a / 1");
    assertThat(Trips.paths(trips.ask(Trips.byUrl().repeats(true))))
        .containsExactly("/ / /a /a / 1");
  }

  @Test
  void theFirstRuleThatIsFoundReplacesTheWholeName() throws IOException {
    trips.visit("ann", "/product/7 /product/8 /product/8/reviews /help");
    List<CleaningRule> clean =
        List.of(
            new CleaningRule("/reviews$", "/product/{id}/reviews"),
            new CleaningRule("^/product/", "/product/{id}"));

    assertThat(Trips.paths(trips.ask(Trips.byUrl().clean(clean))))
        .containsExactly("/product/{id} /product/{id}/reviews /help 1");
  }

  @Test
  void namesBeyondTheTopAreMergedAndNoneIsDropped() throws IOException {
    trips
        .visit("ann", "/ /a /x")
        .visit("bob", "/ /b /y")
        .visit("cyd", "/ /c /x")
        .visit("dan", "/ /c");

    JourneyAnswer answer = trips.ask(Trips.byUrl().top(1));

    assertThat(Trips.nodes(answer))
        .containsExactly(
            "0 / 4 in 4 out 0",
            "1 /c 2 in 0 out 1",
            "1 … 2 in 0 out 0 of 2",
            "2 /x 2 in 0 out 2",
            "2 … 1 in 0 out 1 of 1");
    assertThat(Trips.edges(answer))
        .containsExactly(
            "0 / > 1 /c 2 (2)",
            "0 / > 1 … 2 (2)",
            "1 /c > 2 /x 1 (1)",
            "1 … > 2 /x 1 (1)",
            "1 … > 2 … 1 (1)");
  }

  @Test
  void equalWeightsGoByName() throws IOException {
    trips.visit("ann", "/c").visit("bob", "/a").visit("cyd", "/b");

    JourneyAnswer answer = trips.ask(Trips.byUrl().top(2).paths(2));

    assertThat(Trips.nodes(answer))
        .containsExactly("0 /a 1 in 1 out 1", "0 /b 1 in 1 out 1", "0 … 1 in 1 out 1 of 1");
    assertThat(Trips.paths(answer)).containsExactly("/a 1", "/b 1");
    assertThat(answer.otherPaths()).isEqualTo(new OtherPaths(1, 1));
  }

  @Test
  void namesBelowTheLeastWeightAreMerged() throws IOException {
    trips.visit("ann", "/ /a").visit("bob", "/ /a").visit("cyd", "/ /b");

    assertThat(Trips.nodes(trips.ask(Trips.byUrl().minWeight(2))))
        .containsExactly("0 / 3 in 3 out 0", "1 /a 2 in 0 out 2", "1 … 1 in 0 out 1 of 1");
  }

  @Test
  void inAGraphANameIsOneNodeAndTransitionsCountEveryTime() throws IOException {
    trips.visit("ann", "/ /a / /a").visit("bob", "/a /");

    JourneyAnswer answer = trips.ask(Trips.byUrl().form(Form.GRAPH));

    assertThat(Trips.nodes(answer)).containsExactly("/ 2 in 1 out 1", "/a 2 in 1 out 1");
    assertThat(Trips.edges(answer)).containsExactly("/ > /a 1 (2)", "/a > / 2 (2)");
  }

  @Test
  void theTimeOfATransitionRunsFromTheBeginningOfAStepToThatOfTheNext() throws IOException {
    trips.visit("ann", "/ / /a").visit("bob", "/ /a").visit("cyd", "/ #x #y /a");

    JourneyAnswer answer = trips.ask(Trips.byUrl().time(true));

    assertThat(Trips.edge(answer, "0 /", "1 /a").time())
        .contains(new Time((20 + 10 + 30) / 3.0, 20));
    assertThat(trips.ask(Trips.byUrl()).edges().get(0).time()).isEmpty();
  }

  @Test
  void byEventsTheNamesAreThoseOfTheSitesOwnEvents() throws IOException {
    trips.visit("ann", "/ !signup /a !purchase").visit("bob", "/");

    JourneyAnswer answer =
        trips.ask(
            JourneyQuestion.builder(Trips.DAY, new By.Event())
                .end(new Matcher.Named("purchase", Map.of())));

    assertThat(Trips.paths(answer)).containsExactly("signup purchase 1");
  }

  @Test
  void byStagesAnEventThatMatchesSeveralIsTheFirstOfThem() throws IOException {
    trips.visit("ann", "/x / #buy !purchase !purchase+").visit("bob", "/a /b");
    By stages =
        new By.Stages(
            List.of(
                Stage.of("home", Trips.page("/")),
                Stage.of("buy", new Matcher.Click("#buy")),
                Stage.of("bought pro", new Matcher.Named("purchase", Map.of("plan", "pro"))),
                Stage.of("bought", new Matcher.Named("purchase", Map.of()))));

    assertThat(Trips.paths(trips.ask(JourneyQuestion.builder(Trips.DAY, stages))))
        .containsExactly("home buy bought bought pro 1");
  }

  @Test
  void aSessionIsAUnitOfItsOwn() throws IOException {
    trips.visit("ann", "", 0, "/ /a").visit("ann", "", 3_600, "/ /b");

    assertThat(Trips.paths(trips.ask(Trips.byUrl().unit(Unit.SESSION))))
        .containsExactly("/ /a 1", "/ /b 1");
    assertThat(Trips.paths(trips.ask(Trips.byUrl()))).containsExactly("/ /a / /b 1");
  }

  @Test
  void whatIsOutsideTheRangeOrFailsTheFilterIsNotThere() throws IOException {
    trips.visit("ann", "Firefox", 0, "/ /a /b").visit("bob", "Chrome", 0, "/ /b");
    Range middle = new Range(Trips.START + 10_000, Trips.START + 20_000);
    Filter firefox = new Filter.Is(BuiltIn.BROWSER, Filter.Op.EQUALS, List.of("Firefox"));

    assertThat(Trips.paths(trips.ask(JourneyQuestion.builder(middle, new By.Url()))))
        .containsExactly("/a 1", "/b 1");
    assertThat(Trips.paths(trips.ask(Trips.byUrl().filter(firefox)))).containsExactly("/ /a /b 1");
  }

  @Test
  void aBreakdownHasARowPerValueWhereThePathBegins() throws IOException {
    trips
        .visit("ann", "Firefox", 0, "/ /a")
        .visit("ann", "Chrome", 100, "/b")
        .visit("bob", "Chrome", 0, "/")
        .visit("cyd", "Firefox", 0, "/");

    assertThat(trips.ask(Trips.byUrl().steps(3).breakdown(BuiltIn.BROWSER)).breakdown())
        .contains(
            List.of(
                new Row("Firefox", 2, List.of(2L, 1L, 1L)),
                new Row("Chrome", 1, List.of(1L, 0L, 0L))));
    assertThat(
            trips
                .ask(Trips.byUrl().form(Form.GRAPH).breakdown(BuiltIn.BROWSER))
                .breakdown()
                .map(rows -> rows.get(0)))
        .isEqualTo(Optional.of(new Row("Firefox", 2, List.of())));
  }

  @Test
  void theExampleOfTheQuestionShowsWaysFromTheBasket() throws IOException {
    trips.visit("ann", "/ /basket /product/1 /basket").visit("bob", "/basket /product/2");

    JourneyQuestion question =
        JourneyQuestion.builder(Trips.DAY, new By.Url())
            .start(new Matcher.Url(UrlOp.EQUALS, "/basket"))
            .steps(5)
            .clean(List.of(new CleaningRule("^/product/", "/product/{id}")))
            .build();

    assertThat(Trips.paths(trips.ask(Trips.byUrl().start(Trips.page("/basket")))))
        .containsExactly("/basket /product/1 /basket 1", "/basket /product/2 1");
    assertThat(JourneyAnalysis.answer(trips.store(4), Trips.SCOPE, question, Runnable::run).nodes())
        .extracting(JourneyAnswer.Node::name)
        .containsExactly("/basket", "/product/{id}", "/basket");
  }

  @Test
  void anAppWithoutEventsHasNoPath() throws IOException {
    JourneyAnswer answer =
        trips.visit("ann", "#click").ask(Trips.byUrl().time(true).breakdown(BuiltIn.BROWSER));

    assertThat(answer)
        .isEqualTo(
            new JourneyAnswer(
                0, List.of(), List.of(), List.of(), new OtherPaths(0, 0), Optional.of(List.of())));
  }

  @Test
  void aQuestionThatCanNotBeAnsweredNamesTheField() {
    assertThatThrownBy(() -> Trips.byUrl().steps(21).build()).hasMessage("steps: 1 to 20, not 21.");
    assertThat(Trips.byUrl().steps(1_000).form(Form.GRAPH).build().steps()).isEqualTo(1_000);
    assertThatThrownBy(() -> Trips.byUrl().top(0).build()).hasMessageStartingWith("top: 1 to");
    assertThatThrownBy(() -> Trips.byUrl().paths(-1).build()).hasMessageStartingWith("paths: 0 to");
    assertThatThrownBy(() -> Trips.byUrl().minWeight(0).build())
        .hasMessageStartingWith("minWeight: 1 to");
    assertThatThrownBy(() -> new CleaningRule("(", "x")).hasMessageStartingWith("pattern: not an");
    assertThatThrownBy(() -> new CleaningRule("x", "")).hasMessageStartingWith("as: 1 to");
  }
}
