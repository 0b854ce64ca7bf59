package dev.datalab.core.store.sqlite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that meet at what they share: for some seconds, or longer under {@code -Pstress}. */
final class Stress {
  /** How long a test tries. */
  static final Duration SPAN = Duration.ofSeconds(Long.getLong("stress.seconds", 3));

  private Stress() {}

  /** What one of the threads does. */
  interface Actor {
    void act() throws Exception;
  }

  /** Has all act at the same moment, and returns when all are through. */
  static void together(List<Actor> actors) throws Exception {
    CyclicBarrier start = new CyclicBarrier(actors.size());
    ExecutorService threads = Executors.newFixedThreadPool(actors.size());
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (Actor actor : actors) {
        Callable<Void> work =
            () -> {
              start.await();
              actor.act();
              return null;
            };
        running.add(threads.submit(work));
      }
      for (Future<Void> each : running) {
        try {
          each.get(10, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
          throw new AssertionError("an actor failed", e.getCause());
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
