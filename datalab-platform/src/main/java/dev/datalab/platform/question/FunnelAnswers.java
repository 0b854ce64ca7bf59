package dev.datalab.platform.question;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.FunnelAnswer.Bin;
import dev.datalab.core.funnel.FunnelAnswer.Bucket;
import dev.datalab.core.funnel.FunnelAnswer.Row;
import dev.datalab.core.funnel.FunnelAnswer.StageResult;
import dev.datalab.core.funnel.FunnelAnswer.Times;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Writes answers of the kind {@code funnel}:
 *
 * <pre>{@code
 * {visitors, stages: [{name, visitors, conversionFromAll, conversionFromFirst,
 *    conversionFromPrevious, dropOff,
 *    time: {average, median, p90, histogram: [{from, to, count}]} | null}],
 *  trend?: [{start, stages: [{visitors}], incomplete}],
 *  breakdown?: [{value, stages: [{visitors}]}]}
 * }</pre>
 *
 * <p>The same answer is the same bytes on every machine and Java release: fields stand in this
 * order, whole numbers have no fraction, and the others the shortest digits that mean them.
 */
public final class FunnelAnswers {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private FunnelAnswers() {}

  /** The answer as JSON. */
  public static String json(FunnelAnswer answer) {
    StringWriter text = new StringWriter(1_024);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("visitors", answer.visitors());
      json.writeArrayFieldStart("stages");
      for (StageResult stage : answer.stages()) {
        write(json, stage);
      }
      json.writeEndArray();
      if (answer.trend().isPresent()) {
        json.writeArrayFieldStart("trend");
        for (Bucket bucket : answer.trend().get()) {
          json.writeStartObject();
          json.writeStringField(
              "start", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(bucket.start()));
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
          json.writeStringField("value", row.value());
          writeVisitors(json, row.visitors());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, StageResult stage) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", stage.name());
    json.writeNumberField("visitors", stage.visitors());
    writeNumber(json, "conversionFromAll", stage.conversionFromAll());
    writeNumber(json, "conversionFromFirst", stage.conversionFromFirst());
    writeNumber(json, "conversionFromPrevious", stage.conversionFromPrevious());
    json.writeNumberField("dropOff", stage.dropOff());
    if (stage.time().isPresent()) {
      write(json, stage.time().get());
    } else {
      json.writeNullField("time");
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Times time) throws IOException {
    json.writeObjectFieldStart("time");
    writeNumber(json, "average", time.average());
    writeNumber(json, "median", time.median());
    writeNumber(json, "p90", time.p90());
    json.writeArrayFieldStart("histogram");
    for (Bin bin : time.histogram()) {
      json.writeStartObject();
      writeNumber(json, "from", bin.from());
      writeNumber(json, "to", bin.to());
      json.writeNumberField("count", bin.count());
      json.writeEndObject();
    }
    json.writeEndArray();
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

  private static void writeNumber(JsonGenerator json, String field, double number)
      throws IOException {
    json.writeFieldName(field);
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      json.writeNumber((long) number);
    } else {
      json.writeNumber(number);
    }
  }
}
