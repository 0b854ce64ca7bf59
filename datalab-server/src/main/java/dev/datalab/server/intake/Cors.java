package dev.datalab.server.intake;

import java.util.Map;
import org.glassfish.grizzly.http.server.Response;

/**
 * Which pages may call the intake and read what it answers (<a
 * href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, 3.2</a>). Asking beforehand is
 * anybody's, for a preflight has no token that would name an app; the answer to the call itself is
 * for the app's own pages.
 */
final class Cors {
  private static final String MAX_AGE_SECONDS = "86400";

  private Cors() {}

  /** Answers a preflight. */
  static void preflight(Response response, String origin) {
    response.setStatus(204, "No Content");
    response.setHeader("Allow", "POST, OPTIONS");
    own(origin).forEach(response::setHeader);
    if (!origin.isEmpty()) {
      response.setHeader("Access-Control-Allow-Methods", "POST");
      response.setHeader(
          "Access-Control-Allow-Headers", "authorization, content-type, x-datalab-token");
      response.setHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
    }
  }

  /** The headers of an answer to one of the app's own pages; an empty origin needs none. */
  static Map<String, String> own(String origin) {
    return origin.isEmpty()
        ? other()
        : Map.of(
            "Vary", "Origin",
            "Access-Control-Allow-Origin", origin,
            "Access-Control-Allow-Credentials", "true",
            "Access-Control-Expose-Headers", "Retry-After, X-Request-Id");
  }

  /** The headers of an answer that no page may read. */
  static Map<String, String> other() {
    return Map.of("Vary", "Origin");
  }
}
