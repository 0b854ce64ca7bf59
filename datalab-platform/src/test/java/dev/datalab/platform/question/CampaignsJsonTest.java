package dev.datalab.platform.question;

import static dev.datalab.platform.question.Bodies.STAGES;
import static dev.datalab.platform.question.Bodies.configured;
import static dev.datalab.platform.question.Bodies.json;
import static dev.datalab.platform.question.Bodies.pointers;
import static dev.datalab.platform.question.Bodies.rejection;
import static dev.datalab.platform.question.Bodies.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.campaign.CampaignsAnswer;
import dev.datalab.core.campaign.CampaignsAnswer.Row;
import dev.datalab.core.campaign.CampaignsAnswer.Rows;
import dev.datalab.core.campaign.CampaignsAnswer.Touch;
import dev.datalab.core.campaign.CampaignsQuestion;
import dev.datalab.core.funnel.Goal;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Filter.Op;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Unit;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class CampaignsJsonTest {
  private static final Configured SHOP =
      configured(
          ZoneOffset.UTC,
          Map.of(
              "checkout",
              tree(
                  "{'id':'checkout','name':'Checkout','unit':'session','interval':'day',"
                      + "'breakdown':'os','timeZone':'Asia/Tokyo','filters':{'device':'mobile'},"
                      + STAGES
                      + "}")));

  @Test
  void aQuestionMayDoWithoutAFunnel() {
    assertThat(
            CampaignsQuestions.read(
                json("{'from':0,'to':1000,'breakdown':'device','limit':7}"), SHOP))
        .isEqualTo(
            new Asked<>(
                new CampaignsQuestion(
                    new Range(0, 1_000),
                    Filter.ALL,
                    Optional.empty(),
                    Optional.of(BuiltIn.DEVICE),
                    7),
                ""));
  }

  @Test
  void aConfiguredFunnelIsTheSameAsItsStagesAndFilters() {
    Goal configured = goal("'checkout'").orElseThrow();

    assertThat(configured.definition().unit()).isEqualTo(Unit.SESSION);
    assertThat(configured.filter())
        .isEqualTo(new Filter.Is(BuiltIn.DEVICE, Op.EQUALS, List.of("mobile")));
    assertThat(goal("{" + STAGES + ",'unit':'session','filters':{'device':'mobile'}}"))
        .contains(configured);
  }

  private static Optional<Goal> goal(String text) {
    return CampaignsQuestions.read(json("{'from':0,'to':1,'funnel':" + text + "}"), SHOP)
        .question()
        .goal();
  }

  @Test
  void whatIsWrongIsNamedAtItsPlace() {
    assertThat(wrong("'funnel':'gone','limit':0")).containsExactly("/funnel", "/limit");
    assertThat(wrong("'funnel':7")).containsExactly("/funnel");
    assertThat(wrong("'funnel':{'window':'P1M','interval':'day'},'stages':[]"))
        .containsExactlyInAnyOrder(
            "/funnel/window", "/funnel/interval", "/funnel/stages", "/stages");
  }

  private static List<String> wrong(String fields) {
    return pointers(
        rejection(() -> CampaignsQuestions.read(json("{'from':0,'to':1," + fields + "}"), SHOP)));
  }

  @Test
  void anAnswerIsWrittenFieldByField() {
    Touch half = new Touch(4, OptionalLong.of(2));
    Touch none = new Touch(0, OptionalLong.of(0));
    Rows rows = new Rows(List.of(new Row("Spring", 3, 2, half, none)), 5);
    Rows empty = new Rows(List.of(), 0);

    assertThat(
            CampaignsAnswers.json(
                new CampaignsAnswer(9, 8, half, rows, empty, empty, empty, Optional.of(empty))))
        .isEqualTo(
            json(
                "{'sessions':9,'visitors':8,'conversions':2,'conversionRate':0.5,'campaigns':["
                    + "{'value':'Spring','sessions':3,'visitors':2,"
                    + "'firstTouch':{'visitors':4,'conversions':2,'conversionRate':0.5},"
                    + "'lastTouch':{'visitors':0,'conversions':0,'conversionRate':0}}],"
                    + "'sources':[],'mediums':[],'channels':[],'breakdown':[],'more':"
                    + "{'campaigns':5,'sources':0,'mediums':0,'channels':0,'breakdown':0}}"));
    Touch visits = new Touch(1, OptionalLong.empty());
    Rows bare = new Rows(List.of(new Row("", 1, 1, visits, visits)), 0);
    assertThat(
            CampaignsAnswers.json(
                new CampaignsAnswer(1, 1, visits, bare, empty, empty, empty, Optional.empty())))
        .isEqualTo(
            json(
                "{'sessions':1,'visitors':1,'campaigns':[{'value':'','sessions':1,'visitors':1,"
                    + "'firstTouch':{'visitors':1},'lastTouch':{'visitors':1}}],"
                    + "'sources':[],'mediums':[],'channels':[],"
                    + "'more':{'campaigns':0,'sources':0,'mediums':0,'channels':0}}"));
  }
}
