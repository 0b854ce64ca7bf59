package dev.datalab.platform.question;

import static dev.datalab.platform.question.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.FunnelAnswer.Bucket;
import dev.datalab.core.funnel.FunnelAnswer.Row;
import dev.datalab.core.funnel.FunnelAnswer.StageResult;
import dev.datalab.core.funnel.FunnelComparison;
import dev.datalab.core.funnel.FunnelComparison.StageTests;
import dev.datalab.core.funnel.FunnelCorrelations;
import dev.datalab.core.funnel.FunnelVisitors;
import dev.datalab.core.query.Distribution;
import dev.datalab.core.query.Distribution.Bin;
import dev.datalab.core.query.ProportionTest;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FunnelAnswersTest {
  private static final List<StageResult> STAGES =
      List.of(
          new StageResult("a \"quoted\" ä", 3, 0.75, 1, 1, 2, 2, Optional.empty()),
          new StageResult(
              "b",
              1,
              0.25,
              1.0 / 3,
              0.001,
              0,
              1,
              Optional.of(
                  new Distribution(
                      1.5,
                      2,
                      2e-4,
                      List.of(new Bin(0, 0.5, 0), new Bin(0.5, 1, 12_345_678_901L))))));

  private static final Distribution DAY =
      new Distribution(86_400, 86_400, 86_400, List.of(new Bin(86_400, 172_800, 1)));

  @Test
  void anAnswerHasTheShapeOfTheContract() {
    FunnelAnswer answer =
        new FunnelAnswer(
            4,
            STAGES,
            Optional.of(DAY),
            Optional.of(
                List.of(
                    new Bucket(
                        OffsetDateTime.parse("2026-11-02T00:00:00+01:00"), List.of(3L, 1L), true),
                    new Bucket(OffsetDateTime.parse("2026-11-03T00:00Z"), List.of(0L, 0L), false))),
            Optional.of(
                List.of(
                    new Row("Firefox", List.of(2L, 1L)),
                    new Row("", List.of(1L, 0L)),
                    new Row(Optional.empty(), List.of(1L, 0L)))));

    assertThat(FunnelAnswers.json(answer))
        .isEqualTo(
            "{\"visitors\":4,\"stages\":[{\"name\":\"a \\\"quoted\\\" ä\","
                + json(
                    "'visitors':3,'conversionFromAll':0.75,'conversionFromFirst':1,"
                        + "'conversionFromPrevious':1,'dropOff':2,'time':null},"
                        + "{'name':'b','visitors':1,'conversionFromAll':0.25,"
                        + "'conversionFromFirst':0.3333333333333333,'conversionFromPrevious':0.001,"
                        + "'dropOff':0,'time':{'average':1.5,'median':2,'p90':2.0E-4,'histogram':["
                        + "{'from':0,'to':0.5,'count':0},{'from':0.5,'to':1,'count':12345678901}]}}],"
                        + "'time':{'average':86400,'median':86400,'p90':86400,'histogram':["
                        + "{'from':86400,'to':172800,'count':1}]},"
                        + "'trend':[{'start':'2026-11-02T00:00:00+01:00',"
                        + "'stages':[{'visitors':3},{'visitors':1}],'incomplete':true},"
                        + "{'start':'2026-11-03T00:00:00Z',"
                        + "'stages':[{'visitors':0},{'visitors':0}],'incomplete':false}],"
                        + "'breakdown':[{'value':'Firefox','stages':[{'visitors':2},{'visitors':1}]},"
                        + "{'value':'','stages':[{'visitors':1},{'visitors':0}]},"
                        + "{'value':null,'stages':[{'visitors':1},{'visitors':0}]}]}"));
  }

  @Test
  void aListHasTheUnitsAndTheNextPage() {
    OffsetDateTime begun = OffsetDateTime.parse("2026-11-02T00:00:00.500+01:00");
    FunnelVisitors.Row visitor =
        new FunnelVisitors.Row(
            "anna", Optional.empty(), begun, begun.plusSeconds(1), begun.plusSeconds(2), 1);
    assertThat(written(new FunnelVisitors(List.of(visitor), Optional.of("abc"))))
        .endsWith(
            json(
                "'list':{'visitors':[{'visitor':'anna','begun':'2026-11-02T00:00:00.5+01:00',"
                    + "'reached':'2026-11-02T00:00:01.5+01:00',"
                    + "'ended':'2026-11-02T00:00:02.5+01:00','stage':1}],'next':'abc'}}"));
    FunnelVisitors.Row session =
        new FunnelVisitors.Row("anna", Optional.of("s1"), begun, begun, begun, 0);
    assertThat(written(new FunnelVisitors(List.of(session), Optional.empty())))
        .contains(json("{'visitor':'anna','session':'s1','begun':"))
        .doesNotContain("next");
  }

  private static String written(FunnelVisitors list) {
    return FunnelAnswers.json(
        new FunnelAnswer(
            4,
            STAGES,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(list),
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  void aComparisonHasTheOtherFiguresAndHowTheyDiffer() {
    ProportionTest test = new ProportionTest(0.2, 0.05, 0.35, 2.5, 0.0125);
    ProportionTest none = new ProportionTest(0, -1, 1, 0, 1);
    FunnelComparison comparison =
        new FunnelComparison(
            Optional.of("last week"),
            9,
            STAGES.subList(0, 1),
            Optional.empty(),
            List.of(new StageTests(test, none, none)));
    String nothing = "{'difference':0,'low':-1,'high':1,'z':0,'pValue':1}";
    assertThat(
            FunnelAnswers.json(
                new FunnelAnswer(
                    4,
                    STAGES,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(comparison),
                    Optional.empty())))
        .contains(json("'comparison':{'name':'last week','visitors':9,'stages':[{"))
        .endsWith(
            json(
                "'time':null}],'time':null,'tests':[{'conversionFromAll':{'difference':0.2,"
                    + "'low':0.05,'high':0.35,'z':2.5,'pValue':0.0125},'conversionFromFirst':"
                    + nothing
                    + ",'conversionFromPrevious':"
                    + nothing
                    + "}]}}"));
  }

  @Test
  void correlationsHaveTheirCountsInEachRow() {
    FunnelCorrelations.Row property =
        new FunnelCorrelations.Row("browser", "Firefox", 40, 10, 16, 5.5, 46.25, 0.001);
    FunnelCorrelations.Row page = new FunnelCorrelations.Row("page", "/a", 1, 2, 0.5, 0.25, 1, 1);
    String json =
        FunnelAnswers.json(
            new FunnelAnswer(
                4,
                STAGES,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new FunnelCorrelations(1, 50, 60, List.of(property), List.of(page)))));
    assertThat(json)
        .endsWith(
            json(
                "'correlations':{'stage':1,'converted':50,'dropped':60,'properties':[{"
                    + "'property':'browser','value':'Firefox','converted':50,'convertedWith':40,"
                    + "'dropped':60,'droppedWith':10,'oddsRatio':16,'low':5.5,'high':46.25,"
                    + "'pValue':0.001}],'pages':[{'page':'/a','converted':50,'convertedWith':1,"
                    + "'dropped':60,'droppedWith':2,'oddsRatio':0.5,'low':0.25,'high':1,"
                    + "'pValue':1}]}}"));
  }

  @Test
  void trendAndBreakdownAreThereOnlyWhereTheyWereAskedFor() {
    assertThat(
            FunnelAnswers.json(
                new FunnelAnswer(
                    4, STAGES, Optional.empty(), Optional.empty(), Optional.of(List.of()))))
        .doesNotContain("trend")
        .endsWith(json("}],'time':null,'breakdown':[]}"));
    assertThat(
            FunnelAnswers.json(
                new FunnelAnswer(
                    4, STAGES, Optional.empty(), Optional.of(List.of()), Optional.empty())))
        .doesNotContain("breakdown")
        .endsWith(json("}],'time':null,'trend':[]}"));
  }
}
