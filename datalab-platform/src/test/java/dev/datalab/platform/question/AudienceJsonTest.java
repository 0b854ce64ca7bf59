package dev.datalab.platform.question;

import static dev.datalab.platform.question.Bodies.json;
import static dev.datalab.platform.question.Bodies.pointers;
import static dev.datalab.platform.question.Bodies.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.audience.AudienceAnswer;
import dev.datalab.core.audience.AudienceAnswer.Bucket;
import dev.datalab.core.audience.AudienceAnswer.Figures;
import dev.datalab.core.audience.AudienceAnswer.Row;
import dev.datalab.core.audience.AudienceQuestion;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class AudienceJsonTest {
  private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
  private static final Configured SHOP = Bodies.configured(ZURICH, Map.of());

  @Test
  void aQuestionNeedsNoMoreThanARange() {
    assertThat(AudienceQuestions.read(json("{'from':0,'to':1000}"), SHOP))
        .isEqualTo(
            new Asked<>(
                new AudienceQuestion(
                    new Range(0, 1_000),
                    Filter.ALL,
                    ZURICH,
                    Optional.empty(),
                    Optional.empty(),
                    AudienceQuestion.DEFAULT_LIMIT),
                ""));
    assertThat(
            AudienceQuestions.read(
                json(
                    "{'from':0,'to':1000,'timeZone':'Asia/Tokyo','interval':'day',"
                        + "'breakdown':'channel','limit':7,'archive':'all'}"),
                SHOP))
        .isEqualTo(
            new Asked<>(
                new AudienceQuestion(
                    new Range(0, 1_000),
                    Filter.ALL,
                    ZoneId.of("Asia/Tokyo"),
                    Optional.of(Interval.DAY),
                    Optional.of(BuiltIn.CHANNEL),
                    7),
                "all"));
  }

  @Test
  void whatIsWrongIsNamedAtItsPlace() {
    assertThat(
            pointers(
                rejection(
                    () ->
                        AudienceQuestions.read(
                            json("{'from':0,'to':1,'limit':0,'interval':'year','top':3}"), SHOP))))
        .containsExactlyInAnyOrder("/limit", "/interval", "/top");
  }

  @Test
  void anAnswerIsWrittenFieldByField() {
    Figures figures = new Figures(4, 5, 1, 3);
    List<Row> rows =
        List.of(
            new Row("Firefox", figures, OptionalInt.empty()),
            new Row("…", new Figures(1, 1, 0, 1), OptionalInt.of(9)));
    String firefox =
        "[{'value':'Firefox','visitors':4,'sessions':5,'newVisitors':1,'returningVisitors':3},"
            + "{'value':'…','visitors':1,'sessions':1,'newVisitors':0,'returningVisitors':1,"
            + "'merged':9}]";
    String whole =
        "'visitors':4,'sessions':5,'newVisitors':1,'returningVisitors':3,'browsers':"
            + firefox
            + ",'os':[],'devices':[],'languages':[],'screens':[]";

    assertThat(
            AudienceAnswers.json(
                new AudienceAnswer(
                    figures,
                    rows,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty())))
        .isEqualTo(json("{" + whole + "}"));
    assertThat(
            AudienceAnswers.json(
                new AudienceAnswer(
                    figures,
                    rows,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.of(rows),
                    Optional.of(
                        List.of(
                            new Bucket(
                                OffsetDateTime.parse("2026-11-01T00:00:00+01:00"),
                                figures,
                                true))))))
        .isEqualTo(
            json(
                "{"
                    + whole
                    + ",'breakdown':"
                    + firefox
                    + ",'trend':[{'start':'2026-11-01T00:00:00+01:00','visitors':4,'sessions':5,"
                    + "'newVisitors':1,'returningVisitors':3,'incomplete':true}]}"));
  }
}
