package dev.datalab.server.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.live.LiveNow;
import dev.datalab.core.live.LiveNow.FunnelNow;
import dev.datalab.core.live.LiveNow.PageNow;
import dev.datalab.core.live.LiveNow.StageNow;
import dev.datalab.core.match.UrlName;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The messages of a live view as JSON. What strangers chose is cut at {@value #MAX_TEXT}. */
final class LiveJson {
  /** The longest text of an event, in characters. */
  static final int MAX_TEXT = 300;

  private static final JsonFactory JSON = new JsonFactory();

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private LiveJson() {}

  /**
   * Who is here.
   *
   * @param isWhole whether the figures are what they would be with unlimited memory
   */
  static String now(LiveNow now, Setup setup, boolean isWhole) {
    return object(
        json -> {
          json.writeStringField("type", "now");
          json.writeNumberField("time", now.timeMillis());
          json.writeNumberField("visitors", now.visitors());
          if (!isWhole) {
            json.writeBooleanField("partial", true);
          }
          json.writeArrayFieldStart("pages");
          for (PageNow page : now.pages()) {
            json.writeStartObject();
            json.writeStringField("page", page.page());
            json.writeNumberField("visitors", page.visitors());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("funnels");
          for (FunnelNow funnel : now.funnels()) {
            writeFunnel(json, funnel, setup.stageIds(funnel.id()));
          }
          json.writeEndArray();
        });
  }

  private static void writeFunnel(JsonGenerator json, FunnelNow funnel, List<String> stageIds)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", funnel.id());
    json.writeStringField("name", funnel.name());
    json.writeNumberField("visitors", funnel.visitors());
    json.writeArrayFieldStart("stages");
    for (int k = 0; k < funnel.stages().size(); k++) {
      StageNow stage = funnel.stages().get(k);
      json.writeStartObject();
      json.writeStringField("id", stageIds.get(k));
      json.writeStringField("name", stage.name());
      json.writeNumberField("visitors", stage.visitors());
      json.writeNumberField("here", stage.here());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /**
   * What happened.
   *
   * @param told each as {@link #event} wrote it
   * @param skipped how many were left out since the message before
   */
  static String events(List<String> told, long skipped) {
    return "{\"type\":\"events\",\"events\":["
        + String.join(",", told)
        + "],\"skipped\":"
        + skipped
        + "}";
  }

  /** One event of such a message. */
  static String event(RecordedEvent recorded) {
    Event event = recorded.event();
    return object(
        json -> {
          json.writeNumberField("time", event.time());
          json.writeStringField("visitor", recorded.visitor());
          write(json, "session", recorded.session());
          json.writeStringField("stream", Long.toString(recorded.stream()));
          json.writeNumberField("seq", recorded.seq());
          json.writeStringField("type", event.type().wireName());
          if (!event.url().isEmpty()) {
            write(json, "page", UrlName.path(event.url()));
          }
          write(json, "browser", recorded.dimensions().browser());
          write(json, "os", recorded.dimensions().os());
          write(json, "device", recorded.dimensions().device());
          writeDetails(json, event);
          if (event.elapsed() != Event.UNKNOWN_ELAPSED) {
            json.writeNumberField("elapsed", event.elapsed());
          }
        });
  }

  private static void writeDetails(JsonGenerator json, Event event) throws IOException {
    if (event instanceof Event.Click click) {
      write(json, "target", target(click.path()));
    } else if (event instanceof Event.UrlChange change) {
      if (change.leaves()) {
        json.writeBooleanField("leaves", true);
      }
    } else if (event instanceof Event.ElementTime time) {
      write(json, "element", time.element());
      write(json, "target", time.target());
      boolean clicked = time.action() == Event.HoverAction.HOVER_CLICK;
      json.writeStringField("action", clicked ? "hover-click" : "hover-leave");
    } else if (event instanceof Event.StageChange change) {
      write(json, "funnel", change.funnel());
      write(json, "from", change.from());
      write(json, "to", change.to());
    } else if (event instanceof Event.Custom custom) {
      write(json, "name", custom.name());
    }
  }

  /** The nearest element that somebody gave a name; the icon in a button has none. */
  private static String target(List<Element> path) {
    for (Element element : path) {
      if (!element.label().isEmpty() || !element.id().isEmpty() || !element.name().isEmpty()) {
        return element.target();
      }
    }
    return path.get(0).target();
  }

  private static void write(JsonGenerator json, String field, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(field, cut(text));
    }
  }

  private static String cut(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int end = MAX_TEXT - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private static String object(Fields fields) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text does not fail
    }
    return text.toString();
  }
}
