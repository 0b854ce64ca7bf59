package dev.datalab.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.server.config.LogSettings;
import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.log.Logs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of a request whose handler fails. */
class WebServerTest {
  private static final int LARGE_BYTES = 1 << 20;
  private static WebServer server;

  private static final class Failing extends HttpHandler {
    @Override
    public void service(Request request, Response response) throws IOException {
      if (request.getRequestURI().endsWith("/midway")) {
        response.setContentType("application/x-ndjson");
        response.getOutputStream().write(new byte[LARGE_BYTES]);
        response.getOutputStream().flush();
      }
      if (request.getRequestURI().endsWith("/error/midway")) {
        throw new StackOverflowError("as of a heap that is full");
      }
      throw new IllegalStateException("a secret of the code");
    }
  }

  @BeforeAll
  static void start() {
    Logs.apply(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.ERROR));
    server =
        new WebServer(
            ServerSettings.defaults(Path.of("unused")).withPort(0).http(),
            Duration.ofSeconds(5),
            new Failing(),
            List.of(),
            List.of());
    server.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .timeout(Duration.ofSeconds(20))
                .header("X-Request-Id", "this-one")
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void aDefectAnswers500WithTheRequestsIdAndNothingOfTheCode() throws Exception {
    HttpResponse<String> answer = get("/api/v1/apps");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("x-request-id")).contains("this-one");
    assertThat(answer.body()).contains("this-one").doesNotContain("secret", "Exception");
  }

  @Test
  void anAnswerThatFailsMidwayIsBrokenOffAndNotEnded() {
    assertThatThrownBy(() -> get("/api/midway")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> get("/api/error/midway")).isInstanceOf(IOException.class);
  }
}
