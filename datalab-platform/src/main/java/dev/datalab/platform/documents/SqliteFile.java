package dev.datalab.platform.documents;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** The file under a {@link SqliteDocumentStore}: its mode, its schema, connections to it. */
final class SqliteFile {
  private static final int SCHEMA_VERSION = 1;
  private static final int BUSY_TIMEOUT_MILLIS = 5_000;

  private static final List<String> SCHEMA =
      List.of(
          "create table document (collection text not null, id text not null,"
              + " version integer not null, expires_at integer not null, json text not null,"
              + " primary key (collection, id)) without rowid",
          "create index document_by_end on document (expires_at) where expires_at > 0",
          "create table unique_key (collection text not null, name text not null,"
              + " value text not null, id text not null,"
              + " primary key (collection, name, value)) without rowid",
          "create index unique_key_by_document on unique_key (collection, id)",
          "create table look_up (collection text not null, name text not null,"
              + " value text not null, id text not null,"
              + " primary key (collection, name, value, id)) without rowid",
          "create index look_up_by_document on look_up (collection, id)",
          "create trigger keys_go_with_their_document after delete on document begin"
              + " delete from unique_key where collection = old.collection and id = old.id;"
              + " delete from look_up where collection = old.collection and id = old.id; end",
          "pragma user_version = " + SCHEMA_VERSION);

  private SqliteFile() {}

  /** Makes the file, for its owner only: SQLite gives the log beside it the same mode. */
  static void makePrivate(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix && !Files.exists(file)) {
      try {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } catch (FileAlreadyExistsException e) {
        // Another process was faster, and made it as we would have.
        return;
      }
    }
  }

  static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
  }

  static void prepare(Path file, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("begin immediate");
      int version;
      try (ResultSet row = statement.executeQuery("pragma user_version")) {
        version = row.next() ? row.getInt(1) : 0;
      }
      if (version == 0) {
        for (String sql : SCHEMA) {
          statement.execute(sql);
        }
      } else if (version != SCHEMA_VERSION) {
        throw new SQLException(
            "%s has schema version %d and this program knows %d: use the program that wrote it"
                .formatted(file.getFileName(), version, SCHEMA_VERSION));
      }
      statement.execute("commit");
    }
  }
}
