package dev.datalab.core.internal.scan;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does numbered tasks with the calling thread and as many helpers as the executor lends, never more
 * than there are processors. Each thread has a worker of its own, so that workers share nothing;
 * their results are added up afterwards.
 *
 * <p>The caller takes part and never waits for a helper that has not begun: an executor that is
 * busy, refuses, or runs everything in the calling thread makes the answer slower, not wrong.
 */
public final class Workers<W> {
  /** What a worker does with a task. */
  @FunctionalInterface
  public interface Task<W> {
    /** Does the task of this number. */
    void run(W worker, int number) throws IOException;
  }

  private final int tasks;
  private final Supplier<W> newWorker;
  private final Task<W> task;
  private final List<W> workers = new ArrayList<>();
  private int next;
  private int active;
  private @Nullable Throwable failure;

  private Workers(int tasks, Supplier<W> newWorker, Task<W> task) {
    this.tasks = tasks;
    this.newWorker = newWorker;
    this.task = task;
  }

  /**
   * Does the tasks 0 to {@code tasks} - 1 and returns the workers that took part.
   *
   * @throws IOException if a task threw it, or a thread was interrupted between tasks; the others
   *     are then given up
   */
  public static <W> List<W> run(int tasks, Executor executor, Supplier<W> newWorker, Task<W> task)
      throws IOException {
    Workers<W> run = new Workers<>(tasks, newWorker, task);
    int helpers = Math.min(tasks, Runtime.getRuntime().availableProcessors()) - 1;
    try {
      for (int i = 0; i < helpers; i++) {
        executor.execute(run::work);
      }
    } catch (RejectedExecutionException e) {
      // A full or closed executor lends no thread: the calling thread does the work.
    }
    run.work();
    run.awaitHelpers();
    return run.result();
  }

  private void work() {
    int number = take(true);
    if (number < 0) {
      return;
    }
    try {
      W worker = newWorker.get();
      while (number >= 0) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted; nobody waits for the answer any more");
        }
        task.run(worker, number);
        number = take(false);
      }
      finish(worker, null);
    } catch (IOException | RuntimeException | Error e) {
      finish(null, e);
    }
  }

  private synchronized int take(boolean first) {
    if (failure != null || next >= tasks) {
      return -1;
    }
    active += first ? 1 : 0;
    return next++;
  }

  private synchronized void finish(@Nullable W worker, @Nullable Throwable thrown) {
    active--;
    if (worker != null) {
      workers.add(worker);
    }
    if (thrown != null) {
      if (failure == null) {
        failure = thrown;
      } else {
        failure.addSuppressed(thrown);
      }
    }
    notifyAll();
  }

  private synchronized void awaitHelpers() {
    boolean interrupted = false;
    while (active > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<W> result() throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof UncheckedIOException e) { // of a column that is read late
      throw e.getCause();
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
    return workers;
  }
}
