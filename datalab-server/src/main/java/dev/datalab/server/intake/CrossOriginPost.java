package dev.datalab.server.intake;

import dev.datalab.server.http.Exchange;
import dev.datalab.server.http.ProblemAnswer;
import dev.datalab.server.problem.Problem;
import dev.datalab.server.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;

/** A call that pages of other origins make: the preflight, and a POST of JSON. Thread-safe. */
abstract class CrossOriginPost extends HttpHandler {
  /** The largest body: a frame's. */
  static final int LIMIT_BYTES = 64 << 10;

  /** {@code navigator.sendBeacon} sends JSON as text, so that no preflight is needed. */
  private static final Set<String> TYPES = Set.of("application/json", "text/plain");

  private final Duration atMost;

  /**
   * A call.
   *
   * @param atMost how long a client may take for its body, and the server for its answer
   */
  CrossOriginPost(Duration atMost) {
    this.atMost = atMost;
  }

  /** What is to be done with the body; reads from the request now what it needs of it. */
  abstract Exchange.Body handler(Request request);

  @Override
  public final void service(Request request, Response response) throws IOException {
    Method method = request.getMethod();
    if (Method.OPTIONS.equals(method)) {
      Cors.preflight(response, header(request, "Origin"));
      return;
    }
    if (!Method.POST.equals(method)) {
      response.setHeader("Allow", "POST, OPTIONS");
      ProblemAnswer.send(response, Problem.of(405, "This call is a POST. Send it as one."));
      return;
    }
    String type = header(request, "Content-Type");
    String bare = type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    if (!TYPES.contains(bare)) {
      throw new ProblemException(
          415, "The body is JSON. Send it as application/json, or as text/plain.");
    }
    Exchange.begin(request, response, LIMIT_BYTES, atMost, handler(request));
  }

  /** A header's text; empty if there is none. */
  static String header(Request request, String name) {
    @Nullable String value = request.getHeader(name);
    return value == null ? "" : value.trim();
  }
}
