package dev.datalab.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.server.config.LogSettings;
import dev.datalab.server.log.Logs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a build of the dashboard is served, and what is served without one. */
class DashboardTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static HttpServer built;
  private static HttpServer unbuilt;

  private static final class Pages extends HttpHandler {
    private final StaticFiles files;

    private Pages(String folder) {
      files = new StaticFiles(SwaggerUi.version(), Dashboard.in(folder), Optional.empty());
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
    built = serve("/dashboard");
    unbuilt = serve("/no-such-folder");
  }

  private static HttpServer serve(String folder) throws IOException {
    var server = new HttpServer();
    server.addListener(new NetworkListener("pages", "localhost", 0));
    server.getServerConfiguration().addHttpHandler(new Pages(folder), "/");
    server.start();
    return server;
  }

  @AfterAll
  static void stop() {
    built.shutdownNow();
    unbuilt.shutdownNow();
  }

  private static HttpResponse<byte[]> get(HttpServer server, String path, String... headers)
      throws IOException, InterruptedException {
    int port = server.getListener("pages").getPort();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(Duration.ofSeconds(20));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/apps",
        "/apps/a1/funnel",
        "/apps/a1/funnel?range=7d",
        "/sign-in/",
        "/x%2Fy"
      })
  void aBrowserGetsTheEntryPageAtEveryAddressOfAView(String path) throws Exception {
    HttpResponse<byte[]> page = get(built, path, "Accept", BROWSER);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(text(page)).contains("the built dashboard");
  }

  @Test
  void everyAnswerHasANonceOfItsOwnInPolicyAndPage() throws Exception {
    HttpResponse<byte[]> first = get(built, "/", "Accept", BROWSER);
    HttpResponse<byte[]> second = get(built, "/", "Accept", BROWSER);

    assertThat(text(first)).doesNotContain("__CSP_NONCE__").isNotEqualTo(text(second));
    String nonce = text(first).replaceAll("(?s).* nonce=\"([^\"]+)\".*", "$1");
    assertThat(nonce).hasSizeGreaterThanOrEqualTo(22);
    assertThat(header(first, "content-security-policy"))
        .contains("default-src 'none'", "script-src 'self';", "connect-src 'self';")
        .contains("style-src 'self' 'nonce-" + nonce + "';")
        .contains("style-src-attr 'unsafe-inline'")
        .doesNotContain("unsafe-eval");
  }

  @Test
  void theEntryPageIsNeverAnsweredFromACache() throws Exception {
    HttpResponse<byte[]> page = get(built, "/", "Accept", BROWSER, "If-None-Match", "*");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "cache-control")).isEqualTo("no-cache");
    assertThat(header(page, "etag")).isEmpty();
  }

  @Test
  void anAssetIsKeptForEver() throws Exception {
    HttpResponse<byte[]> asset = get(built, "/assets/main-a1.js");

    assertThat(asset.statusCode()).isEqualTo(200);
    assertThat(header(asset, "content-type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(header(asset, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(text(asset)).endsWith("export const answer = 42;\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br, gzip;q=0.5", "GZIP"})
  void whoAcceptsGzipGetsIt(String accepted) throws Exception {
    HttpResponse<byte[]> asset = get(built, "/assets/main-a1.js", "Accept-Encoding", accepted);

    assertThat(header(asset, "content-encoding")).isEqualTo("gzip");
    assertThat(header(asset, "vary")).isEqualTo("Accept-Encoding");
    byte[] unzipped = new GZIPInputStream(new ByteArrayInputStream(asset.body())).readAllBytes();
    assertThat(unzipped).isEqualTo(get(built, "/assets/main-a1.js").body());
    assertThat(asset.body()).hasSizeLessThan(unzipped.length / 2);
    assertThat(header(asset, "etag"))
        .isNotEqualTo(header(get(built, "/assets/main-a1.js"), "etag"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip;q=0", "x-gzip-not", "identity"})
  void whoDoesNotAcceptGzipGetsTheFileAsItIs(String accepted) throws Exception {
    HttpResponse<byte[]> asset = get(built, "/assets/main-a1.js", "Accept-Encoding", accepted);

    assertThat(header(asset, "content-encoding")).isEmpty();
    assertThat(text(asset)).contains("export const answer");
  }

  @Test
  void aFileThatFitsIntoAPacketIsNotGzipped() throws Exception {
    HttpResponse<byte[]> asset = get(built, "/assets/small-b2.css", "Accept-Encoding", "gzip");

    assertThat(header(asset, "content-encoding")).isEmpty();
    assertThat(text(asset)).isEqualTo(".a{color:red}\n");
  }

  @Test
  void anAssetThatTheBrowserHasIsNotSentAgain() throws Exception {
    for (String coding : new String[] {"gzip", "identity"}) {
      String etag = header(get(built, "/assets/main-a1.js", "Accept-Encoding", coding), "etag");

      HttpResponse<byte[]> again =
          get(built, "/assets/main-a1.js", "Accept-Encoding", coding, "If-None-Match", etag);

      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/gone-c3.js",
        "/assets/",
        "/assets/..%2Fsecret.txt",
        "/assets/.hidden",
        "/assets/deeper/main-a1.js",
        "/secret.txt",
        "/index.html",
        "/favicon.ico"
      })
  void anAddressOfAFileThatIsNoneAnswers404AndNotThePage(String path) throws Exception {
    assertThat(get(built, path, "Accept", BROWSER).statusCode()).isEqualTo(404);
  }

  @Test
  void aProgramThatTakesNoHtmlIsToldThatThereIsNothing() throws Exception {
    assertThat(get(built, "/apps", "Accept", "application/json").statusCode()).isEqualTo(404);
    assertThat(get(built, "/apps").statusCode()).isEqualTo(404);
    assertThat(get(built, "/").statusCode()).isEqualTo(200);
  }

  @Test
  void thePagesBesideItStay() throws Exception {
    assertThat(text(get(built, "/docs", "Accept", BROWSER))).contains("swagger-ui-bundle.js");
    assertThat(header(get(built, "/favicon.svg"), "content-type")).isEqualTo("image/svg+xml");
  }

  @Test
  void withoutABuildAPlainPageSaysHowToMakeOne() throws Exception {
    HttpResponse<byte[]> page = get(unbuilt, "/", "Accept", BROWSER);

    assertThat(text(page)).contains("npm run build", "href=\"/docs\"");
    assertThat(header(page, "content-security-policy")).doesNotContain("unsafe");
    assertThat(get(unbuilt, "/apps", "Accept", BROWSER).statusCode()).isEqualTo(404);
    assertThat(Dashboard.in("/no-such-folder")).isEqualTo(Optional.empty());
  }
}
