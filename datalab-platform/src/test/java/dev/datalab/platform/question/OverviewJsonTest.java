package dev.datalab.platform.question;

import static dev.datalab.platform.question.Bodies.json;
import static dev.datalab.platform.question.Bodies.pointers;
import static dev.datalab.platform.question.Bodies.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.overview.OverviewAnswer;
import dev.datalab.core.overview.OverviewAnswer.Bucket;
import dev.datalab.core.overview.OverviewAnswer.Change;
import dev.datalab.core.overview.OverviewAnswer.Figures;
import dev.datalab.core.overview.OverviewAnswer.PageRow;
import dev.datalab.core.overview.OverviewAnswer.SourceRow;
import dev.datalab.core.overview.OverviewQuestion;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class OverviewJsonTest {
  private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
  private static final Configured SHOP = Bodies.configured(ZURICH, Map.of());

  @Test
  void aQuestionNeedsNoMoreThanARange() {
    assertThat(OverviewQuestions.read(json("{'from':0,'to':1000}"), SHOP))
        .isEqualTo(
            new Asked<>(
                new OverviewQuestion(
                    new Range(0, 1_000),
                    Filter.ALL,
                    ZURICH,
                    Optional.empty(),
                    Optional.empty(),
                    OverviewQuestion.DEFAULT_LIMIT),
                ""));
    assertThat(
            OverviewQuestions.read(
                json(
                    "{'from':0,'to':1000,'timeZone':'UTC','interval':'hour','limit':3,"
                        + "'compare':{'from':'1970-01-01T00:00:07Z','to':9000}}"),
                SHOP))
        .isEqualTo(
            new Asked<>(
                new OverviewQuestion(
                    new Range(0, 1_000),
                    Filter.ALL,
                    ZoneId.of("UTC"),
                    Optional.of(new Range(7_000, 9_000)),
                    Optional.of(Interval.HOUR),
                    3),
                ""));
  }

  @Test
  void whatIsWrongIsNamedAtItsPlace() {
    assertThat(wrong("'limit':0,'interval':'year','breakdown':'os'"))
        .containsExactlyInAnyOrder("/limit", "/interval", "/breakdown");
    assertThat(wrong("'compare':'week'")).containsExactly("/compare");
    assertThat(wrong("'compare':{'from':9,'until':8}"))
        .containsExactlyInAnyOrder("/compare/until", "/compare/to");
    assertThat(wrong("'compare':{'from':9,'to':8}")).containsExactly("/compare/from");
  }

  private static List<String> wrong(String fields) {
    return pointers(
        rejection(() -> OverviewQuestions.read(json("{'from':0,'to':1," + fields + "}"), SHOP)));
  }

  @Test
  void anAnswerIsWrittenFieldByField() {
    OptionalDouble none = OptionalDouble.empty();
    OptionalDouble half = OptionalDouble.of(0.5);
    Figures figures = new Figures(1, 2, 3, 4, 5, 6, 0.25, OptionalDouble.of(90), half, 1.5);
    Figures nothing = new Figures(0, 0, 0, 0, 0, 0, 0, none, none, 0);
    Change change = new Change(half, none, none, none, none, none, none, none, none, half);
    Bucket day =
        new Bucket(OffsetDateTime.of(2026, 11, 1, 0, 0, 0, 0, ZoneOffset.UTC), 1, 2, 3, false);
    String begin =
        "{'compare':{'from':'1970-01-01T00:00:00Z','to':'1970-01-01T00:00:01.5Z'},'figures':{"
            + "'visitors':1,'newVisitors':2,'sessions':3,'views':4,'events':5,'clicks':6,"
            + "'bounceRate':0.25,'averageSessionSeconds':90,'medianSessionSeconds':0.5,"
            + "'viewsPerSession':1.5},'before':{'visitors':0,'newVisitors':0,'sessions':0,"
            + "'views':0,'events':0,'clicks':0,'bounceRate':0,'averageSessionSeconds':null,"
            + "'medianSessionSeconds':null,'viewsPerSession':0},'change':{'visitors':0.5,"
            + "'newVisitors':null,'sessions':null,'views':null,'events':null,'clicks':null,"
            + "'bounceRate':null,'averageSessionSeconds':null,'medianSessionSeconds':null,"
            + "'viewsPerSession':0.5},";
    String end =
        "'topPages':[{'page':'/a','views':7,'visitors':6,'before':{'views':5,'visitors':4}}],"
            + "'topSources':[{'source':'','sessions':9,'visitors':8,"
            + "'before':{'sessions':7,'visitors':6}}],'more':{'pages':11,'sources':12}}";

    assertThat(
            OverviewAnswers.json(
                answer(figures, nothing, change, Optional.empty(), Optional.empty())))
        .isEqualTo(json(begin + end));
    assertThat(
            OverviewAnswers.json(
                answer(
                    figures, nothing, change, Optional.of(List.of(day)), Optional.of(List.of()))))
        .isEqualTo(
            json(
                begin
                    + "'trend':[{'start':'2026-11-01T00:00:00Z','visitors':1,'sessions':2,"
                    + "'views':3,'incomplete':false}],'trendBefore':[],"
                    + end));
  }

  private static OverviewAnswer answer(
      Figures figures,
      Figures before,
      Change change,
      Optional<List<Bucket>> trend,
      Optional<List<Bucket>> trendBefore) {
    return new OverviewAnswer(
        new Range(0, 1_500),
        figures,
        before,
        change,
        trend,
        trendBefore,
        List.of(new PageRow("/a", 7, 6, 5, 4)),
        11,
        List.of(new SourceRow("", 9, 8, 7, 6)),
        12);
  }
}
