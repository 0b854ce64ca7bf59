package dev.datalab.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * One file that is served as it is, or gzipped to whom accepts that. Immutable.
 *
 * @param content what it holds
 * @param gzipped the same gzipped; empty where that would not pay
 * @param type its media type
 * @param tag what its entity tags begin with: changes when the content does
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed: it goes to the socket.
record StaticFile(byte[] content, byte[] gzipped, String type, String tag) {
  /** Below this many bytes a file fits into the first packet as it is. */
  private static final int GZIP_FROM_BYTES = 1_024;

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "woff2", "font/woff2");

  private static final Set<String> COMPRESSED = Set.of("png", "woff2");

  /**
   * Reads a resource of the class path.
   *
   * @param resource its absolute name; the extension says its type
   * @return empty if there is none of that name
   */
  static Optional<StaticFile> read(String resource) {
    try (InputStream in = StaticFile.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(of(in.readAllBytes(), resource.substring(resource.lastIndexOf('.') + 1)));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " can't be read", e);
    }
  }

  private static StaticFile of(byte[] content, String extension) throws IOException {
    byte[] gzipped =
        content.length < GZIP_FROM_BYTES || COMPRESSED.contains(extension)
            ? new byte[0]
            : gzip(content);
    return new StaticFile(
        content,
        gzipped.length < content.length ? gzipped : new byte[0],
        TYPES.getOrDefault(extension, "application/octet-stream"),
        hash(content));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream(content.length / 3);
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static String hash(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /**
   * Answers a GET or HEAD with this file, or with 304 if the client has it.
   *
   * @param cacheControl how long who may keep it
   */
  void send(Request request, Response response, String cacheControl) throws IOException {
    boolean zip = gzipped.length > 0 && acceptsGzip(request.getHeader("Accept-Encoding"));
    response.setHeader("ETag", '"' + tag + (zip ? "-gzip" : "") + '"');
    response.setHeader("Cache-Control", cacheControl);
    if (gzipped.length > 0) {
      response.setHeader("Vary", "Accept-Encoding");
    }
    String known = request.getHeader("If-None-Match");
    if (known != null && (known.equals("*") || known.contains('"' + tag))) {
      response.setStatus(HttpStatus.NOT_MODIFIED_304);
      return;
    }
    byte[] body = zip ? gzipped : content;
    if (zip) {
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentType(type);
    response.setContentLength(body.length);
    if (Method.GET.equals(request.getMethod())) {
      response.getOutputStream().write(body);
    }
  }

  private static boolean acceptsGzip(@Nullable String accepted) {
    if (accepted == null) {
      return false;
    }
    for (String coding : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = coding.strip().split(";", -1);
      if (parts[0].strip().equals("gzip")) {
        return parts.length < 2 || !parts[1].strip().matches("q=0(\\.0*)?");
      }
    }
    return false;
  }
}
