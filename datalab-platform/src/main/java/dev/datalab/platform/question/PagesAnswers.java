package dev.datalab.platform.question;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.datalab.core.page.PagesAnswer;
import dev.datalab.core.page.PagesAnswer.PageRow;
import dev.datalab.core.page.PagesAnswer.TimeOnPage;
import java.io.IOException;

/**
 * Writes answers of the kind {@code pages}:
 *
 * <pre>{@code
 * {views, visitors, sessions, bounces, bounceRate,
 *  pages: [{page, views, visitors, entries, exits, bounces, bounceRate,
 *           time: {average, median, views} | null}], more}
 * }</pre>
 */
public final class PagesAnswers {
  private PagesAnswers() {}

  /** The answer as JSON. */
  public static String json(PagesAnswer answer) {
    return AnswerText.of(
        json -> {
          json.writeNumberField("views", answer.views());
          json.writeNumberField("visitors", answer.visitors());
          json.writeNumberField("sessions", answer.sessions());
          json.writeNumberField("bounces", answer.bounces());
          AnswerText.number(json, "bounceRate", answer.bounceRate());
          json.writeArrayFieldStart("pages");
          for (PageRow row : answer.pages()) {
            write(json, row);
          }
          json.writeEndArray();
          json.writeNumberField("more", answer.more());
        });
  }

  private static void write(JsonGenerator json, PageRow row) throws IOException {
    json.writeStartObject();
    json.writeStringField("page", row.page());
    json.writeNumberField("views", row.views());
    json.writeNumberField("visitors", row.visitors());
    json.writeNumberField("entries", row.entries());
    json.writeNumberField("exits", row.exits());
    json.writeNumberField("bounces", row.bounces());
    AnswerText.number(json, "bounceRate", row.bounceRate());
    if (row.time().isPresent()) {
      TimeOnPage time = row.time().get();
      json.writeObjectFieldStart("time");
      AnswerText.number(json, "average", time.average());
      AnswerText.number(json, "median", time.median());
      json.writeNumberField("views", time.views());
      json.writeEndObject();
    } else {
      json.writeNullField("time");
    }
    json.writeEndObject();
  }
}
