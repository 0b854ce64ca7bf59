package dev.datalab.platform.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The one form of a document: fields that are null are dropped, the others stand in the order in
 * which people read them, and those that people name themselves behind, by name.
 */
final class Canonical {
  private static final List<String> FIRST =
      List.of("id", "name", "type", "field", "op", "value", "target", "match", "anyOf", "stages");

  private static final Comparator<String> ORDER =
      Comparator.<String>comparingInt(
              field -> FIRST.contains(field) ? FIRST.indexOf(field) : FIRST.size())
          .thenComparing(Comparator.naturalOrder());

  private Canonical() {}

  /** A copy in that form. */
  static JsonNode of(JsonNode node) {
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode(node.size());
      node.forEach(item -> copy.add(of(item)));
      return copy;
    }
    if (!node.isObject()) {
      return node;
    }
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    names.sort(ORDER);
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (String name : names) {
      if (!node.get(name).isNull()) {
        copy.set(name, of(node.get(name)));
      }
    }
    return copy;
  }
}
