package dev.datalab.platform.question;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.platform.documents.Json;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A body that is read, and everything that was found wrong with it. For one reading and one thread.
 *
 * <pre>{@code
 * Findings findings = Findings.in(json, 262_144);
 * Optional<String> name = findings.body().at("name").name();
 * findings.check();
 * }</pre>
 */
public final class Findings {
  private static final int MAX_VIOLATIONS = 1_000;
  private static final JsonMapper MAPPER = Json.mapper();

  private final ObjectNode body;
  private final Set<Violation> violations = new LinkedHashSet<>();

  private Findings(ObjectNode body) {
    this.body = body;
  }

  /**
   * Begins to read a body.
   *
   * @param json the body's text
   * @param maxBytes the most that it may have in UTF-8
   * @throws Rejection MALFORMED if it is no JSON object, has a name twice or is nested over 64
   *     levels deep; TOO_LARGE if it has more bytes
   */
  public static Findings in(String json, int maxBytes) {
    requireNonNull(json, "json");
    if (json.length() > maxBytes || json.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
      throw Rejection.tooLarge(
          "The body may have %,d bytes and has more: ask or store less at a time."
              .formatted(maxBytes));
    }
    JsonNode tree;
    try {
      tree = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw Rejection.malformed(
          "The body is no JSON text: it breaks off or goes wrong at line %d, column %d."
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
    }
    if (!(tree instanceof ObjectNode object)) {
      throw Rejection.malformed("The body is no JSON object: put the fields into { and }.");
    }
    return new Findings(object);
  }

  /** Begins to read a body that was parsed already. */
  public static Findings in(ObjectNode body) {
    return new Findings(requireNonNull(body, "body"));
  }

  /** The body as a whole. */
  public Place body() {
    return new Place(body, "", false, this);
  }

  /** Whether something was found wrong. */
  public boolean any() {
    return !violations.isEmpty();
  }

  /** Notes what is wrong at a pointer; once, and the first {@value #MAX_VIOLATIONS} only. */
  void add(String pointer, String detail) {
    if (violations.size() < MAX_VIOLATIONS) {
      violations.add(new Violation(pointer, detail));
    }
  }

  /**
   * Ends the reading.
   *
   * @throws Rejection INVALID with all that was found, in the order of the body
   */
  public void check() {
    if (violations.isEmpty()) {
      return;
    }
    Map<String, Integer> order = new HashMap<>();
    number(body, "", order);
    List<Violation> sorted = new ArrayList<>(violations);
    sorted.sort(Comparator.comparingInt(violation -> position(violation.pointer(), order)));
    throw Rejection.invalid(sorted);
  }

  /** The place in the body, or of the nearest one around it where the field is missing. */
  private static int position(String pointer, Map<String, Integer> order) {
    String nearest = pointer;
    Integer at = order.get(nearest);
    while (at == null) {
      nearest = nearest.substring(0, nearest.lastIndexOf('/'));
      at = order.get(nearest);
    }
    return at;
  }

  private static void number(JsonNode node, String pointer, Map<String, Integer> order) {
    order.put(pointer, order.size());
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      number(field.getValue(), pointer + "/" + Place.escaped(field.getKey()), order);
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        number(node.get(i), pointer + "/" + i, order);
      }
    }
  }
}
