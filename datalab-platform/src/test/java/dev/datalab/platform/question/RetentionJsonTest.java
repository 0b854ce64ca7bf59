package dev.datalab.platform.question;

import static dev.datalab.platform.question.Bodies.configured;
import static dev.datalab.platform.question.Bodies.json;
import static dev.datalab.platform.question.Bodies.pointers;
import static dev.datalab.platform.question.Bodies.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import dev.datalab.core.retention.RetentionAnswer;
import dev.datalab.core.retention.RetentionAnswer.Cohort;
import dev.datalab.core.retention.RetentionAnswer.Period;
import dev.datalab.core.retention.RetentionAnswer.Return;
import dev.datalab.core.retention.RetentionAnswer.Row;
import dev.datalab.core.retention.RetentionAnswer.Rows;
import dev.datalab.core.retention.RetentionQuestion;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RetentionJsonTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Configured SHOP = configured(ZONE, Map.of());

  @Test
  void aQuestionSaysLittle() {
    assertThat(read("'from':0,'to':1000"))
        .isEqualTo(
            new RetentionQuestion(
                new Range(0, 1_000),
                Filter.ALL,
                ZONE,
                Interval.WEEK,
                12,
                Optional.empty(),
                RetentionQuestion.DEFAULT_LIMIT));
    assertThat(read("'from':0,'to':1000,'interval':'day'").periods()).isEqualTo(30);
    assertThat(read("'from':0,'to':1000,'interval':'month'").periods()).isEqualTo(12);
  }

  @Test
  void orEverything() {
    assertThat(
            read(
                "'from':0,'to':1000,'timeZone':'Asia/Tokyo','interval':'month','periods':1000,"
                    + "'breakdown':'device','limit':7"))
        .isEqualTo(
            new RetentionQuestion(
                new Range(0, 1_000),
                Filter.ALL,
                ZoneId.of("Asia/Tokyo"),
                Interval.MONTH,
                1_000,
                Optional.of(BuiltIn.DEVICE),
                7));
  }

  private static RetentionQuestion read(String fields) {
    return RetentionQuestions.read(json("{" + fields + "}"), SHOP).question();
  }

  @Test
  void whatIsWrongIsNamedAtItsPlace() {
    assertThat(
            pointers(
                rejection(
                    () ->
                        read(
                            "'from':0,'to':1,'interval':'hour','periods':1001,'limit':0,"
                                + "'unit':'session'"))))
        .containsExactlyInAnyOrder("/interval", "/periods", "/limit", "/unit");
  }

  @Test
  void anAnswerIsWrittenFieldByField() {
    OffsetDateTime monday = OffsetDateTime.parse("2026-10-19T00:00:00+02:00");
    OffsetDateTime next = OffsetDateTime.parse("2026-10-26T00:00:00+01:00");
    List<Return> returns = List.of(new Return(4, 1));
    List<Cohort> cohorts =
        List.of(
            new Cohort(monday, 4, false, List.of(new Period(next, 1, 0.25, false))),
            new Cohort(next, 0, true, List.of()));

    assertThat(
            RetentionAnswers.json(
                new RetentionAnswer(
                    4,
                    returns,
                    cohorts,
                    Optional.of(new Rows(List.of(new Row("mobile", 4, returns)), 2)))))
        .isEqualTo(
            json(
                "{'visitors':4,'returns':[{'of':4,'visitors':1,'share':0.25}],'cohorts':["
                    + "{'start':'2026-10-19T00:00:00+02:00','visitors':4,'incomplete':false,"
                    + "'periods':[{'start':'2026-10-26T00:00:00+01:00','visitors':1,"
                    + "'share':0.25,'incomplete':false}]},"
                    + "{'start':'2026-10-26T00:00:00+01:00','visitors':0,'incomplete':true,"
                    + "'periods':[]}],'breakdown':[{'value':'mobile','visitors':4,"
                    + "'returns':[{'of':4,'visitors':1,'share':0.25}]}],'more':2}"));
    assertThat(
            RetentionAnswers.json(new RetentionAnswer(0, List.of(), List.of(), Optional.empty())))
        .isEqualTo(json("{'visitors':0,'returns':[],'cohorts':[]}"));
  }
}
