package dev.datalab.platform.question;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.datalab.core.overview.OverviewAnswer;
import dev.datalab.core.overview.OverviewAnswer.Bucket;
import dev.datalab.core.overview.OverviewAnswer.Change;
import dev.datalab.core.overview.OverviewAnswer.Figures;
import dev.datalab.core.overview.OverviewAnswer.PageRow;
import dev.datalab.core.overview.OverviewAnswer.SourceRow;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Writes answers of the kind {@code overview}:
 *
 * <pre>{@code
 * {compare: {from, to}, figures: FIGURES, before: FIGURES, change: FIGURES,
 *  trend?: TREND, trendBefore?: TREND,
 *  topPages: [{page, views, visitors, before: {views, visitors}}],
 *  topSources: [{source, sessions, visitors, before: {sessions, visitors}}],
 *  more: {pages, sources}}
 * }</pre>
 *
 * with the figures {@code visitors, newVisitors, sessions, views, events, clicks, bounceRate,
 * averageSessionSeconds, medianSessionSeconds, viewsPerSession}, null where they are not known, and
 * trends {@code [{start, visitors, sessions, views, incomplete}]}. The times of {@code compare} are
 * UTC.
 */
public final class OverviewAnswers {
  private OverviewAnswers() {}

  /** The answer as JSON. */
  public static String json(OverviewAnswer answer) {
    return AnswerText.of(
        json -> {
          json.writeObjectFieldStart("compare");
          writeInstant(json, "from", answer.compare().fromMillis());
          writeInstant(json, "to", answer.compare().toMillis());
          json.writeEndObject();
          writeFigures(json, "figures", answer.figures());
          writeFigures(json, "before", answer.before());
          writeChange(json, answer.change());
          writeTrend(json, "trend", answer.trend());
          writeTrend(json, "trendBefore", answer.trendBefore());
          writePages(json, answer.pages());
          writeSources(json, answer.sources());
          json.writeObjectFieldStart("more");
          json.writeNumberField("pages", answer.morePages());
          json.writeNumberField("sources", answer.moreSources());
          json.writeEndObject();
        });
  }

  private static void writeInstant(JsonGenerator json, String field, long millis)
      throws IOException {
    AnswerText.time(json, field, Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
  }

  private static void writeFigures(JsonGenerator json, String field, Figures of)
      throws IOException {
    json.writeObjectFieldStart(field);
    json.writeNumberField("visitors", of.visitors());
    json.writeNumberField("newVisitors", of.newVisitors());
    json.writeNumberField("sessions", of.sessions());
    json.writeNumberField("views", of.views());
    json.writeNumberField("events", of.events());
    json.writeNumberField("clicks", of.clicks());
    AnswerText.number(json, "bounceRate", of.bounceRate());
    write(json, "averageSessionSeconds", of.averageSessionSeconds());
    write(json, "medianSessionSeconds", of.medianSessionSeconds());
    AnswerText.number(json, "viewsPerSession", of.viewsPerSession());
    json.writeEndObject();
  }

  private static void writeChange(JsonGenerator json, Change of) throws IOException {
    json.writeObjectFieldStart("change");
    write(json, "visitors", of.visitors());
    write(json, "newVisitors", of.newVisitors());
    write(json, "sessions", of.sessions());
    write(json, "views", of.views());
    write(json, "events", of.events());
    write(json, "clicks", of.clicks());
    write(json, "bounceRate", of.bounceRate());
    write(json, "averageSessionSeconds", of.averageSessionSeconds());
    write(json, "medianSessionSeconds", of.medianSessionSeconds());
    write(json, "viewsPerSession", of.viewsPerSession());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String field, OptionalDouble number)
      throws IOException {
    if (number.isPresent()) {
      AnswerText.number(json, field, number.getAsDouble());
    } else {
      json.writeNullField(field);
    }
  }

  private static void writeTrend(JsonGenerator json, String field, Optional<List<Bucket>> trend)
      throws IOException {
    if (trend.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(field);
    for (Bucket bucket : trend.get()) {
      json.writeStartObject();
      AnswerText.time(json, "start", bucket.start());
      json.writeNumberField("visitors", bucket.visitors());
      json.writeNumberField("sessions", bucket.sessions());
      json.writeNumberField("views", bucket.views());
      json.writeBooleanField("incomplete", bucket.incomplete());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writePages(JsonGenerator json, List<PageRow> pages) throws IOException {
    json.writeArrayFieldStart("topPages");
    for (PageRow page : pages) {
      json.writeStartObject();
      json.writeStringField("page", page.page());
      json.writeNumberField("views", page.views());
      json.writeNumberField("visitors", page.visitors());
      json.writeObjectFieldStart("before");
      json.writeNumberField("views", page.viewsBefore());
      json.writeNumberField("visitors", page.visitorsBefore());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeSources(JsonGenerator json, List<SourceRow> sources) throws IOException {
    json.writeArrayFieldStart("topSources");
    for (SourceRow source : sources) {
      json.writeStartObject();
      json.writeStringField("source", source.source());
      json.writeNumberField("sessions", source.sessions());
      json.writeNumberField("visitors", source.visitors());
      json.writeObjectFieldStart("before");
      json.writeNumberField("sessions", source.sessionsBefore());
      json.writeNumberField("visitors", source.visitorsBefore());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
