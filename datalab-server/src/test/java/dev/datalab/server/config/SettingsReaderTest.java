package dev.datalab.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void theDefaultsAreThoseOfReferenceConf() {
    ServerSettings settings = SettingsReader.defaults();

    assertThat(settings.http().port()).isEqualTo(8080);
    assertThat(settings.http().bodyLimitBytes()).isEqualTo(1 << 20);
    assertThat(settings.tokens().accessLifetime()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.analysisThreads()).isPositive();
    assertThat(settings.log().format()).isEqualTo(LogSettings.Format.TEXT);
  }

  @Test
  void aFileIsLaidOverTheDefaultsAndTheCommandLineOverTheFile() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("my.conf"),
            "datalab { http { port = 1, body-limit = 2 MiB }, shutdown.grace = 3 s }");

    ServerSettings settings = SettingsReader.read(file, Map.of("http.port", 4));

    assertThat(settings.http().port()).isEqualTo(4);
    assertThat(settings.http().bodyLimitBytes()).isEqualTo(2 << 20);
    assertThat(settings.shutdownGrace()).isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http.port = 70000 | datalab.http.port",
        "http.port = many | http.port",
        "http.workers = 1 | datalab.http.workers",
        "http.transfers = 64 | datalab.http.transfers",
        "http.body-limit = 1 GiB | datalab.http.body-limit",
        "calls.timeout = 1 ms | datalab.calls.timeout",
        "tokens.access-lifetime = 2 h | datalab.tokens.access-lifetime",
        "events.cache-share = 0.9 | datalab.events.cache-share",
        "shutdown.grace = 1 h | datalab.shutdown.grace",
        "log.format = xml | datalab.log.format",
        "public-url = \"example.com\" | datalab.public-url",
        "http.prot = 8081 | datalab.http.prot",
        "http { port = | my.conf",
      })
  void aWrongValueIsNamedWithItsKeyAndTheRemedy(String line, String named) throws IOException {
    Path file = Files.writeString(directory.resolve("my.conf"), "datalab { " + line + " }");

    assertThatThrownBy(() -> SettingsReader.read(file, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(named)
        .hasMessageMatching("(?s).*\\..*");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> SettingsReader.read(directory.resolve("none.conf"), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("none.conf");
  }

  @Test
  void everyKeyIsDocumentedAndCanBeSetByTheEnvironment() throws IOException {
    List<String> lines;
    try (InputStream in = SettingsReader.class.getResourceAsStream("/reference.conf")) {
      assertThat(in).isNotNull();
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    for (var entry :
        ConfigFactory.parseResources("reference.conf").resolve().getConfig("datalab").entrySet()) {
      String key = entry.getKey().substring(entry.getKey().lastIndexOf('.') + 1);
      String variable =
          "${?DATALAB_"
              + entry.getKey().replaceAll("[.-]", "_").toUpperCase(java.util.Locale.ROOT)
              + "}";
      assertThat(lines)
          .as(entry.getKey())
          .anyMatch(line -> line.strip().equals(key + " = " + variable));
      int first = indexOf(lines, variable) - 2;
      assertThat(lines.get(first).strip()).as(entry.getKey()).startsWith("# ");
    }
  }

  private static int indexOf(List<String> lines, String part) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(part)) {
        return i;
      }
    }
    throw new AssertionError(part + " is not there");
  }
}
