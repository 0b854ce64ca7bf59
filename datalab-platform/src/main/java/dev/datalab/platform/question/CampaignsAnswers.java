package dev.datalab.platform.question;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.datalab.core.campaign.CampaignsAnswer;
import dev.datalab.core.campaign.CampaignsAnswer.Row;
import dev.datalab.core.campaign.CampaignsAnswer.Rows;
import dev.datalab.core.campaign.CampaignsAnswer.Touch;
import java.io.IOException;

/**
 * Writes answers of the kind {@code campaigns}:
 *
 * <pre>{@code
 * {sessions, visitors, conversions?, conversionRate?,
 *  campaigns: ROWS, sources: ROWS, mediums: ROWS, channels: ROWS, breakdown?: ROWS,
 *  more: {campaigns, sources, mediums, channels, breakdown?}}
 * }</pre>
 *
 * with rows {@code [{value, sessions, visitors, firstTouch: TOUCH, lastTouch: TOUCH}]} and touches
 * {@code {visitors, conversions?, conversionRate?}}. Conversions are there if the question has a
 * funnel; as in a funnel's answer, {@code visitors} of a touch are sessions where the funnel counts
 * these.
 */
public final class CampaignsAnswers {
  private CampaignsAnswers() {}

  /** The answer as JSON. */
  public static String json(CampaignsAnswer answer) {
    return AnswerText.of(
        json -> {
          json.writeNumberField("sessions", answer.sessions());
          json.writeNumberField("visitors", answer.visitors());
          writeConversions(json, answer.all());
          writeRows(json, "campaigns", answer.campaigns());
          writeRows(json, "sources", answer.sources());
          writeRows(json, "mediums", answer.mediums());
          writeRows(json, "channels", answer.channels());
          if (answer.breakdown().isPresent()) {
            writeRows(json, "breakdown", answer.breakdown().get());
          }
          json.writeObjectFieldStart("more");
          json.writeNumberField("campaigns", answer.campaigns().more());
          json.writeNumberField("sources", answer.sources().more());
          json.writeNumberField("mediums", answer.mediums().more());
          json.writeNumberField("channels", answer.channels().more());
          if (answer.breakdown().isPresent()) {
            json.writeNumberField("breakdown", answer.breakdown().get().more());
          }
          json.writeEndObject();
        });
  }

  private static void writeRows(JsonGenerator json, String list, Rows rows) throws IOException {
    json.writeArrayFieldStart(list);
    for (Row row : rows.rows()) {
      json.writeStartObject();
      json.writeStringField("value", row.value());
      json.writeNumberField("sessions", row.sessions());
      json.writeNumberField("visitors", row.visitors());
      writeTouch(json, "firstTouch", row.firstTouch());
      writeTouch(json, "lastTouch", row.lastTouch());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeTouch(JsonGenerator json, String field, Touch touch) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeNumberField("visitors", touch.units());
    writeConversions(json, touch);
    json.writeEndObject();
  }

  private static void writeConversions(JsonGenerator json, Touch touch) throws IOException {
    if (touch.conversions().isPresent()) {
      json.writeNumberField("conversions", touch.conversions().getAsLong());
      AnswerText.number(json, "conversionRate", touch.conversionRate());
    }
  }
}
