package dev.datalab.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** A server's refusal: its status and the sentence that explains it. */
public final class ApiProblem extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private ApiProblem(int status, String message) {
    super(message);
    this.status = status;
  }

  /**
   * A refusal.
   *
   * @param status the HTTP status, at least 400
   * @param problem the body; anything that is no problem, a missing node too, leaves the status
   */
  public static ApiProblem of(int status, JsonNode problem) {
    StringBuilder message = new StringBuilder();
    message.append(problem.path("detail").asText(problem.path("title").asText("HTTP " + status)));
    for (JsonNode error : problem.path("errors")) {
      message
          .append("\n  ")
          .append(error.path("pointer").asText())
          .append(": ")
          .append(error.path("detail").asText());
    }
    return new ApiProblem(status, message.toString());
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
