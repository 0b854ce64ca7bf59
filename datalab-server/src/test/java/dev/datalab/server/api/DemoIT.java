package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.server.Server;
import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.demo.Demo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo as somebody sees it who starts it, stops it and starts it again. */
final class DemoIT {
  @Test
  void theFirstStartFillsTheShopAndTheSecondFindsItAsItWas() throws IOException {
    Path directory = RunningServer.freshDirectory();

    List<String> first = demo(directory, Instant.now());
    List<String> second = demo(directory, Instant.now().plusSeconds(3_600));

    assertThat(first).anyMatch(line -> line.contains("founded Northwind Outdoor"));
    assertThat(first)
        .anyMatch(line -> line.matches(".*imported two weeks .*, [\\d,]{6,} events.*"));
    assertThat(second).anyMatch(line -> line.contains("signed in as demo"));
    assertThat(second).anyMatch(line -> line.contains("history are there"));
    assertThat(funnel(first)).hasSize(6).isEqualTo(funnel(second));
    assertThat(funnel(first).get(5)).contains("Buy").matches(".*[1-9].*");
    assertThat(credentials(first)).isEqualTo(credentials(second));
  }

  private static List<String> demo(Path directory, Instant now) throws IOException {
    StringWriter printed = new StringWriter();
    try (Server server = Server.start(ServerSettings.defaults(directory).withPort(0))) {
      Demo.fill(
          "http://localhost:" + server.port(), directory, now, new PrintWriter(printed, true));
    }
    return printed.toString().lines().toList();
  }

  private static List<String> funnel(List<String> lines) {
    return lines.stream()
        .dropWhile(line -> !line.startsWith("  Purchase, "))
        .filter(line -> !line.isEmpty())
        .limit(6)
        .toList();
  }

  private static List<String> credentials(List<String> lines) {
    return lines.stream().filter(line -> line.contains("Sign in")).toList();
  }
}
