package dev.datalab.server.api;

import static dev.datalab.server.api.RunningServer.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is answered to requests that no well-behaved client sends. */
class BrokenRequestsIT {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Sends bytes as they are and reads until the server closes or falls silent. */
  private static String raw(String request) throws IOException {
    try (var socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      var answer = new StringBuilder();
      while (!complete(answer)) {
        int b = in.read();
        if (b < 0) {
          break;
        }
        answer.append((char) b);
      }
      return answer.toString();
    }
  }

  /** Every problem ends with its errors, the last field. */
  private static boolean complete(StringBuilder answer) {
    return answer.length() > 4 && answer.substring(answer.length() - 4).equals(":[]}");
  }

  private static void assertProblem(String answer, int status) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .containsIgnoringCase("\r\nContent-Type: application/problem+json")
        .containsIgnoringCase("\r\nX-Request-Id: ")
        .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff")
        .contains("\"status\":" + status);
  }

  @Test
  void noHostAnswers400() throws IOException {
    assertProblem(raw("GET /api/v1/apps HTTP/1.1\r\n\r\n"), 400);
  }

  @Test
  void noHttpAnswers505() throws IOException {
    assertProblem(raw("GET /api/v1/apps HTTP/9.9\r\nHost: x\r\n\r\n"), 505);
  }

  @Test
  void lengthsThatDifferAnswer400() throws IOException {
    assertProblem(
        raw(
            "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length:"
                + " 2\r\n\r\n{}"),
        400);
  }

  @Test
  void headersThatAreTooLargeAnswer431() throws IOException {
    assertProblem(
        raw("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(17 << 10) + "\r\n\r\n"), 431);
  }

  @Test
  void anAddressThatIsTooLongAnswers431() throws IOException {
    for (int length : new int[] {17 << 10, 20_000, 100_000}) {
      assertProblem(raw("GET /" + "a".repeat(length) + " HTTP/1.1\r\nHost: x\r\n\r\n"), 431);
    }
  }

  @Test
  void aRequestLineOfOneWordAnswers400AndTheConnectionCloses() throws IOException {
    for (String line : new String[] {"garbage", "\r\ngarbage", "GET", "\0\1\2"}) {
      assertProblem(raw(line + "\r\n\r\n"), 400);
    }
    assertProblem(raw("x".repeat(17 << 10)), 431);
  }

  @Test
  void anAddressThatIsNoAddressAnswers400Or404() throws IOException {
    assertProblem(raw("GET /api/v1/apps/%zz HTTP/1.1\r\nHost: x\r\n\r\n"), 400);
    assertProblem(raw("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"), 404);
    assertProblem(raw("GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n"), 404);
    assertProblem(raw("GET /docs/../web/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n"), 404);
  }

  @Test
  void aChunkedBodyThatIsTooLargeAnswers413() {
    byte[] large = ("{\"a\":\"" + "x".repeat(2 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
    server
        .send(
            "POST",
            "/api/v1/auth/login",
            NOBODY,
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
            "application/json")
        .isProblem(413);
  }

  @Test
  void aClientThatOffersHttp2IsAnsweredInHttp1() throws Exception {
    HttpClient offering = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    byte[] large = new byte[1 << 18];
    for (HttpRequest.BodyPublisher body :
        List.of(
            BodyPublishers.ofString("{}"),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
      HttpResponse<String> answer =
          offering.send(
              HttpRequest.newBuilder(
                      URI.create("http://localhost:" + server.port() + "/api/v1/auth/login"))
                  .timeout(Duration.ofSeconds(20))
                  .header("Content-Type", "application/json")
                  .POST(body)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isBetween(400, 422);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }
  }

  @Test
  void jsonThatIsTooDeepAnswers400() {
    server.post("/api/v1/auth/login", NOBODY, "{\"a\":" + "[".repeat(5_000)).isProblem(400);
  }

  @Test
  void anEmptyBodyAnswers400() {
    server
        .send("POST", "/api/v1/auth/login", NOBODY, BodyPublishers.noBody(), "application/json")
        .isProblem(400);
  }

  @Test
  void whatIsNotThereAnswers404AndWhatIsNotAcceptedAnswers406() {
    server.get("/nowhere", NOBODY).isProblem(404);
    server.get("/api", NOBODY).isProblem(404);
    server.get("/api/v1/nowhere", NOBODY).isProblem(404);
    server.get("/api/v2/apps", NOBODY).isProblem(404);
    server.call("GET", "/health", NOBODY, "", "Accept", "image/png").isProblem(406);
    server.call("DELETE", "/", NOBODY, "").isProblem(405);
    server.call("TRACE", "/api/v1/apps", NOBODY, "").isProblem(405);
  }

  @Test
  void aSaneRequestIdIsKeptAndAnotherIsReplaced() {
    String sane = "visible-" + "x".repeat(120);
    assertThat(
            server.call("GET", "/health", NOBODY, "", "X-Request-Id", sane).header("x-request-id"))
        .isEqualTo(sane);
    for (String odd : new String[] {"with space", "x".repeat(129), "é"}) {
      assertThat(
              server.call("GET", "/health", NOBODY, "", "X-Request-Id", odd).header("x-request-id"))
          .isNotEqualTo(odd)
          .isNotEmpty();
    }
    String first = server.get("/health", NOBODY).header("x-request-id");
    assertThat(server.get("/health", NOBODY).header("x-request-id")).isNotEqualTo(first);
  }
}
