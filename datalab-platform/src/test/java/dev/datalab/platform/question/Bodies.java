package dev.datalab.platform.question;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.platform.documents.Json;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Violation;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** Bodies of questions for tests, written with single quotes. */
final class Bodies {
  static final String RANGE = "'from':'2026-11-01T00:00:00Z','to':'2026-12-01T00:00:00Z'";
  static final String STAGES =
      "'stages':[{'name':'a','match':{'type':'url','op':'equals','value':'/a'}},"
          + "{'name':'b','match':{'type':'url','op':'prefix','value':'/b'}},"
          + "{'name':'c','match':{'type':'event','name':'purchase'}}]";

  private Bodies() {}

  static String json(String text) {
    return text.replace('\'', '"');
  }

  /** A question of three stages with these further fields. */
  static String funnel(String... more) {
    return json(
        "{" + RANGE + "," + STAGES + (more.length == 0 ? "" : "," + String.join(",", more)) + "}");
  }

  /** An app of which nothing but these funnels is configured. */
  static Configured configured(ZoneId zone, Map<String, ObjectNode> funnels) {
    return new Configured(zone, funnels, List.of(), List.of());
  }

  static ObjectNode tree(String text) {
    try {
      return (ObjectNode) Json.mapper().readTree(json(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static Rejection rejection(Runnable reading) {
    return Assertions.catchThrowableOfType(Rejection.class, reading::run);
  }

  static List<String> pointers(Rejection rejection) {
    return rejection.violations().stream().map(Violation::pointer).toList();
  }
}
