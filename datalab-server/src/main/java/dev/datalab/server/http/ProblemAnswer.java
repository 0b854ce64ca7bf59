package dev.datalab.server.http;

import dev.datalab.server.problem.Problem;
import java.io.IOException;
import org.glassfish.grizzly.http.server.Response;

/** Writes problems. */
public final class ProblemAnswer {
  private ProblemAnswer() {}

  /** Writes a problem as the answer. */
  public static void send(Response response, Problem problem) throws IOException {
    byte[] body = problem.toJson();
    SecurityHeaders.ofAnswer(response.getResponse().getHeaders());
    response.setStatus(problem.status(), problem.title());
    response.setContentType(Problem.MEDIA_TYPE);
    if (problem.retryAfterSeconds() > 0) {
      response.setHeader("Retry-After", Long.toString(problem.retryAfterSeconds()));
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
