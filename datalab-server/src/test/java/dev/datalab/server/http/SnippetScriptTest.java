package dev.datalab.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.server.config.LogSettings;
import dev.datalab.server.log.Logs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a build of the snippet is served to other sites, and what is said without one. */
class SnippetScriptTest {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static HttpServer built;
  private static HttpServer unbuilt;

  private static final class Pages extends HttpHandler {
    private final StaticFiles files;

    private Pages(String resource) {
      files =
          new StaticFiles(
              SwaggerUi.version(), Dashboard.in("/dashboard"), SnippetScript.in(resource));
    }

    @Override
    public void service(Request request, Response response) throws Exception {
      SecurityHeaders.ofPage(response.getResponse().getHeaders());
      files.serve(request, response, request.getRequestURI());
    }
  }

  @BeforeAll
  static void start() throws IOException {
    Logs.apply(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.ERROR));
    built = serve("/snippet/datalab.js");
    unbuilt = serve("/no-such-folder/datalab.js");
  }

  private static HttpServer serve(String resource) throws IOException {
    var server = new HttpServer();
    server.addListener(new NetworkListener("pages", "localhost", 0));
    server.getServerConfiguration().addHttpHandler(new Pages(resource), "/");
    server.start();
    return server;
  }

  @AfterAll
  static void stop() {
    built.shutdownNow();
    unbuilt.shutdownNow();
  }

  private static HttpResponse<byte[]> ask(HttpServer server, String method, String... headers)
      throws IOException, InterruptedException {
    int port = server.getListener("pages").getPort();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/datalab.js"))
            .method(method, BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(20));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void aPageOfAnySiteMayLoadIt() throws Exception {
    HttpResponse<byte[]> script = ask(built, "GET", "Origin", "https://shop.example");

    assertThat(script.statusCode()).isEqualTo(200);
    assertThat(text(script)).startsWith("// Stands for the built snippet.");
    assertThat(header(script, "content-type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(header(script, "access-control-allow-origin")).isEqualTo("*");
    assertThat(header(script, "cross-origin-resource-policy")).isEqualTo("cross-origin");
    assertThat(header(script, "x-content-type-options")).isEqualTo("nosniff");
  }

  @Test
  void itIsKeptForAnHourAndThenAskedForByItsTag() throws Exception {
    HttpResponse<byte[]> script = ask(built, "GET");
    HttpResponse<byte[]> again = ask(built, "GET", "If-None-Match", header(script, "etag"));

    assertThat(header(script, "cache-control")).isEqualTo("public, max-age=3600");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(header(again, "cache-control")).isEqualTo("public, max-age=3600");
    assertThat(header(again, "access-control-allow-origin")).isEqualTo("*");
    assertThat(again.body()).isEmpty();
  }

  @Test
  void whoAcceptsGzipGetsIt() throws Exception {
    HttpResponse<byte[]> script = ask(built, "GET", "Accept-Encoding", "gzip, br");

    assertThat(header(script, "content-encoding")).isEqualTo("gzip");
    assertThat(header(script, "vary")).isEqualTo("Accept-Encoding");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(script.body())).readAllBytes())
        .isEqualTo(ask(built, "GET").body());
  }

  @Test
  void itIsOnlyRead() throws Exception {
    assertThat(ask(built, "HEAD").body()).isEmpty();
    assertThat(ask(built, "HEAD").statusCode()).isEqualTo(200);
    assertThat(ask(built, "POST").statusCode()).isEqualTo(405);
  }

  @Test
  void withoutABuildItSaysHowToMakeOne() throws Exception {
    HttpResponse<byte[]> script = ask(unbuilt, "GET", "Accept", "*/*");

    assertThat(script.statusCode()).isEqualTo(404);
    assertThat(header(script, "content-type")).isEqualTo("application/problem+json");
    assertThat(text(script)).contains("npm run build");
    assertThat(SnippetScript.in("/no-such-folder/datalab.js")).isEqualTo(Optional.empty());
  }
}
