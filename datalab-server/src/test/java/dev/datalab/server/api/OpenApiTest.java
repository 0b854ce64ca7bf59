package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.directory.DataDirectory;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import dev.datalab.server.wiring.DaggerEmbeddedComponent;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description and the code say the same. */
class OpenApiTest {
  private static JsonNode document;

  /** The calls in the code: whether they take a token, by {@code GET /path}. */
  private static final Map<String, Boolean> CALLS = new TreeMap<>();

  @BeforeAll
  static void read(@TempDir java.nio.file.Path directory) throws IOException {
    try (InputStream in = OpenApiTest.class.getResourceAsStream("/web/openapi.json")) {
      document = new ObjectMapper().readTree(in);
    }
    try (DataDirectory held = DataDirectory.hold(directory)) {
      var component =
          DaggerEmbeddedComponent.factory()
              .create(ServerSettings.defaults(directory), held, Clock.systemUTC(), List.of());
      component.rest().resources().forEach(OpenApiTest::collect);
      // A hello has a token; what it answers opens the other two.
      component
          .doors()
          .forEach(door -> CALLS.put("POST " + door.path(), door.path().endsWith("/hello")));
      // A WebSocket carries its own proof in the address.
      component.sockets().forEach(socket -> CALLS.put("GET " + socket.path(), false));
      component.channels().close();
      component.stores().close();
    }
  }

  private static void collect(Resource resource) {
    Class<?> type = resource.getClass();
    for (Method method : type.getMethods()) {
      for (Annotation annotation : method.getAnnotations()) {
        HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
        if (verb != null) {
          String path =
              path(type.getAnnotation(Path.class)) + path(method.getAnnotation(Path.class));
          boolean signedIn =
              type.isAnnotationPresent(SignedIn.class)
                  || method.isAnnotationPresent(SignedIn.class);
          CALLS.put(verb.value() + " " + path, signedIn);
        }
      }
    }
  }

  private static String path(Path path) {
    return path == null || path.value().equals("/") ? "" : path.value();
  }

  private static Map<String, JsonNode> described() {
    var operations = new TreeMap<String, JsonNode>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
    return operations;
  }

  @Test
  void everyCallIsDescribedAndNoOther() {
    assertThat(CALLS).hasSizeGreaterThan(30);
    assertThat(described().keySet()).isEqualTo(CALLS.keySet());
  }

  @Test
  void everyCallSaysWhetherItTakesAToken() {
    described()
        .forEach(
            (call, operation) -> {
              boolean open = operation.has("security") && operation.path("security").isEmpty();
              assertThat(!open).as(call).isEqualTo(CALLS.get(call));
              assertThat(operation.path("responses").has("401") || open).as(call).isTrue();
            });
  }

  @Test
  void everyCallHasAnIdOfItsOwnASummaryAKnownTagAndAnAnswer() {
    Set<String> tags = Set.copyOf(document.path("tags").findValuesAsText("name"));
    var ids = new ArrayList<String>();
    described()
        .forEach(
            (call, operation) -> {
              ids.add(operation.path("operationId").asText());
              assertThat(operation.path("summary").asText()).as(call).isNotBlank();
              assertThat(tags).as(call).contains(operation.at("/tags/0").asText());
              assertThat(operation.path("responses").properties())
                  .as(call)
                  .anyMatch(response -> response.getKey().matches("2..|101"));
            });
    assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
  }

  @Test
  void everyParameterInAPathIsDescribed() {
    described()
        .forEach(
            (call, operation) -> {
              var names = new ArrayList<String>();
              operation
                  .path("parameters")
                  .forEach(
                      parameter -> {
                        JsonNode found = resolve(parameter);
                        if (found.path("in").asText().equals("path")) {
                          names.add("{" + found.path("name").asText() + "}");
                        }
                      });
              assertThat(
                      java.util.regex.Pattern.compile("\\{\\w+}")
                          .matcher(call)
                          .results()
                          .map(match -> match.group())
                          .toList())
                  .as(call)
                  .isEqualTo(names);
            });
  }

  @Test
  void everyReferenceLeadsSomewhereAndEverySchemaIsUsed() {
    List<String> references = document.findValuesAsText("$ref");
    assertThat(references).hasSizeGreaterThan(100);
    for (String reference : references) {
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
    document
        .at("/components/schemas")
        .properties()
        .forEach(
            schema -> assertThat(references).contains("#/components/schemas/" + schema.getKey()));
  }

  @Test
  void aUserNameIsDescribedAsItIsTaken() {
    JsonNode name = document.at("/components/schemas/Register/properties/username");
    var pattern = java.util.regex.Pattern.compile(name.path("pattern").asText());

    assertThat(name.path("minLength").asInt()).isEqualTo(1);
    assertThat(name.path("maxLength").asInt()).isEqualTo(100);
    assertThat(List.of("a", "ada", "zoë+1@shop.example", "李")).allMatch(pattern.asMatchPredicate());
    assertThat(List.of("", "a b", "a/b", "a\tb", "a\u0000", "\u0085"))
        .noneMatch(pattern.asMatchPredicate());
  }

  private static JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }
}
