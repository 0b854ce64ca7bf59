package dev.datalab.platform.question;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.datalab.core.retention.RetentionAnswer;
import dev.datalab.core.retention.RetentionAnswer.Cohort;
import dev.datalab.core.retention.RetentionAnswer.Period;
import dev.datalab.core.retention.RetentionAnswer.Return;
import dev.datalab.core.retention.RetentionAnswer.Row;
import dev.datalab.core.retention.RetentionAnswer.Rows;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Writes answers of the kind {@code retention}:
 *
 * <pre>{@code
 * {visitors, returns: RETURNS,
 *  cohorts: [{start, visitors, incomplete, periods: [{start, visitors, share, incomplete}]}],
 *  breakdown?: [{value, visitors, returns: RETURNS}], more?}
 * }</pre>
 *
 * with returns {@code [{of, visitors, share}]}, one for each period after that of the cohort.
 * {@code more} says how many rows the breakdown leaves out.
 */
public final class RetentionAnswers {
  private RetentionAnswers() {}

  /** The answer as JSON. */
  public static String json(RetentionAnswer answer) {
    return AnswerText.of(
        json -> {
          json.writeNumberField("visitors", answer.visitors());
          writeReturns(json, answer.returns());
          json.writeArrayFieldStart("cohorts");
          for (Cohort cohort : answer.cohorts()) {
            write(json, cohort);
          }
          json.writeEndArray();
          if (answer.breakdown().isPresent()) {
            writeRows(json, answer.breakdown().get());
          }
        });
  }

  private static void writeReturns(JsonGenerator json, List<Return> returns) throws IOException {
    json.writeArrayFieldStart("returns");
    for (Return each : returns) {
      json.writeStartObject();
      json.writeNumberField("of", each.of());
      json.writeNumberField("visitors", each.visitors());
      AnswerText.number(json, "share", each.share());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Cohort cohort) throws IOException {
    json.writeStartObject();
    json.writeStringField("start", text(cohort.start()));
    json.writeNumberField("visitors", cohort.visitors());
    json.writeBooleanField("incomplete", cohort.incomplete());
    json.writeArrayFieldStart("periods");
    for (Period period : cohort.periods()) {
      json.writeStartObject();
      json.writeStringField("start", text(period.start()));
      json.writeNumberField("visitors", period.visitors());
      AnswerText.number(json, "share", period.share());
      json.writeBooleanField("incomplete", period.incomplete());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String text(OffsetDateTime start) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(start);
  }

  private static void writeRows(JsonGenerator json, Rows rows) throws IOException {
    json.writeArrayFieldStart("breakdown");
    for (Row row : rows.rows()) {
      json.writeStartObject();
      json.writeStringField("value", row.value());
      json.writeNumberField("visitors", row.visitors());
      writeReturns(json, row.returns());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("more", rows.more());
  }
}
