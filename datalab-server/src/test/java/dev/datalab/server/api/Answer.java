package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** What a server answered. */
record Answer(String request, HttpResponse<String> response) {
  private static final ObjectMapper JSON = new ObjectMapper();

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  JsonNode json() {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(request + " answers no JSON: " + response.body(), e);
    }
  }

  /** The text at a pointer; fails if there is none. */
  String text(String pointer) {
    JsonNode value = json().at(pointer);
    assertThat(value.isTextual()).as("%s: %s of %s", request, pointer, response.body()).isTrue();
    return value.textValue();
  }

  /** Fails unless the status is this one. */
  Answer is(int status) {
    assertThat(status()).as("%s: %s", request, response.body()).isEqualTo(status);
    return this;
  }

  /** Fails unless it is a problem of this status in every detail that the contract names. */
  Answer isProblem(int status) {
    is(status);
    assertThat(header("content-type")).as(request).isEqualTo("application/problem+json");
    JsonNode problem = json();
    assertThat(problem.path("type").asText()).as(request).isEqualTo("about:blank");
    assertThat(problem.path("title").asText()).as(request).isNotBlank();
    assertThat(problem.path("status").asInt()).as(request).isEqualTo(status);
    assertThat(problem.path("detail").asText())
        .as(request)
        .isNotBlank()
        .doesNotContain("Exception")
        .doesNotContain("dev.datalab")
        .doesNotContain("\n");
    assertThat(problem.path("errors").isArray()).as(request).isTrue();
    assertThat(header("x-request-id")).as(request).isNotBlank();
    assertThat(header("cache-control")).as(request).isEqualTo("no-store");
    return this;
  }

  /** The pointers of a problem's errors. */
  List<String> pointers() {
    var pointers = new ArrayList<String>();
    json().path("errors").forEach(error -> pointers.add(error.path("pointer").asText()));
    return pointers;
  }
}
