package dev.datalab.server.http;

import dev.datalab.server.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.HttpStatus;

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

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, StaticFile> read = new ConcurrentHashMap<>();
  private final String swaggerVersion;

  /**
   * The files of the class path.
   *
   * @param swaggerVersion the version folder that Swagger UI lies in
   */
  StaticFiles(String swaggerVersion) {
    this.swaggerVersion = swaggerVersion;
  }

  /** Answers a request for {@code path}. */
  void serve(Request request, Response response, String path) throws IOException {
    Optional<StaticFile> found = find(path);
    if (found.isEmpty()) {
      FrontHandler.send(
          response,
          Problem.of(
              404, "There is nothing at this address. /docs shows the addresses there are."));
      return;
    }
    Method method = request.getMethod();
    if (!Method.GET.equals(method) && !Method.HEAD.equals(method)) {
      response.setHeader("Allow", "GET, HEAD");
      FrontHandler.send(response, Problem.of(405, "A page can only be read. Use GET."));
      return;
    }
    send(request, response, found.get());
  }

  private static void send(Request request, Response response, StaticFile file) throws IOException {
    response.setHeader("ETag", file.etag());
    response.setHeader("Cache-Control", "no-cache");
    String known = request.getHeader("If-None-Match");
    if (known != null && (known.equals("*") || known.contains(file.etag()))) {
      response.setStatus(HttpStatus.NOT_MODIFIED_304);
      return;
    }
    response.setContentType(file.type());
    response.setContentLength(file.content().length);
    if (Method.GET.equals(request.getMethod())) {
      response.getOutputStream().write(file.content());
    }
  }

  private Optional<StaticFile> find(String path) {
    String clean =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String resource = RESOURCES.get(clean);
    return resource == null
        ? Optional.empty()
        : Optional.of(read.computeIfAbsent(clean, key -> load(resource)));
  }

  private StaticFile load(String resource) {
    String place =
        resource.startsWith(SWAGGER)
            ? SWAGGER + swaggerVersion + "/" + resource.substring(SWAGGER.length())
            : resource;
    try (InputStream in = StaticFiles.class.getResourceAsStream(place)) {
      if (in == null) {
        throw new IllegalStateException(
            place + " is missing on the class path: build the server anew");
      }
      byte[] content = in.readAllBytes();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      String etag = "\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"";
      String extension = resource.substring(resource.lastIndexOf('.') + 1);
      return new StaticFile(
          content, TYPES.getOrDefault(extension, "application/octet-stream"), etag);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(place + " can't be read", e);
    }
  }
}
