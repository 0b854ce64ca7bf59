package dev.datalab.ingest.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;

/**
 * Writes recorded events as lines of NDJSON, in the shape that import takes: type names, times in
 * ISO 8601 UTC with milliseconds, fields always in the same order, absent ones left out. The same
 * events are the same bytes, and what import makes of them is written as the same bytes again.
 *
 * <p>A user agent is not among what is kept of an event: the browser, system and device that it
 * stood for are written. For use by one thread.
 */
public final class EventEncoder implements AutoCloseable {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .rootValueSeparator("")
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private final JsonGenerator json;
  private final char[] time = new char[24];

  /**
   * Writes to a stream, which stays open.
   *
   * @throws IOException if the stream can't be written
   */
  public EventEncoder(OutputStream out) throws IOException {
    json = FACTORY.createGenerator(out, JsonEncoding.UTF8);
  }

  /** Writes one line, line feed included. */
  public void line(RecordedEvent recorded) throws IOException {
    Event event = recorded.event();
    json.writeStartObject();
    text("visitor", recorded.visitor());
    text("session", recorded.session());
    text("id", recorded.id());
    timestamp(event.time());
    json.writeStringField("type", event.type().wireName());
    fields(event);
    properties(event.properties());
    dimensions(recorded.dimensions());
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /** Hands what was written to the stream. */
  public void flush() throws IOException {
    json.flush();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }

  private void timestamp(long millis) throws IOException {
    if (IsoTime.isPrintable(millis)) {
      IsoTime.print(millis, time);
      json.writeFieldName("timestamp");
      json.writeString(time, 0, time.length);
    } else {
      json.writeNumberField("timestamp", millis);
    }
  }

  private void fields(Event event) throws IOException {
    if (event instanceof Event.UrlChange change) {
      text("from", change.from());
      if (change.leaves()) {
        json.writeNullField("to");
      } else {
        json.writeStringField("to", change.to());
      }
      elapsed(change.elapsed());
      return;
    }
    text("url", event.url());
    if (event instanceof Event.Click click) {
      click(click);
    } else if (event instanceof Event.ElementTime hover) {
      text("element", hover.element());
      text("target", hover.target());
      json.writeStringField("action", word(hover.action()).replace('_', '-'));
      if (hover.pointer() != Event.Pointer.UNKNOWN) {
        json.writeStringField("pointer", word(hover.pointer()));
      }
      elapsed(hover.elapsed());
    } else if (event instanceof Event.StageChange change) {
      text("funnel", change.funnel());
      text("from", change.from());
      text("to", change.to());
      text("trigger", change.trigger());
      elapsed(change.elapsed());
    } else if (event instanceof Event.MouseMovement movement) {
      points(movement);
    } else if (event instanceof Event.Custom custom) {
      json.writeStringField("name", custom.name());
    }
  }

  private void click(Event.Click click) throws IOException {
    json.writeArrayFieldStart("path");
    for (Element element : click.path()) {
      json.writeStartObject();
      text("xpath", element.xpath());
      text("id", element.id());
      text("name", element.name());
      text("label", element.label());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (click.x() != Event.UNKNOWN_COORDINATE) {
      json.writeNumberField("x", click.x());
    }
    if (click.y() != Event.UNKNOWN_COORDINATE) {
      json.writeNumberField("y", click.y());
    }
    elapsed(click.elapsed());
  }

  private void points(Event.MouseMovement movement) throws IOException {
    json.writeArrayFieldStart("points");
    for (Event.Point point : movement.points()) {
      json.writeStartArray();
      json.writeNumber(point.dt());
      json.writeNumber(point.x());
      json.writeNumber(point.y());
      json.writeNumber(point.pause());
      if (!point.target().isEmpty()) {
        json.writeString(point.target());
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void properties(EventProperties properties) throws IOException {
    if (properties.size() == 0) {
      return;
    }
    json.writeObjectFieldStart("properties");
    for (Map.Entry<String, Object> property : properties.values().entrySet()) {
      json.writeFieldName(property.getKey());
      Object value = property.getValue();
      if (value instanceof Boolean bool) {
        json.writeBoolean(bool);
      } else if (value instanceof Double number) {
        number(number);
      } else {
        json.writeString(value.toString());
      }
    }
    json.writeEndObject();
  }

  /** Whole numbers without a fraction, as long as every whole number has a double of its own. */
  private void number(double number) throws IOException {
    if (number == Math.rint(number) && Math.abs(number) <= 9_007_199_254_740_992.0) {
      json.writeNumber((long) number);
    } else {
      json.writeNumber(number);
    }
  }

  private void dimensions(Dimensions dimensions) throws IOException {
    text("referrer", dimensions.referrer());
    text("browser", dimensions.browser());
    text("os", dimensions.os());
    text("device", dimensions.device());
    text("language", dimensions.language());
    text("screen", dimensions.screen());
    Utm utm = dimensions.utm();
    if (!utm.equals(Utm.NONE)) {
      json.writeObjectFieldStart("utm");
      text("source", utm.source());
      text("medium", utm.medium());
      text("campaign", utm.campaign());
      text("term", utm.term());
      text("content", utm.content());
      json.writeEndObject();
    }
  }

  private void text(String field, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(field, text);
    }
  }

  private void elapsed(long millis) throws IOException {
    if (millis != Event.UNKNOWN_ELAPSED) {
      json.writeNumberField("elapsed", millis);
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
