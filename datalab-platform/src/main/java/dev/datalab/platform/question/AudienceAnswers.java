package dev.datalab.platform.question;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.datalab.core.audience.AudienceAnswer;
import dev.datalab.core.audience.AudienceAnswer.Bucket;
import dev.datalab.core.audience.AudienceAnswer.Figures;
import dev.datalab.core.audience.AudienceAnswer.Row;
import java.io.IOException;
import java.util.List;

/**
 * Writes answers of the kind {@code audience}:
 *
 * <pre>{@code
 * {FIGURES, browsers: ROWS, os: ROWS, devices: ROWS, languages: ROWS, screens: ROWS,
 *  breakdown?: ROWS, trend?: [{start, FIGURES, incomplete}]}
 * }</pre>
 *
 * with the figures {@code visitors, sessions, newVisitors, returningVisitors} and rows {@code
 * [{value, FIGURES, merged?}]}. A row has {@code merged} only where it stands for other values.
 */
public final class AudienceAnswers {
  private AudienceAnswers() {}

  /** The answer as JSON. */
  public static String json(AudienceAnswer answer) {
    return AnswerText.of(
        json -> {
          writeFigures(json, answer.all());
          writeRows(json, "browsers", answer.browsers());
          writeRows(json, "os", answer.os());
          writeRows(json, "devices", answer.devices());
          writeRows(json, "languages", answer.languages());
          writeRows(json, "screens", answer.screens());
          if (answer.breakdown().isPresent()) {
            writeRows(json, "breakdown", answer.breakdown().get());
          }
          if (answer.trend().isPresent()) {
            writeTrend(json, answer.trend().get());
          }
        });
  }

  private static void writeRows(JsonGenerator json, String list, List<Row> rows)
      throws IOException {
    json.writeArrayFieldStart(list);
    for (Row row : rows) {
      json.writeStartObject();
      json.writeStringField("value", row.value());
      writeFigures(json, row.figures());
      if (row.merged().isPresent()) {
        json.writeNumberField("merged", row.merged().getAsInt());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeTrend(JsonGenerator json, List<Bucket> trend) throws IOException {
    json.writeArrayFieldStart("trend");
    for (Bucket bucket : trend) {
      json.writeStartObject();
      AnswerText.time(json, "start", bucket.start());
      writeFigures(json, bucket.figures());
      json.writeBooleanField("incomplete", bucket.incomplete());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeFigures(JsonGenerator json, Figures of) throws IOException {
    json.writeNumberField("visitors", of.visitors());
    json.writeNumberField("sessions", of.sessions());
    json.writeNumberField("newVisitors", of.newVisitors());
    json.writeNumberField("returningVisitors", of.returningVisitors());
  }
}
