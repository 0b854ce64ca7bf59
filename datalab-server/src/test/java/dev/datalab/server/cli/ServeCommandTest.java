package dev.datalab.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.server.directory.DataDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServeCommandTest {
  @TempDir private Path directory = Path.of("");

  private record Outcome(int code, String out, String err) {}

  private static Outcome run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        new CommandLine(new ServeCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Outcome(code, out.toString(), err.toString());
  }

  @Test
  void anUnknownRoleIsNamedBesideTheKnownOnes() {
    Outcome outcome = run("--roles", "gateway,king");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("'king'", "eventmanager", "user-meta");
  }

  @Test
  void aRoleApartIsRefusedWithTheRemedy() {
    Outcome outcome = run("--roles", "gateway");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("all roles in one process").contains("--roles all");
  }

  @Test
  void aPortInUseIsOneLine() throws IOException {
    try (var taken = new ServerSocket(0)) {
      Outcome outcome =
          run("--port", String.valueOf(taken.getLocalPort()), "--data", directory.toString());

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err().lines()).hasSize(1);
      assertThat(outcome.err()).contains(String.valueOf(taken.getLocalPort()), "--port");
    }
  }

  @Test
  void aDirectoryThatIsHeldIsOneLine() {
    try (DataDirectory held = DataDirectory.hold(directory)) {
      Outcome outcome = run("--port", "0", "--data", held.path().toString());

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err().lines()).hasSize(1);
      assertThat(outcome.err()).contains("held by another server", "--data");
    }
  }

  @Test
  void aWrongSettingIsOneLine() {
    Outcome outcome = run("--port", "70000", "--data", directory.toString());

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).contains("datalab.http.port");
  }

  @Test
  void theHelpNamesEveryOptionAndExitCode() {
    Outcome outcome = run("--help");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("--port", "--data", "--config", "--roles", "143");
  }
}
