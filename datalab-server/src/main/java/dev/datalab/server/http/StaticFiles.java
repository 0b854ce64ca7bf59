package dev.datalab.server.http;

import dev.datalab.server.problem.Problem;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * The pages of the server, from its class path. What may be served is a list, not a folder: no
 * address reaches any other resource. A file is read when it is asked for first. Thread-safe.
 */
final class StaticFiles {
  private static final String SWAGGER = "/META-INF/resources/webjars/swagger-ui/";

  private static final Map<String, String> RESOURCES =
      Map.of(
          "/", "/web/index.html",
          "/style.css", "/web/style.css",
          "/favicon.svg", "/web/favicon.svg",
          "/docs", "/web/docs.html",
          "/docs/docs.css", "/web/docs.css",
          "/docs/docs.js", "/web/docs.js",
          "/docs/swagger-ui.css", SWAGGER + "swagger-ui.css",
          "/docs/swagger-ui-bundle.js", SWAGGER + "swagger-ui-bundle.js");

  private final Map<String, StaticFile> read = new ConcurrentHashMap<>();
  private final String swaggerVersion;
  private final Optional<Dashboard> dashboard;
  private final Optional<SnippetScript> snippet;

  /**
   * The files of the class path.
   *
   * @param swaggerVersion the version folder that Swagger UI lies in
   * @param dashboard what lies at {@code /} and below; empty: a page that says how to build it
   * @param snippet what sites load; empty: a problem that says how to build it
   */
  StaticFiles(
      String swaggerVersion, Optional<Dashboard> dashboard, Optional<SnippetScript> snippet) {
    this.swaggerVersion = swaggerVersion;
    this.dashboard = dashboard;
    this.snippet = snippet;
  }

  /** Answers a request for {@code path}. */
  void serve(Request request, Response response, String path) throws IOException {
    Optional<Page> found = find(request, path);
    if (found.isEmpty()) {
      ProblemAnswer.send(
          response,
          Problem.of(
              404, "There is nothing at this address. /docs shows the addresses there are."));
      return;
    }
    Method method = request.getMethod();
    if (!Method.GET.equals(method) && !Method.HEAD.equals(method)) {
      response.setHeader("Allow", "GET, HEAD");
      ProblemAnswer.send(response, Problem.of(405, "A page can only be read. Use GET."));
      return;
    }
    found.get().send(request, response);
  }

  private Optional<Page> find(Request request, String path) {
    if (path.equals(SnippetScript.PATH)) {
      return Optional.of(snippet.<Page>map(it -> it).orElse(StaticFiles::sayHowToBuildIt));
    }
    String clean =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String resource = RESOURCES.get(clean);
    if (resource == null || (clean.equals("/") && dashboard.isPresent())) {
      return dashboard.flatMap(it -> it.find(request, path));
    }
    StaticFile file = read.computeIfAbsent(clean, key -> load(resource));
    return Optional.of((asked, answer) -> file.send(asked, answer, "no-cache"));
  }

  private static void sayHowToBuildIt(Request request, Response response) throws IOException {
    ProblemAnswer.send(
        response,
        Problem.of(
            404,
            "This server was built without the snippet. Run npm ci && npm run build in datalab-js"
                + " and build the server anew."));
  }

  private StaticFile load(String resource) {
    String place =
        resource.startsWith(SWAGGER)
            ? SWAGGER + swaggerVersion + "/" + resource.substring(SWAGGER.length())
            : resource;
    return StaticFile.read(place)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    place + " is missing on the class path: build the server anew"));
  }
}
