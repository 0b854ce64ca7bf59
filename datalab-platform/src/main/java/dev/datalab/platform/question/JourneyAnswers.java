package dev.datalab.platform.question;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.datalab.core.journey.JourneyAnswer;
import dev.datalab.core.journey.JourneyAnswer.Edge;
import dev.datalab.core.journey.JourneyAnswer.Node;
import dev.datalab.core.journey.JourneyAnswer.Row;
import dev.datalab.core.journey.JourneyAnswer.WholePath;
import java.io.IOException;
import java.util.List;

/**
 * Writes answers of the kind {@code journey}:
 *
 * <pre>{@code
 * {visitors, nodes: [{id, step?, name, visitors, entries, exits, merged?}],
 *  edges: [{from, to, visitors, transitions, time?: {average, median}}],
 *  paths: [{names, visitors}], otherPaths: {paths, visitors},
 *  breakdown?: [{value, visitors, steps?: [{visitors}]}]}
 * }</pre>
 *
 * A node has no {@code step} in a graph, and {@code merged} only where it stands for other names.
 */
public final class JourneyAnswers {
  private JourneyAnswers() {}

  /** The answer as JSON. */
  public static String json(JourneyAnswer answer) {
    return AnswerText.of(
        json -> {
          json.writeNumberField("visitors", answer.visitors());
          json.writeArrayFieldStart("nodes");
          for (Node node : answer.nodes()) {
            write(json, node);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("edges");
          for (Edge edge : answer.edges()) {
            write(json, edge);
          }
          json.writeEndArray();
          writePaths(json, answer);
          if (answer.breakdown().isPresent()) {
            writeRows(json, answer.breakdown().get());
          }
        });
  }

  private static void write(JsonGenerator json, Node node) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", node.id());
    if (node.step().isPresent()) {
      json.writeNumberField("step", node.step().getAsInt());
    }
    json.writeStringField("name", node.name());
    json.writeNumberField("visitors", node.visitors());
    json.writeNumberField("entries", node.entries());
    json.writeNumberField("exits", node.exits());
    if (node.merged().isPresent()) {
      json.writeNumberField("merged", node.merged().getAsInt());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Edge edge) throws IOException {
    json.writeStartObject();
    json.writeNumberField("from", edge.from());
    json.writeNumberField("to", edge.to());
    json.writeNumberField("visitors", edge.visitors());
    json.writeNumberField("transitions", edge.transitions());
    if (edge.time().isPresent()) {
      json.writeObjectFieldStart("time");
      AnswerText.number(json, "average", edge.time().get().average());
      AnswerText.number(json, "median", edge.time().get().median());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writePaths(JsonGenerator json, JourneyAnswer answer) throws IOException {
    json.writeArrayFieldStart("paths");
    for (WholePath path : answer.paths()) {
      json.writeStartObject();
      json.writeArrayFieldStart("names");
      for (String name : path.names()) {
        json.writeString(name);
      }
      json.writeEndArray();
      json.writeNumberField("visitors", path.visitors());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("otherPaths");
    json.writeNumberField("paths", answer.otherPaths().paths());
    json.writeNumberField("visitors", answer.otherPaths().visitors());
    json.writeEndObject();
  }

  private static void writeRows(JsonGenerator json, List<Row> rows) throws IOException {
    json.writeArrayFieldStart("breakdown");
    for (Row row : rows) {
      json.writeStartObject();
      json.writeStringField("value", row.value());
      json.writeNumberField("visitors", row.visitors());
      if (!row.steps().isEmpty()) {
        json.writeArrayFieldStart("steps");
        for (long visitors : row.steps()) {
          json.writeStartObject();
          json.writeNumberField("visitors", visitors);
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
