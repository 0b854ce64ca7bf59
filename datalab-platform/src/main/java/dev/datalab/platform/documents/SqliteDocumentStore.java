package dev.datalab.platform.documents;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Documents in one SQLite file: write-ahead log, every commit synced to disk before it returns.
 *
 * <p>SQLite has one writer a file, so one connection writes, behind a lock, and another reads
 * beside it. A second process on the same file waits up to five seconds for the first one's commit.
 * Schema version 1 stands in {@code user_version}; a file with another one is refused.
 *
 * <p>Safe for use by many threads.
 */
public final class SqliteDocumentStore implements DocumentStore {
  private static final String LIVE = "(expires_at = 0 or expires_at > ?)";

  private final Path file;
  private final InstantSource clock;
  private final Connection writer;
  private final Connection reader;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock reading = new ReentrantLock();

  private SqliteDocumentStore(
      Path file, InstantSource clock, Connection writer, Connection reader) {
    this.file = file;
    this.clock = clock;
    this.writer = writer;
    this.reader = reader;
  }

  /**
   * Opens a file, or makes it and the folders above it; a new one is its owner's alone to read.
   *
   * @param file where the documents lie; SQLite keeps {@code -wal} and {@code -shm} beside it
   * @param clock says when documents are past their end
   * @throws StoreUnavailableException if it cannot be opened or is not of this schema
   */
  public static SqliteDocumentStore open(Path file, InstantSource clock) {
    requireNonNull(file, "file");
    requireNonNull(clock, "clock");
    Connection writer = null;
    try {
      SqliteFile.makePrivate(file);
      writer = SqliteFile.connect(file);
      SqliteFile.prepare(file, writer);
      return new SqliteDocumentStore(file, clock, writer, SqliteFile.connect(file));
    } catch (SQLException | IOException e) {
      if (writer != null) {
        quietlyClose(writer, e);
      }
      throw new StoreUnavailableException(
          "the document file %s cannot be opened: it must be a writable SQLite file of this schema"
              .formatted(file.getFileName()),
          e);
    }
  }

