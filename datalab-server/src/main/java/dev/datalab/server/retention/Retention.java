package dev.datalab.server.retention;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.store.ArchiveSummary;
import dev.datalab.core.store.Erasure;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.UtcDates;
import dev.datalab.server.rpc.NamedThreads;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases what is older than apps want their events kept: archives too, by whole days in UTC. An
 * event is kept for at least the days that are set, and goes before one day more is over.
 *
 * <p>Each step erases at most a calendar month and is whole by itself, so that whatever ends the
 * process in between is made good by the next run. Thread-safe.
 */
public final class Retention implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  private static final Duration SOON = Duration.ofMinutes(1);

  private final EventStore store;
  private final Days days;
  private final InstantSource clock;
  private final Duration interval;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(new NamedThreads("retention"));
  private volatile boolean closed;

  /** For how long an app wants its events kept. */
  @FunctionalInterface
  public interface Days {
    /**
     * The days; empty: for ever.
     *
     * @throws RuntimeException if nobody can say now; nothing is erased then
     */
    OptionalInt of(String app);
  }

  /**
   * A retention that does nothing yet.
   *
   * @param interval from the end of a run to the next one
   */
  public Retention(EventStore store, Days days, InstantSource clock, Duration interval) {
    this.store = requireNonNull(store, "store");
    this.days = requireNonNull(days, "days");
    this.clock = requireNonNull(clock, "clock");
    this.interval = requireNonNull(interval, "interval");
  }

  /** Begins, on a thread of its own: soon for the first time, and then at the interval. */
  @SuppressWarnings("FutureReturnValueIgnored") // Nothing waits for it; what fails is logged.
  public void start() {
    long first = Math.min(interval.toMillis(), SOON.toMillis());
    thread.scheduleWithFixedDelay(this::run, first, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      enforce();
    } catch (IOException | RuntimeException e) {
      if (!closed) {
        log.error("retention can't be enforced now, and is tried again", e);
      }
    }
  }

  /**
   * Erases what is too old now; one app that fails does not stop the others.
   *
   * @return how many events were erased
   * @throws IOException if the store does not say which apps there are
   */
  public long enforce() throws IOException {
    long erased = 0;
    for (String app : store.apps()) {
      try {
        OptionalInt kept = days.of(app);
        if (kept.isPresent() && !closed) {
          erased += erase(app, kept.getAsInt());
        }
      } catch (IOException | RuntimeException e) {
        if (!closed) {
          log.warn("the retention of app {} can't be enforced now, and is tried again", app, e);
        }
      }
    }
    return erased;
  }

  private long erase(String app, int kept) throws IOException {
    LocalDate first = UtcDates.day(clock.millis()).minusDays(kept);
    long end = millis(first);
    long erased = 0;
    for (OptionalLong oldest = oldest(app); oldest.isPresent() && !closed; oldest = oldest(app)) {
      if (oldest.getAsLong() >= end) {
        break;
      }
      LocalDate month = UtcDates.day(oldest.getAsLong()).withDayOfMonth(1).plusMonths(1);
      long step = store.erase(Erasure.before(app, Math.min(end, millis(month))));
      if (step == 0) {
        break; // somebody else was faster
      }
      erased += step;
    }
    if (erased > 0) {
      log.info("{} events of app {} before {} were erased: kept {} days", erased, app, first, kept);
    }
    return erased;
  }

  private OptionalLong oldest(String app) throws IOException {
    return store.archives(app).stream()
        .filter(archive -> archive.events() > 0)
        .mapToLong(ArchiveSummary::fromMillis)
        .min();
  }

  private static long millis(LocalDate day) {
    return Instant.from(day.atStartOfDay(ZoneOffset.UTC)).toEpochMilli();
  }

  /** Gives up what it is at; nothing is half erased. */
  @Override
  public void close() {
    closed = true;
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("retention is still at work");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
