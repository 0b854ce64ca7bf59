package dev.datalab.ingest.session;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many writers share a commit, without a thread that writes for them: who comes to the lock first
 * writes what all have queued up meanwhile, and the others find their work done when they get
 * there. So one sync to the disk serves as many as came during the one before. Safe for use by
 * several threads.
 *
 * <p>A group that fails leaves nothing behind, and the connection is opened anew for the next one.
 */
final class GroupCommit {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  private final SessionFile file;
  private final ReentrantLock committing = new ReentrantLock();
  private final ConcurrentLinkedQueue<Job<?>> queue = new ConcurrentLinkedQueue<>();
  private @Nullable Statements open;
  private boolean closed;

  GroupCommit(SessionFile file) {
    this.file = file;
  }

  /** Has work done in a transaction and waits until it is durable. */
  <T> T call(Work<T> work) throws IOException {
    Job<T> job = new Job<>(work);
    queue.add(job);
    committing.lock();
    try {
      if (!job.done) {
        write();
      }
    } finally {
      committing.unlock();
    }
    return job.answer();
  }

  private void write() {
    List<Job<?>> group = new ArrayList<>();
    for (Job<?> job = queue.poll(); job != null; job = queue.poll()) {
      group.add(job);
    }
    IOException failure = null;
    boolean written = false;
    try {
      Statements statements = statements();
      statements.execute("BEGIN IMMEDIATE");
      for (Job<?> job : group) {
        job.run(statements);
      }
      statements.execute("COMMIT");
      written = true;
    } catch (SQLException | IOException | RuntimeException e) {
      failure = file.failure("can't be written", e);
    } finally {
      if (!written) {
        disconnect();
      }
      for (Job<?> job : group) {
        job.end(written, failure);
      }
    }
  }

  private Statements statements() throws SQLException, IOException {
    if (closed) {
      throw new IOException("it is closed; open it again.");
    }
    Statements statements = open;
    if (statements == null) {
      statements = new Statements(file.connect());
      open = statements;
    }
    return statements;
  }

  private void disconnect() {
    Statements statements = open;
    open = null;
    if (statements != null) {
      try {
        statements.close();
      } catch (SQLException e) {
        log.debug("a connection did not close", e);
      }
    }
  }

  /** Writes what is under way, then nothing more. */
  void close() {
    committing.lock();
    try {
      closed = true;
      disconnect();
    } finally {
      committing.unlock();
    }
  }

  /** What is done in a transaction. */
  interface Work<T> {
    T write(Statements statements) throws SQLException, IOException;
  }

  /** Guarded by the lock until it is done. */
  private static final class Job<T> {
    private final Work<T> work;
    private @Nullable T result;
    private @Nullable IOException failure;
    private boolean written;
    private boolean done;

    Job(Work<T> work) {
      this.work = work;
    }

    void run(Statements statements) throws SQLException, IOException {
      result = work.write(statements);
    }

    void end(boolean well, @Nullable IOException cause) {
      written = well;
      failure = cause;
      done = true;
    }

    @SuppressWarnings("NullAway") // a job that was written has its result
    T answer() throws IOException {
      if (written) {
        return result;
      }
      throw failure == null
          ? new IOException("The session store was broken off while it wrote; try again.")
          : new IOException(failure.getMessage(), failure);
    }
  }
}
