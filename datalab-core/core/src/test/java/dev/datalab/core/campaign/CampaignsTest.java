package dev.datalab.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.Told;
import dev.datalab.core.campaign.CampaignsAnswer.Row;
import dev.datalab.core.campaign.CampaignsAnswer.Rows;
import dev.datalab.core.campaign.CampaignsAnswer.Touch;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Goal;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Campaign;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Site;
import dev.datalab.core.query.Unit;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What people came by, and what came of it. */
final class CampaignsTest {
  private static final Site SHOP =
      new Site(
          "https://shop.example",
          ZoneOffset.UTC,
          List.of(
              new Campaign(
                  "spring", "Spring", new Campaign.Rule.UtmIs(new Utm("", "", "spring", "", ""))),
              new Campaign("news", "News", new Campaign.Rule.ReferrerIs("news.example"))));

  @Test
  void aSessionCameByWhatItsFirstEventSays() throws IOException {
    CampaignsAnswer answer =
        ask(
            Unit.VISITOR,
            "ann [utm.source=google utm.medium=cpc utm.campaign=spring]: /@0 /a@10",
            "ann: /b@20",
            "ann [referrer=https://m.news.example/x]: /@4000",
            "bob: /@0");

    assertThat(answer.sessions()).isEqualTo(3);
    assertThat(answer.visitors()).isEqualTo(2);
    assertThat(answer.campaigns().rows())
        .extracting(Row::value, Row::sessions, Row::visitors)
        .containsExactly(tuple("", 1L, 1L), tuple("News", 1L, 1L), tuple("Spring", 1L, 1L));
    assertThat(answer.sources().rows())
        .extracting(Row::value)
        .containsExactly("", "google", "m.news.example");
    assertThat(answer.mediums().rows())
        .extracting(Row::value)
        .containsExactly("", "cpc", "referral");
    assertThat(answer.channels().rows())
        .extracting(Row::value)
        .containsExactly("Direct", "Paid Search", "Referral");
  }

  @Test
  void firstTouchIsTheFirstSessionAndLastTouchTheSessionOfTheCompletion() throws IOException {
    CampaignsAnswer answer =
        ask(
            Unit.VISITOR,
            "ann [utm.campaign=spring]: /@-90000",
            "ann [referrer=https://news.example/]: /@0 !purchase@10",
            "ann: /@5000",
            "bob [utm.campaign=spring]: /@0",
            "cyd: /@0 !purchase@5");

    assertThat(answer.all()).isEqualTo(new Touch(3, OptionalLong.of(2)));
    assertThat(answer.all().conversionRate()).isEqualTo(2 / 3.0);
    assertThat(row(answer.campaigns(), "Spring").firstTouch())
        .isEqualTo(new Touch(2, OptionalLong.of(1)));
    assertThat(row(answer.campaigns(), "Spring").lastTouch())
        .isEqualTo(new Touch(1, OptionalLong.of(0)));
    assertThat(row(answer.campaigns(), "News").lastTouch())
        .isEqualTo(new Touch(1, OptionalLong.of(1)));
    assertThat(row(answer.campaigns(), "News").firstTouch().units()).isZero();
  }

  @Test
  void whereTheFunnelCountsSessionsSoDoAttributions() throws IOException {
    CampaignsAnswer answer =
        ask(
            Unit.SESSION,
            "ann [utm.campaign=spring]: /@0 !purchase@1",
            "ann: !purchase@4000",
            "ann: /@9000");

    assertThat(answer.all()).isEqualTo(new Touch(3, OptionalLong.of(2)));
    assertThat(row(answer.campaigns(), "Spring").firstTouch())
        .isEqualTo(new Touch(3, OptionalLong.of(2)));
    assertThat(row(answer.campaigns(), "").lastTouch()).isEqualTo(new Touch(2, OptionalLong.of(1)));
  }

  @Test
  void aCampaignThatBroughtNobodyHasARow() throws IOException {
    assertThat(row(ask(Unit.VISITOR, "ann: /@0").campaigns(), "News").sessions()).isZero();
  }

  @Test
  void withoutAGoalNothingConverts() throws IOException {
    CampaignsAnswer answer =
        Told.ask(
            SHOP,
            (analysis, scope) ->
                analysis.campaigns(
                    scope,
                    new CampaignsQuestion(
                        Told.DAY, Filter.ALL, Optional.empty(), Optional.of(BuiltIn.BROWSER), 1)),
            "ann [browser=Firefox]: /@0",
            "bob [browser=Chrome]: /@0 /@4000");

    assertThat(answer.all()).isEqualTo(new Touch(2, OptionalLong.empty()));
    assertThat(answer.breakdown().orElseThrow().rows())
        .extracting(Row::value)
        .containsExactly("Chrome");
    assertThat(answer.breakdown().orElseThrow().more()).isEqualTo(1);
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.api.Assertions.tuple(values);
  }

  private static CampaignsAnswer ask(Unit unit, String... visits) throws IOException {
    Definition purchase =
        new Definition(
            List.of(Stage.of("Purchase", new Matcher.Named("purchase", java.util.Map.of()))),
            Optional.empty(),
            Order.ORDERED,
            unit,
            List.of());
    return Told.ask(
        SHOP,
        (analysis, scope) ->
            analysis.campaigns(
                scope,
                new CampaignsQuestion(
                    Told.DAY,
                    Filter.ALL,
                    Optional.of(new Goal(purchase, Filter.ALL)),
                    Optional.empty(),
                    10)),
        visits);
  }

  private static Row row(Rows rows, String value) {
    return rows.rows().stream().filter(row -> row.value().equals(value)).findFirst().orElseThrow();
  }
}