  private static void quietlyClose(Connection connection, Exception cause) {
    try {
      connection.close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public Optional<Document> get(String collection, String id) {
    List<Document> found =
        query(
            "select id, version, json from document where collection = ? and id = ? and " + LIVE,
            collection,
            id);
    return found.stream().findFirst();
  }

  @Override
  public Optional<Document> findUnique(String collection, String key, String value) {
    List<Document> found =
        query(
            "select d.id, d.version, d.json from unique_key k join document d using (collection, id)"
                + " where k.collection = ? and k.name = ? and k.value = ? and "
                + LIVE,
            collection,
            key,
            value);
    return found.stream().findFirst();
  }

  @Override
  public List<Document> find(String collection, String key, String value) {
    return query(
        "select d.id, d.version, d.json from look_up k join document d using (collection, id)"
            + " where k.collection = ? and k.name = ? and k.value = ? and "
            + LIVE
            + " order by d.id",
        collection,
        key,
        value);
  }

  private List<Document> query(String sql, String... parameters) {
    reading.lock();
    try (PreparedStatement statement = reader.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, requireNonNull(parameters[i]));
      }
      statement.setLong(parameters.length + 1, clock.millis());
      try (ResultSet rows = statement.executeQuery()) {
        List<Document> found = new ArrayList<>();
        while (rows.next()) {
          found.add(new Document(rows.getString(1), rows.getLong(2), rows.getString(3)));
        }
        return List.copyOf(found);
      }
    } catch (SQLException e) {
      throw unavailable("read", e);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public void commit(List<Change> changes) {
    requireEachOnce(changes);
    if (changes.isEmpty()) {
      return;
    }
    writing.lock();
    try {
      // The driver's own transactions begin, and lock the file, long before the first statement.
      execute("begin immediate");
      try {
        removeExpired();
        // Removals and given-up keys first, so that a key may change hands within one commit.
        for (Change change : changes) {
          release(change);
        }
        for (Change change : changes) {
          write(change);
        }
        execute("commit");
      } catch (SQLException | RuntimeException e) {
        rollBack(e);
        throw e;
      }
    } catch (SQLException e) {
      throw unavailable("written", e);
    } finally {
      writing.unlock();
    }
  }

  /** After some failures (a full disk) SQLite has rolled back by itself and says so. */
  private void rollBack(Exception cause) {
    try {
      execute("rollback");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void requireEachOnce(List<Change> changes) {
    Set<List<String>> seen = new HashSet<>();
    for (Change change : changes) {
      if (!seen.add(List.of(change.collection(), change.id()))) {
        throw new IllegalArgumentException(
            "document '%s' of collection '%s' stands twice in one commit: join the two changes"
                .formatted(change.id(), change.collection()));
      }
    }
  }

  private void removeExpired() throws SQLException {
    try (PreparedStatement statement =
        writer.prepareStatement("delete from document where expires_at > 0 and expires_at <= ?")) {
      statement.setLong(1, clock.millis());
      statement.executeUpdate();
    }
  }

  private void release(Change change) throws SQLException {
    if (change instanceof Change.Delete delete) {
      expectOne(
          change,
          update(
              "delete from document where collection = ? and id = ? and version = ?",
              delete.collection(),
              delete.id(),
              delete.version()));
    } else if (change instanceof Change.Replace replace) {
      update(
          "delete from unique_key where collection = ? and id = ?",
          replace.collection(),
          replace.id());
      update(
          "delete from look_up where collection = ? and id = ?",
          replace.collection(),
          replace.id());
    }
  }

  private void write(Change change) throws SQLException {
    if (change instanceof Change.Insert insert) {
      takeKey(
          insert,
          KeyTakenException.ID,
          "insert into document (collection, id, version, expires_at, json) values (?, ?, 1, ?, ?)",
          insert.collection(),
          insert.id(),
          insert.index().expiresAtMillis(),
          insert.json());
      writeKeys(insert, insert.index());
    } else if (change instanceof Change.Replace replace) {
      expectOne(
          change,
          update(
              "update document set version = version + 1, expires_at = ?, json = ?"
                  + " where collection = ? and id = ? and version = ?",
              replace.index().expiresAtMillis(),
              replace.json(),
              replace.collection(),
              replace.id(),
              replace.version()));
      writeKeys(replace, replace.index());
    }
  }

  private void writeKeys(Change change, Index index) throws SQLException {
    for (Map.Entry<String, String> key : index.unique().entrySet()) {
      takeKey(
          change,
          key.getKey(),
          "insert into unique_key (collection, name, value, id) values (?, ?, ?, ?)",
          change.collection(),
          key.getKey(),
          key.getValue(),
          change.id());
    }
    for (Map.Entry<String, Set<String>> key : index.lookUps().entrySet()) {
      for (String value : key.getValue()) {
        update(
            "insert into look_up (collection, name, value, id) values (?, ?, ?, ?)",
            change.collection(),
            key.getKey(),
            value,
            change.id());
      }
    }
  }

  private void takeKey(Change change, String key, String sql, Object... parameters)
      throws SQLException {
    try {
      update(sql, parameters);
    } catch (SQLiteException e) {
      if (e.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY) {
        throw new KeyTakenException(change.collection(), key);
      }
      throw e;
    }
  }

  private int update(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }

  private static void expectOne(Change change, int changed) {
    if (changed != 1) {
      throw new StaleDocumentException(change.collection(), change.id());
    }
  }

  @Override
  public void check() {
    writing.lock();
    try {
      // Takes the writer's lock, so that a read-only or locked file shows itself.
      execute("begin immediate");
      execute("rollback");
    } catch (SQLException e) {
      throw unavailable("checked", e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close() {
    writing.lock();
    reading.lock();
    try (writer;
        reader) {
      return;
    } catch (SQLException e) {
      throw unavailable("closed", e);
    } finally {
      reading.unlock();
      writing.unlock();
    }
  }

  private StoreUnavailableException unavailable(String done, SQLException cause) {
    return new StoreUnavailableException(
        "the document file %s could not be %s: see whether its disk is full, read-only or locked"
            .formatted(file.getFileName(), done),
        cause);
  }
}
