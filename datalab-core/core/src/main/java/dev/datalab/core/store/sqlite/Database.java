package dev.datalab.core.store.sqlite;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * The file, its lock and the connections to it.
 *
 * <p>The lock lies in a file of its own beside it: POSIX drops the locks of a file when any of its
 * descriptors is closed, and would so take SQLite's along. Other programs may read the events' file
 * with SQLite at any time.
 */
final class Database implements Closeable {
  private final Path file;
  private final FileChannel lockChannel;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  private Database(Path file, FileChannel lockChannel) {
    this.file = file;
    this.lockChannel = lockChannel;
  }

  /** Opens or creates the file. */
  static Database open(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path lockFile = Path.of(file.toAbsolutePath() + "-lock");
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Database database = new Database(file, channel);
    try {
      database.lock();
      try (Connection connection = database.connect(false)) {
        database.prepare(connection);
      } catch (SQLException e) {
        throw database.failure("can't be opened", e);
      }
      return database;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void lock() throws IOException {
    try {
      FileLock lock = lockChannel.tryLock();
      if (lock != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      throw new IOException(inUse(), e);
    }
    throw new IOException(inUse());
  }

  private String inUse() {
    return "The event store %s is in use: one store writes to a file at a time. Close the other one, or give this one a file of its own."
        .formatted(file);
  }

  private void prepare(Connection connection) throws SQLException, IOException {
    int version = number(connection, "PRAGMA user_version");
    int application = number(connection, "PRAGMA application_id");
    boolean empty = number(connection, "SELECT count(*) FROM sqlite_master") == 0;
    if (empty) {
      create(connection);
    } else if (application != Schema.APPLICATION_ID) {
      throw new IOException(
          "%s is an SQLite file of something else; give the event store a file of its own."
              .formatted(file));
    } else if (version > Schema.VERSION) {
      throw new IOException(
          "The event store %s has format %d, and this datalab reads up to format %d: run the newer datalab that wrote it."
              .formatted(file, version, Schema.VERSION));
    } else if (version < 1) {
      throw new IOException(
          "The event store %s says that it has format %d, which never was: restore it from a copy."
              .formatted(file, version));
    } else {
      Upgrades.run(connection, version);
    }
  }

  private static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      for (String table : Schema.TABLES) {
        statement.execute(table);
      }
      statement.execute("PRAGMA application_id = " + Schema.APPLICATION_ID);
      statement.execute("PRAGMA user_version = " + Schema.VERSION);
      statement.execute("COMMIT");
    }
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  /**
   * A connection that says BEGIN and COMMIT itself.
   *
   * <ul>
   *   <li>WAL: readers see a snapshot and never wait for the writer, nor it for them.
   *   <li>synchronous FULL: a commit is on the disk (fsync of the WAL) before it returns. NORMAL
   *       would lose acknowledged events with the power.
   *   <li>secure_delete FAST: rows that are deleted are overwritten where that costs no I/O; whole
   *       pages that are free go when what was erased is vacuumed away.
   *   <li>wal_autocheckpoint far out: the maintenance thread checkpoints, so that no commit waits
   *       for it; if that thread should stall, the writer does it at 400 MB.
   *   <li>auto_vacuum incremental: the log's pages go back to the disk once it is sealed.
   *   <li>cache_size: 16 MB for the writer, whose index of ids is written all over; 2 MB a reader,
   *       which reads pages once. No mmap: an I/O error would be a SIGBUS instead of an exception.
   * </ul>
   */
  Connection connect(boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setOpenMode(SQLiteOpenMode.READWRITE);
    config.setBusyTimeout(10_000);
    config.setGetGeneratedKeys(false); // the driver would ask for them after every insert
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (Statement statement = connection.createStatement()) {
      if (readOnly) {
        statement.execute("PRAGMA query_only = ON");
        statement.execute("PRAGMA cache_size = -2048");
      } else {
        statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
        statement.execute("PRAGMA secure_delete = FAST");
        statement.execute("PRAGMA wal_autocheckpoint = 100000");
        statement.execute("PRAGMA cache_size = -16384");
      }
      statement.execute("PRAGMA temp_store = MEMORY");
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  /** Asks one question of one snapshot. */
  <T> T read(Query<T> query) throws IOException {
    Connection connection = borrow();
    boolean whole = false;
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      T answer = query.ask(connection);
      statement.execute("COMMIT");
      whole = true;
      return answer;
    } catch (SQLException e) {
      throw failure("can't be read", e);
    } finally {
      giveBack(connection, whole);
    }
  }

  private Connection borrow() throws IOException {
    Connection connection;
    synchronized (idle) {
      if (closed) {
        throw new IOException("The event store %s is closed; open it again.".formatted(file));
      }
      connection = idle.poll();
    }
    try {
      return connection != null ? connection : connect(true);
    } catch (SQLException e) {
      throw failure("can't be opened for reading", e);
    }
  }

  private void giveBack(Connection connection, boolean whole) {
    synchronized (idle) {
      if (whole && !closed && idle.size() < 8) {
        idle.push(connection);
        return;
      }
    }
    closeQuietly(connection);
  }

  /** A failure of the database, as the port speaks of it. */
  IOException failure(String what, Exception cause) {
    return new IOException(
        "The event store %s %s: %s".formatted(file, what, cause.getMessage()), cause);
  }

  Path file() {
    return file;
  }

  /** The size of the write-ahead log in bytes. */
  long walBytes() {
    return Path.of(file.toAbsolutePath() + "-wal").toFile().length();
  }

  /** Gives up a connection of which nothing more is wanted. */
  static void closeQuietly(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        org.slf4j.LoggerFactory.getLogger(Database.class).debug("a connection did not close", e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (idle) {
      closed = true;
      idle.forEach(Database::closeQuietly);
      idle.clear();
    }
    lockChannel.close();
  }

  /** A question to a connection. */
  interface Query<T> {
    T ask(Connection connection) throws SQLException, IOException;
  }
}
