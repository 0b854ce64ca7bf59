package dev.datalab.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * The dashboard as its build left it on the class path: an entry page, and assets whose names
 * change with their content. The addresses of its views exist in the browser only, so each is
 * answered with the entry page, to whom takes HTML. Thread-safe.
 */
final class Dashboard {
  /** Stands in the entry page wherever the answer's own nonce belongs. */
  private static final String NONCE_PLACE = "__CSP_NONCE__";

  private static final int NONCE_BYTES = 16;
  private static final String ASSETS = "/assets/";

  /** No slash and no leading dot: the name of a file, and of none above it. */
  private static final Pattern ASSET = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final SecureRandom random = new SecureRandom();
  private final Map<String, StaticFile> read = new ConcurrentHashMap<>();
  private final String folder;
  private final String entry;

  private Dashboard(String folder, StaticFile entry) {
    this.folder = folder;
    this.entry = new String(entry.content(), StandardCharsets.UTF_8);
  }

  /**
   * The dashboard in a folder of the class path.
   *
   * @param folder its absolute name without a trailing slash, such as {@code /web/app}
   * @return empty if it has not been built
   */
  static Optional<Dashboard> in(String folder) {
    return StaticFile.read(folder + "/index.html").map(entry -> new Dashboard(folder, entry));
  }

  /** What lies at {@code path}, an address without a query. */
  Optional<Page> find(Request request, String path) {
    if (path.startsWith(ASSETS)) {
      return asset(path.substring(ASSETS.length()));
    }
    boolean isView = path.indexOf('.', path.lastIndexOf('/')) < 0;
    return path.equals("/") || (isView && takesHtml(request.getHeader("Accept")))
        ? Optional.of(this::sendEntry)
        : Optional.empty();
  }

  private Optional<Page> asset(String name) {
    if (!ASSET.matcher(name).matches()) {
      return Optional.empty();
    }
    StaticFile file =
        read.computeIfAbsent(name, key -> StaticFile.read(folder + ASSETS + key).orElse(null));
    return file == null
        ? Optional.empty()
        : Optional.of((request, response) -> file.send(request, response, FOR_EVER));
  }

  private static boolean takesHtml(@Nullable String accept) {
    return accept != null && (accept.contains("text/html") || accept.contains("*/*"));
  }

  /** Never cached: a kept page would carry the nonce of another answer. */
  private void sendEntry(Request request, Response response) throws IOException {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String nonce = Base64.getEncoder().encodeToString(bytes);
    SecurityHeaders.ofDashboard(response.getResponse().getHeaders(), nonce);
    byte[] body = entry.replace(NONCE_PLACE, nonce).getBytes(StandardCharsets.UTF_8);
    response.setHeader("Cache-Control", "no-cache");
    response.setContentType("text/html; charset=utf-8");
    response.setContentLength(body.length);
    if (Method.GET.equals(request.getMethod())) {
      response.getOutputStream().write(body);
    }
  }
}
