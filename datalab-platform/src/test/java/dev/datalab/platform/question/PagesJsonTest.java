package dev.datalab.platform.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.page.PagesAnswer;
import dev.datalab.core.page.PagesAnswer.PageRow;
import dev.datalab.core.page.PagesAnswer.TimeOnPage;
import dev.datalab.core.page.PagesQuestion;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Violation;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PagesJsonTest {
  private static final Configured NOTHING = Bodies.configured(ZoneOffset.UTC, Map.of());

  @Test
  void aQuestionHasARangeAndPerhapsALimit() {
    assertThat(PagesQuestions.read("{\"from\":0,\"to\":\"1970-01-01T00:00:01Z\"}", NOTHING))
        .isEqualTo(
            new Asked<>(
                new PagesQuestion(new Range(0, 1_000), Filter.ALL, PagesQuestion.DEFAULT_LIMIT),
                ""));
    assertThat(
            PagesQuestions.read("{\"from\":0,\"to\":1,\"limit\":5,\"archive\":\"all\"}", NOTHING)
                .question()
                .limit())
        .isEqualTo(5);
  }

  @Test
  void whatIsWrongIsNamedAtItsPlace() {
    assertThatThrownBy(
            () ->
                PagesQuestions.read(
                    "{\"from\":0,\"to\":1,\"limit\":0,\"breakdown\":\"browser\"}", NOTHING))
        .isInstanceOfSatisfying(
            Rejection.class,
            rejection ->
                assertThat(rejection.violations())
                    .extracting(Violation::pointer)
                    .containsExactlyInAnyOrder("/limit", "/breakdown"));
  }

  @Test
  void anAnswerIsWrittenFieldByField() {
    PagesAnswer answer =
        new PagesAnswer(
            3,
            2,
            2,
            1,
            0.5,
            List.of(
                new PageRow("/", 2, 2, 2, 0, 0, 0, Optional.of(new TimeOnPage(1.5, 1, 2))),
                new PageRow("/a", 1, 1, 0, 2, 1, 0, Optional.empty())),
            4);
    assertThat(PagesAnswers.json(answer))
        .isEqualTo(
            "{\"views\":3,\"visitors\":2,\"sessions\":2,\"bounces\":1,\"bounceRate\":0.5,\"pages\":["
                + "{\"page\":\"/\",\"views\":2,\"visitors\":2,\"entries\":2,\"exits\":0,\"bounces\":0,"
                + "\"bounceRate\":0,\"time\":{\"average\":1.5,\"median\":1,\"views\":2}},"
                + "{\"page\":\"/a\",\"views\":1,\"visitors\":1,\"entries\":0,\"exits\":2,\"bounces\":1,"
                + "\"bounceRate\":0,\"time\":null}],\"more\":4}");
  }
}
