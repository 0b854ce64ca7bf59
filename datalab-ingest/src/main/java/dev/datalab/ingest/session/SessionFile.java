package dev.datalab.ingest.session;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** The file under a {@link SqliteSessionStore}: its mode, its tables, connections to it. */
record SessionFile(Path path) {
  /** The format that this code writes, in {@code PRAGMA user_version}. */
  private static final int VERSION = 1;

  /** Marks the file as ours, in {@code PRAGMA application_id}: "dlse". */
  private static final int APPLICATION_ID = 0x646C7365;

  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
          // Days since the epoch, in UTC.
          "CREATE TABLE salt(day INTEGER PRIMARY KEY, value BLOB NOT NULL)",
          // What many sessions share; lists are parted by line feeds, no limit is 0.
          """
          CREATE TABLE terms(id INTEGER PRIMARY KEY, app TEXT NOT NULL, generation INTEGER NOT NULL,
            token TEXT NOT NULL, origins TEXT NOT NULL, sessions INTEGER NOT NULL,
            events_per_second INTEGER NOT NULL, query_parameters TEXT NOT NULL,
            UNIQUE(app, token, generation, origins, sessions, events_per_second,
              query_parameters))""",
          // Times in ms since the epoch.
          """
          CREATE TABLE session(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
            terms INTEGER NOT NULL, visitor TEXT NOT NULL, hello INTEGER NOT NULL,
            seen INTEGER NOT NULL, referrer TEXT NOT NULL, browser TEXT NOT NULL, os TEXT NOT NULL,
            device TEXT NOT NULL, language TEXT NOT NULL, screen TEXT NOT NULL,
            utm_source TEXT NOT NULL, utm_medium TEXT NOT NULL, utm_campaign TEXT NOT NULL,
            utm_term TEXT NOT NULL, utm_content TEXT NOT NULL)""",
          "CREATE INDEX session_by_terms ON session(terms, seen)",
          "CREATE INDEX session_by_seen ON session(seen)",
          """
          CREATE TABLE stream(session INTEGER NOT NULL, id INTEGER NOT NULL,
            clock_offset INTEGER NOT NULL, hello INTEGER NOT NULL, PRIMARY KEY(session, id))
            WITHOUT ROWID""");

  /** Makes the file if it is not there, for its owner only: it holds the secrets. */
  void create() throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix && !Files.exists(path)) {
      try {
        Files.createFile(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } catch (FileAlreadyExistsException e) {
        // Another process was faster, and made it as we would have.
        return;
      }
    }
  }

  /**
   * A connection that says BEGIN and COMMIT itself. A commit is on the disk before it returns, and
   * what is deleted is overwritten, so that a salt that was destroyed can't be found in a free
   * page.
   */
  Connection connect() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    config.setGetGeneratedKeys(false); // the driver would ask for them after every insert
    return config.createConnection("jdbc:sqlite:" + path.toAbsolutePath());
  }

  /** Makes tables and secret in a new file; refuses one that is not of this format. */
  void prepare(Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      if (number(statement, "SELECT count(*) FROM sqlite_master") == 0) {
        for (String table : TABLES) {
          statement.execute(table);
        }
        statement.execute("PRAGMA application_id = " + APPLICATION_ID);
        statement.execute("PRAGMA user_version = " + VERSION);
        makeSecret(connection);
      }
      int application = number(statement, "PRAGMA application_id");
      int version = number(statement, "PRAGMA user_version");
      statement.execute("COMMIT");
      if (application != APPLICATION_ID) {
        throw new IOException(
            "%s is an SQLite file of something else; give the session store a file of its own."
                .formatted(path));
      }
      if (version != VERSION) {
        throw new IOException(
            "The session store %s has format %d, and this datalab knows format %d: run the datalab that wrote it."
                .formatted(path, version, VERSION));
      }
    }
  }

  private static void makeSecret(Connection connection) throws SQLException {
    byte[] secret = new byte[SessionStore.SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO meta(name, value) VALUES('secret', ?)")) {
      insert.setBytes(1, secret);
      insert.executeUpdate();
    }
  }

  private static int number(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  /** A failure of the database, as the port speaks of it. */
  IOException failure(String what, Exception cause) {
    return new IOException(
        "The session store %s %s: %s".formatted(path, what, cause.getMessage()), cause);
  }
}
