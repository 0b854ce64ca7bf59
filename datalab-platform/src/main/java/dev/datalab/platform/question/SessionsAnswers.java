package dev.datalab.platform.question;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.session.CourseAnswer;
import dev.datalab.core.session.CourseAnswer.Course;
import dev.datalab.core.session.SessionOrder;
import dev.datalab.core.session.SessionRow;
import dev.datalab.core.session.SessionsAnswer;
import dev.datalab.core.session.SessionsAnswer.Value;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * Writes answers of the kind {@code sessions}:
 *
 * <pre>{@code
 * {sessions, visitors, length: DISTRIBUTION | null, list: [SESSION], next?,
 *  breakdown?: [{value, sessions, visitors, length: DISTRIBUTION | null}], more?: {breakdown}}
 * }</pre>
 *
 * and, of one session, {@code {session: {SESSION, events: […]} | null, next?}}, the events in the
 * shape of import and export. A SESSION is {@code id, visitor, start, end, length, events, views,
 * clicks, entry, exit, referrer, channel, campaign, utm: {source, medium, campaign, term, content},
 * browser, os, device, language, screen, visitorType}; of one session's course {@code events} are
 * the events themselves and {@code eventCount} is their number. Lengths are seconds.
 */
public final class SessionsAnswers {
  private SessionsAnswers() {}

  /** A list of sessions as JSON. */
  public static String json(SessionsAnswer answer, SessionOrder order, ZoneId zone) {
    return AnswerText.of(
        json -> {
          json.writeNumberField("sessions", answer.sessions());
          json.writeNumberField("visitors", answer.visitors());
          AnswerText.distribution(json, "length", answer.length());
          json.writeArrayFieldStart("list");
          for (SessionRow row : answer.list()) {
            json.writeStartObject();
            write(json, row, "events", zone);
            json.writeEndObject();
          }
          json.writeEndArray();
          if (answer.next().isPresent()) {
            json.writeStringField("next", Cursors.of(order, answer.next().get()));
          }
          if (answer.breakdown().isPresent()) {
            write(json, answer.breakdown().get());
          }
        });
  }

  private static void write(JsonGenerator json, SessionsAnswer.Values values) throws IOException {
    json.writeArrayFieldStart("breakdown");
    for (Value value : values.values()) {
      json.writeStartObject();
      json.writeStringField("value", value.value());
      json.writeNumberField("sessions", value.sessions());
      json.writeNumberField("visitors", value.visitors());
      AnswerText.distribution(json, "length", value.length());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("more");
    json.writeNumberField("breakdown", values.more());
    json.writeEndObject();
  }

  /** One session's course as JSON. */
  public static String json(CourseAnswer answer, EventText events, ZoneId zone) {
    return AnswerText.of(
        json -> {
          if (answer.session().isEmpty()) {
            json.writeNullField("session");
            return;
          }
          Course course = answer.session().get();
          json.writeObjectFieldStart("session");
          write(json, course.row(), "eventCount", zone);
          json.writeArrayFieldStart("events");
          for (RecordedEvent event : course.events()) {
            json.writeRawValue(events.of(event));
          }
          json.writeEndArray();
          json.writeEndObject();
          if (course.next().isPresent()) {
            json.writeStringField("next", Cursors.of(course.next().get()));
          }
        });
  }

  private static void write(JsonGenerator json, SessionRow row, String count, ZoneId zone)
      throws IOException {
    json.writeStringField("id", row.id());
    json.writeStringField("visitor", row.visitor());
    AnswerText.time(json, "start", time(row.startMillis(), zone));
    AnswerText.time(json, "end", time(row.endMillis(), zone));
    AnswerText.number(json, "length", row.length());
    json.writeNumberField(count, row.events());
    json.writeNumberField("views", row.views());
    json.writeNumberField("clicks", row.clicks());
    json.writeStringField("entry", row.entry());
    json.writeStringField("exit", row.exit());
    Dimensions came = row.came();
    json.writeStringField("referrer", came.referrer());
    json.writeStringField("channel", row.channel());
    json.writeStringField("campaign", row.campaign());
    write(json, came.utm());
    json.writeStringField("browser", came.browser());
    json.writeStringField("os", came.os());
    json.writeStringField("device", came.device());
    json.writeStringField("language", came.language());
    json.writeStringField("screen", came.screen());
    json.writeStringField("visitorType", row.returning() ? "returning" : "new");
  }

  private static void write(JsonGenerator json, Utm utm) throws IOException {
    json.writeObjectFieldStart("utm");
    json.writeStringField("source", utm.source());
    json.writeStringField("medium", utm.medium());
    json.writeStringField("campaign", utm.campaign());
    json.writeStringField("term", utm.term());
    json.writeStringField("content", utm.content());
    json.writeEndObject();
  }

  private static OffsetDateTime time(long millis, ZoneId zone) {
    return Instant.ofEpochMilli(millis).atZone(zone).toOffsetDateTime();
  }
}
