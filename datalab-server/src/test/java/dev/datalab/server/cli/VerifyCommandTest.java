package dev.datalab.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import dev.datalab.testkit.SampleEvents;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {
  private static final Partition SHOP = new Partition("shop", 2);

  @TempDir private Path directory = Path.of("");

  private record Outcome(int code, String out) {}

  private static Outcome run(String... arguments) {
    var out = new StringWriter();
    int code =
        new CommandLine(new VerifyCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  command.getErr().println(failure.getMessage());
                  return 1;
                })
            .execute(arguments);
    return new Outcome(code, out.toString());
  }

  @BeforeEach
  void fill() throws Exception {
    try (SqliteEventStore store = SqliteEventStore.open(directory.resolve("events.db"))) {
      long stream = store.newStream(SHOP);
      store.append(Frame.of(SHOP, stream, SampleEvents.random(3, 500, 20, stream))).get();
      store.seal();
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("app-meta.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE document(id TEXT PRIMARY KEY, json TEXT)");
    }
  }

  @Test
  void aWholeDirectoryIsWhole() {
    Outcome outcome = run("--data", directory.toString());

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out().lines())
        .containsExactly("app-meta.db: whole", "events.db: whole, 500 events");
  }

  @Test
  void damageIsNamedAndTheExitCodeSaysSo() throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("events.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE page SET data = CAST(substr(data, 1, 20) || x'00' || substr(data, 22) AS BLOB)"
              + " WHERE id & 15 = 2");
    }
    Files.writeString(directory.resolve("app-meta.db"), "no database at all, ".repeat(100));

    Outcome outcome = run("--data", directory.toString());

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("app-meta.db: DAMAGED", "events.db: DAMAGED")
        .contains(
            "events.db: segment 1, block 0 of 1, column times: app shop, generation 2, up to 500"
                + " events from 2026-11-15")
        .contains("Everything that is not named above can be read.");
  }

  @Test
  void aDirectoryWithoutStoresIsNamed() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    for (Path wrong : List.of(empty, directory.resolve("nowhere"))) {
      Outcome outcome = run("--data", wrong.toString());
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.out()).contains(wrong.toString(), "--data");
    }
  }
}
