package dev.datalab.server.repair;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the repairs at the start and once a minute, on one thread. Thread-safe. */
@Singleton
public final class Repairs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Repairs.class);
  private static final long PERIOD_SECONDS = 60;

  private final Set<Repair> repairs;
  private @Nullable ScheduledExecutorService thread;

  @Inject
  Repairs(Set<Repair> repairs) {
    this.repairs = Set.copyOf(repairs);
  }

  /** Begins, once the services are there. */
  @SuppressWarnings("FutureReturnValueIgnored") // Nothing waits for it; what fails is logged.
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              var repairing = new Thread(work, "repair");
              repairing.setDaemon(true);
              return repairing;
            });
    started.scheduleWithFixedDelay(this::run, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    thread = started;
  }

  private void run() {
    for (Repair repair : repairs) {
      try {
        int left = repair.finish().getAsInt();
        if (left > 0) {
          log.warn("{}: {} are still unfinished; they are tried again", repair.name(), left);
        }
      } catch (RuntimeException e) {
        log.warn("{}: can't be finished now; it is tried again", repair.name(), e);
      }
    }
  }

  /** Lets the present repair finish and starts no other. */
  @Override
  public synchronized void close() {
    if (thread == null) {
      return;
    }
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
