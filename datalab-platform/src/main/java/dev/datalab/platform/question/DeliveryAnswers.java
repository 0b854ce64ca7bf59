package dev.datalab.platform.question;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.datalab.core.delivery.DeliveryAnswer;
import dev.datalab.core.delivery.DeliveryAnswer.Day;
import dev.datalab.core.delivery.DeliveryAnswer.Fates;
import dev.datalab.core.delivery.DeliveryAnswer.Reason;
import java.io.IOException;

/**
 * Writes answers of the kind {@code delivery}: {@code {FATES, days: [{day, FATES}]}} with the fates
 * {@code sent, stored, refused, duplicates, lost, reasons: [{reason, events}]}, and days in UTC as
 * {@code 2026-11-01}.
 */
public final class DeliveryAnswers {
  private DeliveryAnswers() {}

  /** The answer as JSON. */
  public static String json(DeliveryAnswer answer) {
    return AnswerText.of(
        json -> {
          write(json, answer.total());
          json.writeArrayFieldStart("days");
          for (Day day : answer.days()) {
            json.writeStartObject();
            json.writeStringField("day", day.day().toString());
            write(json, day.fates());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, Fates fates) throws IOException {
    json.writeNumberField("sent", fates.sent());
    json.writeNumberField("stored", fates.stored());
    json.writeNumberField("refused", fates.refused());
    json.writeNumberField("duplicates", fates.duplicates());
    json.writeNumberField("lost", fates.lost());
    json.writeArrayFieldStart("reasons");
    for (Reason reason : fates.reasons()) {
      json.writeStartObject();
      json.writeStringField("reason", reason.reason());
      json.writeNumberField("events", reason.events());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
