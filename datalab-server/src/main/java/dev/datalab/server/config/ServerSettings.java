package dev.datalab.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Everything that can be set of a server. Immutable. {@link SettingsReader} makes one from {@code
 * reference.conf} and what is laid over it.
 *
 * @param data the directory that holds everything the server keeps
 * @param publicUrl address under which browsers reach the server, without a trailing slash; empty:
 *     of this machine at the listener's port
 * @param http the listener
 * @param calls how long services wait for one another
 * @param tokens the tokens of people
 * @param events the embedded store of events
 * @param live the live views
 * @param analysisThreads threads that answer questions, 1 to 256
 * @param shutdownGrace how long begun requests may take to finish at the end, 0 to 10 minutes
 * @param log what the server says of itself
 */
public record ServerSettings(
    Path data,
    String publicUrl,
    HttpSettings http,
    CallSettings calls,
    TokenSettings tokens,
    EventSettings events,
    LiveSettings live,
    int analysisThreads,
    Duration shutdownGrace,
    LogSettings log) {

  /** Checks the bounds. */
  public ServerSettings {
    if (data.toString().isBlank()) {
      throw new SettingsException(
          "datalab.data is empty, but must be a directory. Name one that this user may write.");
    }
    checkPublicUrl(publicUrl);
    Bounds.within("analysis.threads", analysisThreads, 1, 256);
    Bounds.within("shutdown.grace", shutdownGrace, Duration.ZERO, Duration.ofMinutes(10));
  }

  /** The settings of {@code reference.conf} and the environment, with a data directory. */
  public static ServerSettings defaults(Path data) {
    return SettingsReader.defaults().withData(data);
  }

  /** These settings with another data directory. */
  public ServerSettings withData(Path anotherDirectory) {
    return new ServerSettings(
        anotherDirectory,
        publicUrl,
        http,
        calls,
        tokens,
        events,
        live,
        analysisThreads,
        shutdownGrace,
        log);
  }

  /** These settings with another listener. */
  public ServerSettings withHttp(HttpSettings another) {
    return new ServerSettings(
        data, publicUrl, another, calls, tokens, events, live, analysisThreads, shutdownGrace, log);
  }

  /** These settings with another port; 0 takes a free one. */
  public ServerSettings withPort(int port) {
    return withHttp(http.withPort(port));
  }

  private static void checkPublicUrl(String url) {
    if (url.isEmpty()) {
      return;
    }
    String rule =
        "datalab.public-url is `"
            + url
            + "`, but must be an absolute http or https address without a trailing slash, query and"
            + " fragment, such as https://data.example.com.";
    try {
      URI uri = URI.create(url);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!web
          || uri.getHost() == null
          || uri.getRawUserInfo() != null
          || uri.getRawQuery() != null
          || uri.getRawFragment() != null
          || url.endsWith("/")) {
        throw new SettingsException(rule);
      }
    } catch (IllegalArgumentException e) {
      throw new SettingsException(rule);
    }
  }
}
