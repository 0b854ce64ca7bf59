package dev.datalab.platform.question;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.FunnelAnswer.Bucket;
import dev.datalab.core.funnel.FunnelAnswer.Row;
import dev.datalab.core.funnel.FunnelAnswer.StageResult;
import dev.datalab.core.funnel.FunnelComparison;
import dev.datalab.core.funnel.FunnelComparison.StageTests;
import dev.datalab.core.funnel.FunnelCorrelations;
import dev.datalab.core.funnel.FunnelVisitors;
import dev.datalab.core.query.ProportionTest;
import java.io.IOException;
import java.util.List;

/**
 * Writes answers of the kind {@code funnel}:
 *
 * <pre>{@code
 * {visitors, stages: [{name, visitors, conversionFromAll, conversionFromFirst,
 *    conversionFromPrevious, dropOff,
 *    time: {average, median, p90, histogram: [{from, to, count}]} | null}],
 *  time: the same | null,
 *  trend?: [{start, stages: [{visitors}], incomplete}],
 *  breakdown?: [{value | null, stages: [{visitors}]}],
 *  list?: {visitors: [{visitor, session?, begun, reached, ended, stage}], next?},
 *  comparison?: {name?, visitors, stages, time,
 *    tests: [{conversionFromAll: {difference, low, high, z, pValue}, conversionFromFirst,
 *      conversionFromPrevious}]},
 *  correlations?: {stage, converted, dropped,
 *    properties: [{property, value, converted, convertedWith, dropped, droppedWith, oddsRatio,
 *      low, high, pValue}],
 *    pages: [{page, …}]}}
 * }</pre>
 */
public final class FunnelAnswers {
  private FunnelAnswers() {}

  /** The answer as JSON. */
  public static String json(FunnelAnswer answer) {
    return AnswerText.of(
        json -> {
          json.writeNumberField("visitors", answer.visitors());
          writeStages(json, answer.stages());
          AnswerText.distribution(json, "time", answer.time());
          if (answer.trend().isPresent()) {
            json.writeArrayFieldStart("trend");
            for (Bucket bucket : answer.trend().get()) {
              json.writeStartObject();
              AnswerText.time(json, "start", bucket.start());
              writeVisitors(json, bucket.visitors());
              json.writeBooleanField("incomplete", bucket.incomplete());
              json.writeEndObject();
            }
            json.writeEndArray();
          }
          if (answer.breakdown().isPresent()) {
            json.writeArrayFieldStart("breakdown");
            for (Row row : answer.breakdown().get()) {
              json.writeStartObject();
              if (row.value().isPresent()) {
                json.writeStringField("value", row.value().get());
              } else {
                json.writeNullField("value");
              }
              writeVisitors(json, row.visitors());
              json.writeEndObject();
            }
            json.writeEndArray();
          }
          if (answer.list().isPresent()) {
            write(json, answer.list().get());
          }
          if (answer.comparison().isPresent()) {
            write(json, answer.comparison().get());
          }
          if (answer.correlations().isPresent()) {
            write(json, answer.correlations().get());
          }
        });
  }

  private static void writeStages(JsonGenerator json, List<StageResult> stages) throws IOException {
    json.writeArrayFieldStart("stages");
    for (StageResult stage : stages) {
      write(json, stage);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, FunnelComparison comparison) throws IOException {
    json.writeObjectFieldStart("comparison");
    if (comparison.name().isPresent()) {
      json.writeStringField("name", comparison.name().get());
    }
    json.writeNumberField("visitors", comparison.visitors());
    writeStages(json, comparison.stages());
    AnswerText.distribution(json, "time", comparison.time());
    json.writeArrayFieldStart("tests");
    for (StageTests tests : comparison.tests()) {
      json.writeStartObject();
      write(json, "conversionFromAll", tests.conversionFromAll());
      write(json, "conversionFromFirst", tests.conversionFromFirst());
      write(json, "conversionFromPrevious", tests.conversionFromPrevious());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String field, ProportionTest test)
      throws IOException {
    json.writeObjectFieldStart(field);
    AnswerText.number(json, "difference", test.difference());
    AnswerText.number(json, "low", test.low());
    AnswerText.number(json, "high", test.high());
    AnswerText.number(json, "z", test.z());
    AnswerText.number(json, "pValue", test.pValue());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, FunnelCorrelations correlations)
      throws IOException {
    json.writeObjectFieldStart("correlations");
    json.writeNumberField("stage", correlations.stage());
    json.writeNumberField("converted", correlations.converted());
    json.writeNumberField("dropped", correlations.dropped());
    json.writeArrayFieldStart("properties");
    for (FunnelCorrelations.Row row : correlations.properties()) {
      json.writeStartObject();
      json.writeStringField("property", row.property());
      json.writeStringField("value", row.value());
      writeOdds(json, row, correlations);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("pages");
    for (FunnelCorrelations.Row row : correlations.pages()) {
      json.writeStartObject();
      json.writeStringField("page", row.value());
      writeOdds(json, row, correlations);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeOdds(
      JsonGenerator json, FunnelCorrelations.Row row, FunnelCorrelations of) throws IOException {
    json.writeNumberField("converted", of.converted());
    json.writeNumberField("convertedWith", row.convertedWith());
    json.writeNumberField("dropped", of.dropped());
    json.writeNumberField("droppedWith", row.droppedWith());
    AnswerText.number(json, "oddsRatio", row.oddsRatio());
    AnswerText.number(json, "low", row.low());
    AnswerText.number(json, "high", row.high());
    AnswerText.number(json, "pValue", row.pValue());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, StageResult stage) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", stage.name());
    json.writeNumberField("visitors", stage.visitors());
    AnswerText.number(json, "conversionFromAll", stage.conversionFromAll());
    AnswerText.number(json, "conversionFromFirst", stage.conversionFromFirst());
    AnswerText.number(json, "conversionFromPrevious", stage.conversionFromPrevious());
    json.writeNumberField("dropOff", stage.dropOff());
    AnswerText.distribution(json, "time", stage.time());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, FunnelVisitors list) throws IOException {
    json.writeObjectFieldStart("list");
    json.writeArrayFieldStart("visitors");
    for (FunnelVisitors.Row row : list.visitors()) {
      json.writeStartObject();
      json.writeStringField("visitor", row.visitor());
      if (row.session().isPresent()) {
        json.writeStringField("session", row.session().get());
      }
      AnswerText.time(json, "begun", row.begun());
      AnswerText.time(json, "reached", row.reached());
      AnswerText.time(json, "ended", row.ended());
      json.writeNumberField("stage", row.stage());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (list.next().isPresent()) {
      json.writeStringField("next", list.next().get());
    }
    json.writeEndObject();
  }

  private static void writeVisitors(JsonGenerator json, List<Long> visitors) throws IOException {
    json.writeArrayFieldStart("stages");
    for (long count : visitors) {
      json.writeStartObject();
      json.writeNumberField("visitors", count);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
