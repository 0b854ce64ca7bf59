package dev.datalab.core.store.sqlite;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes, and group commit: whatever has queued up while the last commit went
 * to the disk goes into the next one together. So a commit is never waited for on purpose, and one
 * fsync serves as many frames as came during the one before.
 *
 * <p>Futures are completed by a second thread, after the commit: whatever hangs on them does not
 * hold up the next one. What waits and is being written is bounded by weight (events); beyond it
 * {@link #submit} blocks for up to ten seconds and then fails.
 */
final class Writer {
  private static final Logger log = LoggerFactory.getLogger(Writer.class);
  private static final int GROUP_WEIGHT = 16_384;
  private static final long PATIENCE_SECONDS = 10;

  private final Database database;
  private final WriteSession session;
  private final int capacity;
  private final Semaphore room;
  private final LinkedBlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
  private final ExecutorService completer;
  private final Thread thread;
  private final AtomicReference<@Nullable IOException> failing = new AtomicReference<>();
  private volatile boolean closing;

  Writer(Database database, WriteSession session, int capacity) {
    this.database = database;
    this.session = session;
    this.capacity = capacity;
    this.room = new Semaphore(capacity, true);
    this.completer =
        Executors.newSingleThreadExecutor(task -> daemon(task, "datalab-events-acknowledge"));
    this.thread = daemon(this::run, "datalab-events-write");
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    thread.start();
  }

  /**
   * Has work done in the next transaction.
   *
   * @param weight how many events it is about
   * @return completes when it is durable
   */
  <T> CompletableFuture<T> submit(int weight, Work<T> work) {
    int permits = Math.max(1, Math.min(weight, capacity));
    Job<T> job = new Job<>(work, permits);
    try {
      if (!room.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return CompletableFuture.failedFuture(
            new IOException(
                "The event store %s has not kept up for %d s; send again later."
                    .formatted(database.file(), PATIENCE_SECONDS)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(
          new InterruptedIOException("interrupted while the event store was busy"));
    }
    synchronized (queue) {
      if (closing) {
        room.release(permits);
        return CompletableFuture.failedFuture(closedFailure());
      }
      queue.add(job);
    }
    return job.future;
  }

  /** Has work done and waits until it is durable. */
  <T> T call(int weight, Work<T> work) throws IOException {
    return await(submit(weight, work));
  }

  static <T> T await(CompletableFuture<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the event store was writing");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof IOException) {
        throw new IOException(cause.getMessage(), cause);
      }
      throw new IllegalStateException(cause);
    }
  }

  private void run() {
    List<Job<?>> group = new ArrayList<>();
    while (true) {
      try {
        group.add(queue.take());
      } catch (InterruptedException e) {
        continue; // nobody but us knows the thread: close() ends it by a job
      }
      int weight = group.get(0).permits;
      while (weight < GROUP_WEIGHT) {
        Job<?> next = queue.poll();
        if (next == null) {
          break;
        }
        group.add(next);
        weight += next.permits;
      }
      List<Job<?>> done = List.copyOf(group);
      group.clear();
      write(done);
      done.forEach(job -> room.release(job.permits));
      completer.execute(() -> done.forEach(Job::complete));
      if (done.get(done.size() - 1).last) {
        session.close();
        completer.shutdown();
        return;
      }
    }
  }

  private void write(List<Job<?>> group) {
    try {
      session.begin();
      for (Job<?> job : group) {
        job.run(session);
      }
      session.commit();
      failing.set(null);
    } catch (SQLException | IOException | RuntimeException | OutOfMemoryError e) {
      IOException failure =
          database.failure(
              "can't be written", e instanceof Exception known ? known : new IOException(e));
      if (failing.getAndSet(failure) == null) {
        log.error("{}; tried again with whatever comes next", failure.getMessage(), e);
      }
      session.reset(failure);
      group.forEach(job -> job.fail(failure));
    }
  }

  private IOException closedFailure() {
    return new IOException(
        "The event store %s is closed; open it again.".formatted(database.file()));
  }

  /** Writes what waits, then ends the thread. */
  void close() throws IOException {
    Job<Boolean> last = new Job<>(session -> true, 0);
    last.last = true;
    synchronized (queue) {
      if (closing) {
        return;
      }
      closing = true;
      queue.add(last);
    }
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        completer.awaitTermination(1, TimeUnit.MINUTES);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What is done in a transaction; a {@link Refusal}, before anything was written, fails it alone.
   */
  interface Work<T> {
    T write(WriteSession session) throws SQLException, IOException;
  }

  /** Work that can't be done, for a reason of its own. */
  static final class Refusal extends IOException {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
      super(message);
    }
  }

  private static final class Job<T> {
    final CompletableFuture<T> future = new CompletableFuture<>();
    final int permits;
    private final Work<T> work;
    private @Nullable T result;
    private @Nullable Exception failure;
    boolean last;

    Job(Work<T> work, int permits) {
      this.work = work;
      this.permits = permits;
    }

    void run(WriteSession session) throws SQLException, IOException {
      try {
        result = work.write(session);
      } catch (Refusal e) {
        failure = e;
      }
    }

    void fail(IOException cause) {
      failure = cause;
    }

    @SuppressWarnings("NullAway") // a job that did not fail has its result
    void complete() {
      if (failure != null) {
        future.completeExceptionally(failure);
      } else {
        future.complete(result);
      }
    }
  }
}
