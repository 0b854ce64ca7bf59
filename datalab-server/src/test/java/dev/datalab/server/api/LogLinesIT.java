package dev.datalab.server.api;

import static dev.datalab.server.api.RunningServer.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.datalab.platform.rpc.CallContext;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the server says of its requests. */
class LogLinesIT {
  private static final int CLIENTS_THAT_GO = 100;

  @Test
  void everyLineOfARequestHasItsIdAndNoneHoldsASecret() {
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    var ours = (Logger) LoggerFactory.getLogger("dev.datalab");
    String token;
    String app;
    try (var server = RunningServer.start()) {
      root.addAppender(lines);
      ours.setLevel(Level.TRACE);
      token = server.founder("ada", "One");
      app = server.app(token, "site", "public");
      server.post(
          "/api/v1/auth/login", NOBODY, "{\"username\":\"ada\",\"password\":\"wr0ng-one\"}");
      server.get("/api/v1/users/me?access_token=" + token, token).is(200);
      server.call("GET", "/api/v1/apps/" + app, token, "", "X-Request-Id", "followed").is(200);
      server
          .send(
              "POST",
              "/api/v1/apps/" + app + "/import",
              token,
              BodyPublishers.ofString("{\"visitor\":\"secret-visitor\"}"),
              "application/x-ndjson")
          .is(200);
    } finally {
      root.detachAppender(lines);
      ours.setLevel(null);
    }

    List<ILoggingEvent> said = List.copyOf(lines.list);
    assertThat(said)
        .filteredOn(line -> line.getLoggerName().equals("dev.datalab.server.access"))
        .hasSizeGreaterThanOrEqualTo(6)
        .allSatisfy(
            line -> assertThat(line.getMDCPropertyMap()).containsKey(CallContext.MDC_REQUEST_ID))
        .anySatisfy(
            line -> {
              assertThat(line.getMDCPropertyMap())
                  .containsEntry(CallContext.MDC_REQUEST_ID, "followed");
              assertThat(line.getFormattedMessage())
                  .matches("GET /api/v1/apps/" + app + " 200 \\d+ ms");
            });
    assertThat(said)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(
            message ->
                message.contains(token)
                    || message.contains("correct horse")
                    || message.contains("wr0ng-one")
                    || message.contains("ada@shop.example")
                    || message.contains("127.0.0.1")
                    || message.contains("secret-visitor"));
  }

  @Test
  void clientsThatGoWithoutTheirAnswerAreNoWarning() throws Exception {
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    try (var server = RunningServer.start()) {
      root.addAppender(lines);
      for (int i = 0; i < CLIENTS_THAT_GO; i++) {
        try (var socket = new Socket("localhost", server.port())) {
          // A close with a linger of zero resets the connection.
          socket.setSoLinger(true, 0);
          socket
              .getOutputStream()
              .write(
                  "GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n"
                      .repeat(4)
                      .getBytes(StandardCharsets.US_ASCII));
          socket.getOutputStream().flush();
          Thread.sleep(i % 4);
        }
      }
      server.get("/health", NOBODY).is(200);
    } finally {
      root.detachAppender(lines);
    }

    assertThat(List.copyOf(lines.list))
        .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
        .extracting(ILoggingEvent::toString)
        .isEmpty();
  }
}
