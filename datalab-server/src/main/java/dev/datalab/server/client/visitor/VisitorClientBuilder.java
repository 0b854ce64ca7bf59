package dev.datalab.server.client.visitor;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What may be said of a visitor before the first hello. Not thread-safe. */
public final class VisitorClientBuilder {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final URI server;
  private final String appToken;
  private String origin = "";
  private String userAgent = "";
  private String visitor = "";
  private @Nullable HttpClient http;
  private InstantSource clock = InstantSource.system();

  VisitorClientBuilder(URI server, String appToken) {
    if (server.getHost() == null
        || !("http".equals(server.getScheme()) || "https".equals(server.getScheme()))) {
      throw new IllegalArgumentException(
          "server: an address as http://localhost:8080, not '%s'".formatted(server));
    }
    this.server = server.getPath().endsWith("/") ? server : URI.create(server + "/");
    this.appToken = appToken;
  }

  /** The site that the visitor is on, as {@code https://shop.example}. Empty: no such header. */
  public VisitorClientBuilder origin(String value) {
    origin = value;
    return this;
  }

  /** The browser's {@code User-Agent}. Empty: that of Java's client. */
  public VisitorClientBuilder userAgent(String value) {
    userAgent = value;
    return this;
  }

  /** The id of a visitor who was here before. Empty: the server makes one. */
  public VisitorClientBuilder visitor(String value) {
    visitor = value;
    return this;
  }

  /** Carries the calls, HTTP/1.1; share one among many visitors. */
  public VisitorClientBuilder http(HttpClient value) {
    http = value;
    return this;
  }

  /** The visitor's clock. */
  public VisitorClientBuilder clock(InstantSource value) {
    clock = value;
    return this;
  }

  /** Makes the client; it connects at its first hello. */
  public VisitorClient build() {
    HttpClient carrier = http;
    if (carrier == null) {
      carrier =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECT_TIMEOUT)
              .build();
    }
    return new VisitorClient(
        new VisitorCalls(carrier, server, appToken, origin, userAgent), visitor, clock);
  }
}
