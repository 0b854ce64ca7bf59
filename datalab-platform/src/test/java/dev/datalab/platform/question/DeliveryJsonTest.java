package dev.datalab.platform.question;

import static dev.datalab.platform.question.Bodies.configured;
import static dev.datalab.platform.question.Bodies.json;
import static dev.datalab.platform.question.Bodies.pointers;
import static dev.datalab.platform.question.Bodies.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.delivery.DeliveryAnswer;
import dev.datalab.core.delivery.DeliveryAnswer.Day;
import dev.datalab.core.delivery.DeliveryAnswer.Fates;
import dev.datalab.core.delivery.DeliveryAnswer.Reason;
import dev.datalab.core.delivery.DeliveryQuestion;
import dev.datalab.core.query.Range;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DeliveryJsonTest {
  private static final Configured SHOP = configured(ZoneId.of("Asia/Tokyo"), Map.of());

  private static Asked<DeliveryQuestion> read(String fields) {
    return DeliveryQuestions.read(json("{'from':0,'to':1000" + fields + "}"), SHOP);
  }

  @Test
  void aQuestionHasARangeAndAnArchive() {
    assertThat(read(",'archive':'all','timeZone':'UTC'"))
        .isEqualTo(new Asked<>(new DeliveryQuestion(new Range(0, 1_000)), "all"));
  }

  @Test
  void whatHasNoMeaningForDeliveryIsRefused() {
    assertThat(
            pointers(
                rejection(
                    () ->
                        read(
                            ",'timeZone':'Asia/Tokyo','filters':{'os':'x'},'breakdown':'os',"
                                + "'segment':{'page':'/a'},'limit':1"))))
        .contains("/timeZone", "/filters", "/breakdown", "/segment", "/limit");
    assertThat(rejection(() -> read(",'timeZone':'Asia/Tokyo'")).violations().get(0).detail())
        .isEqualTo("timeZone: delivery is counted by days in UTC; give UTC or leave it out.");
  }

  @Test
  void anAnswerIsWrittenFieldByField() {
    Fates fates = new Fates(5, 3, 2, 1, List.of(new Reason("no url", 2), new Reason("no type", 1)));

    String text =
        "'sent':11,'stored':5,'refused':3,'duplicates':2,'lost':1,"
            + "'reasons':[{'reason':'no url','events':2},{'reason':'no type','events':1}]";
    assertThat(
            DeliveryAnswers.json(
                new DeliveryAnswer(fates, List.of(new Day(LocalDate.parse("2026-11-01"), fates)))))
        .isEqualTo(json("{" + text + ",'days':[{'day':'2026-11-01'," + text + "}]}"));
  }
}
