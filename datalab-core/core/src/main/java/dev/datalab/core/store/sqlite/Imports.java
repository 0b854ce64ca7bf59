package dev.datalab.core.store.sqlite;

import dev.datalab.core.store.Partition;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The imports under way: one at a time in an app. Safe for use by several threads. */
final class Imports {
  private final Database database;
  private final Writer writer;
  private final Map<String, SqliteImport> open = new ConcurrentHashMap<>();
  private final Set<String> taken = new HashSet<>(); // itself guards it, and what is below
  private boolean closed;

  Imports(Database database, Writer writer) {
    this.database = database;
    this.writer = writer;
  }

  /** The import that is open in an app. Never waits: the writer's thread asks. */
  Optional<SqliteImport> open(String app) {
    return Optional.ofNullable(open.get(app));
  }

  /** Begins an import, once no other one is open in the app. */
  SqliteImport begin(Partition partition) throws IOException {
    take(partition.app());
    try {
      SqliteImport begun =
          writer.call(
              1,
              session -> {
                long part = session.part(partition);
                long source =
                    session.insert(
                        "INSERT INTO source(part, state, received) VALUES(?, 0, ?)",
                        part,
                        session.now());
                long app = session.app(partition.app());
                return new SqliteImport(this, writer, partition, part, app, source);
              });
      open.put(partition.app(), begun);
      return begun;
    } catch (IOException | RuntimeException e) {
      release(partition.app());
      throw e;
    }
  }

  /** Lets the next import of the app begin. */
  void ended(SqliteImport batch) {
    open.remove(batch.partition.app(), batch);
    release(batch.partition.app());
  }

  private void take(String app) throws IOException {
    synchronized (taken) {
      while (closed || !taken.add(app)) {
        if (closed) {
          throw new IOException(
              "The event store %s is closed; open it again.".formatted(database.file()));
        }
        try {
          taken.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted while another import of the app went on");
        }
      }
    }
  }

  private void release(String app) {
    synchronized (taken) {
      taken.remove(app);
      taken.notifyAll();
    }
  }

  /** Sends away who waits for a turn. */
  void close() {
    synchronized (taken) {
      closed = true;
      taken.notifyAll();
    }
  }
}
