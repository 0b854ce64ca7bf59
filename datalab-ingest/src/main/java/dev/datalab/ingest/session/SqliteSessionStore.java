package dev.datalab.ingest.session;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps sessions in one SQLite file, in write-ahead mode, every commit on the disk before it
 * returns. Safe for use by several threads, which share commits; has none of its own. Several
 * stores, of several processes too, may be open on a file and see each other's sessions.
 *
 * <p>The file is its owner's alone to read: the secret in it makes the keys of all streams.
 */
public final class SqliteSessionStore implements SessionStore {
  private final SessionFile file;
  private final GroupCommit commits;
  private final Statements reader;
  private final ReentrantLock reading = new ReentrantLock();
  private final SecureRandom random = new SecureRandom();

  private SqliteSessionStore(SessionFile file, Statements reader) {
    this.file = file;
    this.commits = new GroupCommit(file);
    this.reader = reader;
  }

  /**
   * Opens a file, or makes it and the folders above it.
   *
   * @throws IOException if it is something else, of another format, or can't be read and written
   */
  public static SqliteSessionStore open(Path path) throws IOException {
    SessionFile file = new SessionFile(requireNonNull(path, "path"));
    file.create();
    try {
      Connection connection = file.connect();
      try {
        file.prepare(connection);
        return new SqliteSessionStore(file, new Statements(connection));
      } catch (SQLException | IOException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw file.failure("can't be opened", e);
    }
  }

  @Override
  public void check() throws IOException {
    // Takes the writer's lock and writes, so that a read-only or full disk shows itself.
    commits.call(
        sql -> sql.update("INSERT OR REPLACE INTO meta(name, value) VALUES('checked', x'00')") > 0);
  }

  @Override
  public byte[] secret() throws IOException {
    return read(
        sql ->
            sql.list("SELECT value FROM meta WHERE name = 'secret'", row -> row.getBytes(1))
                .get(0));
  }

  @Override
  public byte[] salt(LocalDate day) throws IOException {
    byte[] made = new byte[SECRET_BYTES];
    random.nextBytes(made);
    byte[] salt =
        commits.call(
            sql -> {
              sql.update(
                  "INSERT OR IGNORE INTO salt(day, value) VALUES(?, ?)", day.toEpochDay(), made);
              return sql.list(
                      "SELECT value FROM salt WHERE day = ?",
                      row -> row.getBytes(1),
                      day.toEpochDay())
                  .get(0);
            });
    forgetSalts(day);
    return salt;
  }

  @Override
  public void forgetSalts(LocalDate before) throws IOException {
    long old =
        read(sql -> sql.number("SELECT count(*) FROM salt WHERE day < ?", before.toEpochDay()));
    if (old > 0) {
      commits.call(sql -> sql.update("DELETE FROM salt WHERE day < ?", before.toEpochDay()));
      emptyLog();
    }
  }

  /** The page of a salt was overwritten; the write-ahead log still has it as it was. */
  private void emptyLog() throws IOException {
    reading.lock();
    try {
      reader.list("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1));
    } catch (SQLException e) {
      throw file.failure("can't be checkpointed", e);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public boolean begin(Session session, long aliveSinceMillis) throws IOException {
    requireNonNull(session, "session");
    return commits.call(
        sql -> {
          if (sql.number("SELECT count(*) FROM session WHERE id = ?", session.id()) > 0) {
            return true;
          }
          SessionTerms terms = session.terms();
          if (terms.sessions().isPresent()
              && alive(sql, terms, aliveSinceMillis) >= terms.sessions().getAsInt()) {
            return false;
          }
          SessionRows.insert(sql, session);
          return true;
        });
  }

  private static long alive(Statements sql, SessionTerms terms, long sinceMillis)
      throws SQLException {
    return sql.number(
        "SELECT count(*) FROM session WHERE seen >= ?"
            + " AND terms IN (SELECT id FROM terms WHERE app = ? AND token = ?)",
        sinceMillis,
        terms.app(),
        terms.tokenId());
  }

  @Override
  public void extend(String session, SessionTerms terms, List<SessionStream> streams)
      throws IOException {
    requireNonNull(session, "session");
    commits.call(
        sql -> {
          long number = sql.number("SELECT number FROM session WHERE id = ?", session);
          if (number > 0) {
            sql.update(
                "UPDATE session SET terms = ? WHERE number = ?",
                SessionRows.terms(sql, terms),
                number);
            SessionRows.insert(sql, number, streams);
          }
          return true;
        });
  }

  @Override
  public Optional<Session> find(String session) throws IOException {
    return read(sql -> SessionRows.select(sql, "WHERE s.id = ?", session).stream().findFirst());
  }

  @Override
  public void seen(Map<String, Long> lastMillis) throws IOException {
    if (lastMillis.isEmpty()) {
      return;
    }
    commits.call(
        sql -> {
          for (Map.Entry<String, Long> seen : lastMillis.entrySet()) {
            sql.update(
                "UPDATE session SET seen = max(seen, ?) WHERE id = ?",
                seen.getValue(),
                seen.getKey());
          }
          return true;
        });
  }

  @Override
  public List<Session> unseenSince(long millis, int atMost) throws IOException {
    return read(
        sql -> SessionRows.select(sql, "WHERE s.seen < ? ORDER BY s.seen LIMIT ?", millis, atMost));
  }

  /** Looks at every session that is kept: two days' worth. */
  @Override
  public List<Session> ofVisitor(String app, String visitor) throws IOException {
    return read(sql -> SessionRows.select(sql, "WHERE s.visitor = ? AND t.app = ?", visitor, app));
  }

  @Override
  public void forget(Collection<String> sessions) throws IOException {
    if (sessions.isEmpty()) {
      return;
    }
    commits.call(
        sql -> {
          for (String id : sessions) {
            sql.update(
                "DELETE FROM stream WHERE session = (SELECT number FROM session WHERE id = ?)", id);
            sql.update("DELETE FROM session WHERE id = ?", id);
          }
          sql.update(
              "DELETE FROM terms WHERE NOT EXISTS"
                  + " (SELECT 1 FROM session WHERE session.terms = terms.id)");
          return true;
        });
  }

  private <T> T read(GroupCommit.Work<T> question) throws IOException {
    reading.lock();
    try {
      reader.execute("BEGIN");
      try {
        return question.write(reader);
      } finally {
        reader.execute("COMMIT");
      }
    } catch (SQLException e) {
      throw file.failure("can't be read", e);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    commits.close();
    reading.lock();
    try {
      reader.close();
    } catch (SQLException e) {
      throw file.failure("did not close as it should", e);
    } finally {
      reading.unlock();
    }
  }
}
