package dev.datalab.platform.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.platform.documents.Change.Insert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract over SQLite on disk, and what is SQLite's own. */
final class SqliteDocumentStoreTest extends DocumentStoreContract {
  @TempDir private Path folder;

  @Override
  DocumentStore open() {
    return SqliteDocumentStore.open(file(), clock);
  }

  private Path file() {
    return folder.resolve("made/when/needed/users.db");
  }

  @Test
  void everyCommitIsInTheSyncedLogBeforeItReturns() throws SQLException {
    try (DocumentStore store = open()) {
      store.commit(List.of(new Insert("app", "a", "{}", Index.none())));

      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
          Statement statement = other.createStatement();
          ResultSet mode = statement.executeQuery("pragma journal_mode")) {
        assertThat(mode.getString(1)).isEqualTo("wal");
      }
    }
  }

  @Test
  void documentsPastTheirEndLeaveTheFile() throws SQLException {
    try (DocumentStore store = open()) {
      Index ending = Index.none().unique("k", "v").lookUp("l", "v").expires(clock.millis() + 1);
      store.commit(List.of(new Insert("ticket", "t", "{}", ending)));
      clock.advance(Duration.ofSeconds(1));
      store.commit(List.of(new Insert("ticket", "other", "{}", Index.none())));

      try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + file());
          Statement statement = raw.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select (select count(*) from document) + (select count(*) from unique_key)"
                      + " + (select count(*) from look_up)")) {
        assertThat(rows.getInt(1)).isEqualTo(1);
      }
    }
  }

  @Test
  void aFileOfAnotherSchemaIsRefused() throws SQLException {
    open().close();
    try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = raw.createStatement()) {
      statement.execute("pragma user_version = 99");
    }

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("users.db")
        .hasRootCauseMessage(
            "users.db has schema version 99 and this program knows 1: use the program that wrote it");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "this is no database, whatever its name may say".repeat(100));

    assertThatThrownBy(this::open).isInstanceOf(StoreUnavailableException.class);
  }
}
