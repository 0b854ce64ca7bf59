package dev.datalab.server.wiring;

import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.rpc.NamedThreads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that long work runs on, apart from those of calls: each kind has its bound, so that
 * none starves the others. Threads are made when they are needed and end when they are idle.
 * Thread-safe.
 */
@Singleton
public final class Threads implements AutoCloseable {
  /** Questions that may wait for a thread; one more is refused with 429. */
  private static final int WAITING_QUESTIONS = 256;

  private static final long IDLE_SECONDS = 30;

  private final List<ExecutorService> pools = new ArrayList<>();
  private final Executor questions;
  private final Executor helpers;
  private final Executor transfers;

  @Inject
  Threads(ServerSettings settings) {
    int threads = settings.analysisThreads();
    questions = pool("question", threads, new LinkedBlockingQueue<>(WAITING_QUESTIONS));
    helpers = pool("helper", threads, new LinkedBlockingQueue<>());
    transfers = pool("transfer", settings.http().transfers(), new SynchronousQueue<>());
  }

  private Executor pool(String name, int most, BlockingQueue<Runnable> waiting) {
    var pool =
        new ThreadPoolExecutor(
            most, most, IDLE_SECONDS, TimeUnit.SECONDS, waiting, new NamedThreads(name));
    pool.allowCoreThreadTimeOut(true);
    pools.add(pool);
    return pool;
  }

  /** Runs questions, as many at a time as the settings say. */
  Executor questions() {
    return questions;
  }

  /** Lends each question the other processors. */
  Executor helpers() {
    return helpers;
  }

  /** Runs imports and exports. */
  Executor transfers() {
    return transfers;
  }

  /** Takes no more work, interrupts what is left and waits a little for it. */
  @Override
  public void close() {
    pools.forEach(ExecutorService::shutdownNow);
    try {
      for (ExecutorService pool : pools) {
        if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
