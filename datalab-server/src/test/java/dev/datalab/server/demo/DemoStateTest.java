package dev.datalab.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoStateTest {
  private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");
  private static final IssuedToken TOKEN =
      new IssuedToken(
          "app", "a.b.c", "<script async src=\"http://localhost:1/datalab.js\">\n</script>");

  @TempDir Path directory;

  @Test
  void whatIsKeptIsFoundAgain() throws IOException {
    DemoState first = DemoState.in(directory, NOW);
    DemoState second = DemoState.in(directory, NOW.plusSeconds(60));
    assertThat(second).isEqualTo(first);
    assertThat(second.token()).isEmpty();

    first.withToken(TOKEN).keep(directory);
    assertThat(DemoState.in(directory, NOW)).isEqualTo(first.withToken(TOKEN));
  }

  @Test
  void onlyTheOwnerReadsIt() throws IOException {
    DemoState.in(directory, NOW).withToken(TOKEN).keep(directory);

    assertThat(Files.getPosixFilePermissions(directory.resolve("demo.properties")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void theNotesOfADemoBeforeTokensAreRead() throws IOException {
    Files.writeString(
        directory.resolve("demo.properties"),
        "password=abc\nseed=7\nhistoryEnd=2026-03-15T12\\:00\\:00Z\n");

    DemoState state = DemoState.in(directory, NOW.plusSeconds(60));
    assertThat(state.password()).isEqualTo("abc");
    assertThat(state.historyEnd()).isEqualTo(NOW);
    assertThat(state.token()).isEmpty();
  }

  @Test
  void whatTheDemoDidNotWriteIsRefused() throws IOException {
    Files.writeString(directory.resolve("demo.properties"), "password=abc\n");
    assertThatIOException()
        .isThrownBy(() -> DemoState.in(directory, NOW))
        .withMessageContaining("delete the directory to begin anew");
  }
}
