package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A server that is told to stop while it answers. */
class GracefulStopIT {

  @Test
  void aRequestThatHasBegunIsFinishedAndItsEventsAreKept() throws Exception {
    Path directory = RunningServer.freshDirectory();
    RunningServer server = RunningServer.start(directory);
    String token = server.founder("ada", "One");
    String app = "/api/v1/apps/" + server.app(token, "site", "public");
    try (var socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      write(
          out,
          "POST "
              + app
              + "/import HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + token
              + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
      chunk(
          out, "{\"visitor\":\"a\",\"timestamp\":1793000000000,\"type\":\"url\",\"url\":\"/\"}\n");
      TimeUnit.MILLISECONDS.sleep(500);

      CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close);
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> isRefused(server.port()));
      assertThat(stop).isNotDone();
      chunk(
          out, "{\"visitor\":\"b\",\"timestamp\":1793000000000,\"type\":\"url\",\"url\":\"/\"}\n");
      write(out, "0\r\n\r\n");

      String answer = read(socket.getInputStream());
      assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"accepted\":2");
      stop.get(30, TimeUnit.SECONDS);
    }
    try (RunningServer again = RunningServer.start(directory)) {
      assertThat(again.get(app + "/export", token).is(200).response().body().lines()).hasSize(2);
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static void chunk(OutputStream out, String text) throws IOException {
    write(out, Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }

  private static boolean isRefused(int port) throws IOException {
    try (var probe = new Socket("localhost", port)) {
      return !probe.isConnected();
    } catch (ConnectException e) {
      return true;
    }
  }

  /** The answer up to the end of its JSON. */
  private static String read(InputStream in) throws IOException {
    var answer = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      answer.append((char) b);
      if (answer.indexOf("\r\n\r\n") > 0 && b == '}' && answer.indexOf("rejectedTotal") > 0) {
        break;
      }
    }
    return answer.toString();
  }
}
