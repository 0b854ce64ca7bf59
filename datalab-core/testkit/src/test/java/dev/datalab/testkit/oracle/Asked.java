package dev.datalab.testkit.oracle;

import dev.datalab.core.Analysis;
import dev.datalab.core.funnel.Breakdown;
import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.journey.JourneyAnswer;
import dev.datalab.core.journey.JourneyQuestion;
import dev.datalab.core.journey.JourneyQuestion.By;
import dev.datalab.core.page.PagesAnswer;
import dev.datalab.core.page.PagesQuestion;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The engine over one app. */
record Asked(RandomApp app, Analysis analysis, Scope scope, String told) {
  FunnelAnswer funnel(
      List<Stage> stages,
      Order order,
      Filter filter,
      Optional<Interval> interval,
      Optional<Dimension> breakdown)
      throws IOException {
    return analysis.funnel(
        scope,
        new FunnelQuestion(
            app.range,
            filter,
            scope.site().timeZone(),
            new Definition(stages, Optional.empty(), order, app.unit, List.of()),
            interval,
            breakdown.map(Breakdown::of)));
  }

  /** Who reaches each of these stages, one after the other. */
  List<Long> ordered(Stage... stages) throws IOException {
    return QuestionsAgreeTest.visitors(
        funnel(List.of(stages), Order.ORDERED, app.filter, Optional.empty(), Optional.empty()));
  }

  PagesAnswer pages() throws IOException {
    return analysis.pages(scope, new PagesQuestion(app.range, app.filter, 1_000));
  }

  JourneyQuestion.Builder by(By by) {
    return JourneyQuestion.builder(app.range, by)
        .filter(app.filter)
        .unit(app.unit)
        .top(JourneyQuestion.MAX_TOP);
  }

  JourneyQuestion.Builder byUrl() {
    return by(new By.Url());
  }

  JourneyQuestion.Builder byUrl(Unit unit) {
    return byUrl().unit(unit);
  }

  JourneyAnswer journey(JourneyQuestion.Builder question) throws IOException {
    return analysis.journey(scope, question.build());
  }
}
