package dev.datalab.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LineFileTest {
  private static final String LINES = "{\"visitor\":\"ü\"}\n\n{\"visitor\":\"b\"}";

  @TempDir private Path directory;

  @Test
  void aFileIsKnownByItsContentWhateverItsNameAndPacking() throws IOException {
    Path plain = Files.writeString(directory.resolve("a.ndjson"), LINES);
    Path packed = Files.write(directory.resolve("b"), gzip(LINES));
    Path other = Files.writeString(directory.resolve("c.ndjson"), LINES + "x");

    LineFile file = LineFile.read(plain, lines -> {});

    assertThat(file.lines()).isEqualTo(3);
    assertThat(LineFile.read(packed, lines -> {}).fingerprint()).isEqualTo(file.fingerprint());
    assertThat(LineFile.read(other, lines -> {}).fingerprint()).isNotEqualTo(file.fingerprint());
    try (BufferedReader reader = LineFile.read(packed, lines -> {}).reader()) {
      assertThat(reader.lines()).containsExactly("{\"visitor\":\"ü\"}", "", "{\"visitor\":\"b\"}");
    }
  }

  @Test
  void aFileThatWasCutOffIsNamed() throws IOException {
    byte[] whole = gzip(LINES);
    Path cut = Files.write(directory.resolve("cut.gz"), Arrays.copyOf(whole, whole.length - 12));

    assertThatThrownBy(() -> LineFile.read(cut, lines -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut.gz")
        .hasMessageContaining("not copied whole");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
