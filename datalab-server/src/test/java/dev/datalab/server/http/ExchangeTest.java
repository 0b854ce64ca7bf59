package dev.datalab.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.platform.rpc.CallContext;
import dev.datalab.server.config.LogSettings;
import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.log.Logs;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests that hold no thread while they are awaited. */
class ExchangeTest {
  private static final int LIMIT = 1_000;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static WebServer server;

  /** Answers the size of the body and the request's id, in a while if the body says so. */
  private static final class Sizes extends HttpHandler {
    @Override
    public void service(Request request, Response response) {
      Exchange.begin(request, response, LIMIT, Duration.ofSeconds(2), Sizes::answer);
    }

    private static void answer(byte[] bytes, Exchange exchange) {
      String body = new String(bytes, StandardCharsets.UTF_8);
      if (body.startsWith("fail")) {
        throw new IllegalStateException("a secret of the code");
      }
      if (body.startsWith("never")) {
        return;
      }
      String answer = bytes.length + " " + CallContext.requestId();
      var unused =
          CompletableFuture.runAsync(
              () ->
                  exchange.inContext(
                      () ->
                          exchange.answer(
                              202,
                              Map.of("X-Context", CallContext.requestId()),
                              answer.getBytes(StandardCharsets.UTF_8))),
              CompletableFuture.delayedExecutor(
                  body.startsWith("later") ? 300 : 0, TimeUnit.MILLISECONDS));
    }
  }

  @BeforeAll
  static void start() {
    Logs.apply(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.ERROR));
    server =
        new WebServer(
            ServerSettings.defaults(Path.of("unused")).withPort(0).http(),
            Duration.ofSeconds(5),
            new Sizes(),
            List.of(new Door("/api/v1/sizes", new Sizes())),
            List.of());
    server.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static CompletableFuture<HttpResponse<String>> post(BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/api/v1/sizes"))
            .timeout(Duration.ofSeconds(20))
            .header("X-Request-Id", "mine")
            .POST(body)
            .build();
    return HTTP.sendAsync(request, BodyHandlers.ofString());
  }

  @Test
  void theAnswerMayComeFromAnyThreadAndAtAnyTime() {
    for (String body : List.of("", "at once", "later")) {
      HttpResponse<String> answer = post(BodyPublishers.ofString(body)).join();
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.body()).isEqualTo(body.length() + " mine");
      assertThat(answer.headers().firstValue("x-context")).contains("mine");
      assertThat(answer.headers().firstValue("x-request-id")).contains("mine");
    }
  }

  @Test
  void moreRequestsThanThreadsWaitAtATime() {
    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < 200; i++) {
      answers.add(post(BodyPublishers.ofString("later" + i)));
    }
    assertThat(answers).allMatch(answer -> answer.join().statusCode() == 202);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedHoweverItComes() {
    byte[] large = new byte[LIMIT + 1];
    assertThat(post(BodyPublishers.ofByteArray(large)).join().statusCode()).isEqualTo(413);
    assertThat(post(BodyPublishers.ofByteArrays(List.of(large))).join().statusCode())
        .isEqualTo(413);
    byte[] fitting = new byte[LIMIT];
    assertThat(post(BodyPublishers.ofByteArrays(List.of(fitting))).join().statusCode())
        .isEqualTo(202);
  }

  @Test
  void aDefectIsAProblem() {
    HttpResponse<String> answer = post(BodyPublishers.ofString("fail")).join();
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("mine").doesNotContain("secret");
  }

  @Test
  void whatIsNotAnsweredInTimeIsAnswered503() {
    HttpResponse<String> answer = post(BodyPublishers.ofString("never")).join();
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
  }

  @Test
  void aBodyThatDoesNotComeInTimeIsAnswered408AndTheConnectionEnds() throws Exception {
    try (Socket connection = new Socket("localhost", server.port())) {
      connection.setSoTimeout(20_000);
      connection
          .getOutputStream()
          .write(
              "POST /api/v1/sizes HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf"
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = connection.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 408 ").contains("Send it at once.");
    }
  }

  @Test
  void aClientThatLeavesHarmsNobody() throws Exception {
    for (int i = 0; i < 50; i++) {
      try (Socket connection = new Socket("localhost", server.port())) {
        String body = i % 2 == 0 ? "later" : "la";
        connection
            .getOutputStream()
            .write(
                ("POST /api/v1/sizes HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    TimeUnit.MILLISECONDS.sleep(500);
    assertThat(post(BodyPublishers.ofString("later")).join().body()).isEqualTo("5 mine");
  }
}
