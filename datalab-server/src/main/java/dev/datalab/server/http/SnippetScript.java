package dev.datalab.server.http;

import java.io.IOException;
import java.util.Optional;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * The snippet as its build left it on the class path. It is there for pages of other sites, also
 * for those that load nothing which does not say so. Thread-safe.
 */
final class SnippetScript implements Page {
  /** The address that sites load it from. */
  static final String PATH = "/datalab.js";

  /** A new version reaches every page within an hour; until then no page asks. */
  private static final String AN_HOUR = "public, max-age=3600";

  private final StaticFile script;

  private SnippetScript(StaticFile script) {
    this.script = script;
  }

  /**
   * The script of the class path.
   *
   * @param resource its absolute name, such as {@code /web/datalab.js}
   * @return empty if it has not been built
   */
  static Optional<SnippetScript> in(String resource) {
    return StaticFile.read(resource).map(SnippetScript::new);
  }

  @Override
  public void send(Request request, Response response) throws IOException {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    script.send(request, response, AN_HOUR);
  }
}
