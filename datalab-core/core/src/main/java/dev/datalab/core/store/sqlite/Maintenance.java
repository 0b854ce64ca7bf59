package dev.datalab.core.store.sqlite;

import dev.datalab.core.store.Erasure;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the file in shape, on a daemon thread of its own: seals what is due, merges small segments,
 * sweeps what is gone, moves the write-ahead log into the file, and gives pages back to the disk.
 *
 * <p>Rounds are a second apart. What fails is logged and tried again in the next round. Merging, as
 * all that takes segments away, and sealing have a lock each: whoever wants the log sealed, or
 * events erased, does not wait for the end of a long merge.
 */
final class Maintenance {
  private static final Logger log = LoggerFactory.getLogger(Maintenance.class);
  private static final long ROUND_MILLIS = 1_000;
  private static final long CHECKPOINT_BYTES = 4 << 20;
  private static final long TRUNCATE_BYTES = 64 << 20;
  private static final int VACUUM_PAGES = 2_000;

  private final Database database;
  private final Writer writer;
  private final Sealer sealer;
  private final Sweeper sweeper;
  private final Eraser eraser;
  private final Settings settings;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ReentrantLock merging = new ReentrantLock(true); // taken before the next one
  private final ReentrantLock sealing = new ReentrantLock(true);
  private final AtomicInteger urgent = new AtomicInteger();
  private volatile boolean stopping;
  private long sealedNanos = System.nanoTime(); // guarded by merging

  Maintenance(
      Database database,
      Writer writer,
      Sealer sealer,
      Sweeper sweeper,
      Eraser eraser,
      Settings settings) {
    this.database = database;
    this.writer = writer;
    this.sealer = sealer;
    this.sweeper = sweeper;
    this.eraser = eraser;
    this.settings = settings;
    this.thread = new Thread(this::run, "datalab-events-maintain");
    this.thread.setDaemon(true);
  }

  void start() {
    if (settings.maintenance()) {
      thread.start();
    }
  }

  private void run() {
    while (!stopping) {
      long pauseMillis = ROUND_MILLIS;
      try {
        round(false);
      } catch (IOException | RuntimeException e) {
        if (!stopping) {
          log.warn("maintenance of {} failed, and is tried again", database.file(), e);
          pauseMillis = 10 * ROUND_MILLIS;
        }
      }
      try {
        stopped.await(pauseMillis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        log.debug("interrupted; only close() ends this thread", e);
      }
    }
  }

  /** One round; {@code everything} seals what is not due, too. */
  void round(boolean everything) throws IOException {
    seal(everything);
    for (long stretch : stretches()) {
      merge(stretch, false);
    }
    tidy(everything);
  }

  private void seal(boolean everything) throws IOException {
    for (Due due : due(everything)) {
      seal(due.stretch);
    }
  }

  /**
   * Seals what a stretch's log has by now, but for a small rest: whoever writes faster than this
   * seals holds nobody up for ever. Waits for no merge.
   */
  void seal(long stretch) throws IOException {
    long last = database.read(connection -> Sealer.lastRow(connection, stretch));
    while (!stopping && sealOnce(stretch, last)) {
      checkpoint(false);
    }
  }

  private boolean sealOnce(long stretch, long last) throws IOException {
    sealing.lock();
    try {
      return sealer.seal(stretch, last);
    } finally {
      sealing.unlock();
    }
  }

  /** Makes one segment of each stretch. */
  void compact() throws IOException {
    round(true);
    for (long stretch : stretches()) {
      merge(stretch, true);
    }
    tidy(true);
  }

  /** Erases events; a merge that is under way gives way. */
  long erase(Erasure erasure) throws IOException {
    urgent.incrementAndGet();
    merging.lock();
    try {
      while (true) {
        Eraser.Logs logs = eraser.logs(erasure);
        for (Stretch stretch : logs.sealed()) {
          seal(stretch.id());
        }
        if (stopping) {
          throw new IOException(
              "The event store %s is closed; open it again.".formatted(database.file()));
        }
        OptionalLong erased = eraser.erase(erasure, logs.whole());
        if (erased.isPresent()) {
          return erased.getAsLong();
        }
        sweeper.sweepSegments();
      }
    } finally {
      merging.unlock();
      urgent.decrementAndGet();
    }
  }

  private void tidy(boolean everything) throws IOException {
    merging.lock();
    try {
      sweeper.sweep(everything);
      boolean erased =
          database.read(c -> Rows.number(c, 0, "SELECT value FROM meta WHERE name = 'erased'")) > 0
              && !sweeper.waitsForReaders();
      vacuum(everything || erased);
      boolean emptied = checkpoint(everything || erased);
      if (erased && emptied) {
        writer.call(1, session -> session.update("DELETE FROM meta WHERE name = 'erased'"));
      }
    } finally {
      merging.unlock();
    }
  }

  private List<Due> due(boolean everything) throws IOException {
    long before = settings.clock().millis() - settings.sealAfter().toMillis();
    return database.read(
        connection ->
            Rows.list(
                connection,
                "SELECT stretch FROM log WHERE"
                    + Schema.VISIBLE
                    + "AND stretch NOT IN (SELECT t.id FROM stretch t JOIN part p ON p.id = t.part"
                    + " WHERE p.deleted = 1) GROUP BY stretch HAVING ? OR sum(events) >= ? OR"
                    + " min(received) <= ?",
                row -> new Due(row.getLong(1)),
                everything ? 1 : 0,
                settings.sealEvents(),
                before));
  }

  private record Due(long stretch) {}

  private List<Long> stretches() throws IOException {
    return database.read(
        connection ->
            Rows.list(
                connection,
                "SELECT s.stretch FROM segment s JOIN stretch t ON t.id = s.stretch"
                    + " JOIN part p ON p.id = t.part WHERE s.state = 1 AND p.deleted = 0"
                    + " GROUP BY s.stretch HAVING count(*) > 1",
                row -> row.getLong(1)));
  }

  private void merge(long stretch, boolean all) throws IOException {
    while (!stopping) {
      merging.lock();
      try {
        List<Segment> live = database.read(connection -> Segment.live(connection, stretch));
        List<Segment> chosen = sealer.toMerge(live, all);
        if (chosen.isEmpty()) {
          return;
        }
        sealer.merge(stretch, chosen, this::mergeGoesOn);
        sweeper.sweepSegments();
      } finally {
        merging.unlock();
      }
      checkpoint(false);
    }
  }

  /** Between two blocks of a merge, which may be long: what must not wait for its end. */
  private boolean mergeGoesOn() throws IOException {
    checkpoint(false);
    if (System.nanoTime() - sealedNanos > TimeUnit.MILLISECONDS.toNanos(ROUND_MILLIS)) {
      seal(false);
      sealedNanos = System.nanoTime();
    }
    return !stopping && urgent.get() == 0;
  }

  /**
   * Gives free pages at the file's end back, some at a time, so that the writer is held up little.
   */
  private void vacuum(boolean everything) throws IOException {
    for (long steps = 0; !stopping; steps++) {
      long free = database.read(c -> Rows.number(c, 0, "PRAGMA freelist_count"));
      long all = database.read(c -> Rows.number(c, 0, "PRAGMA page_count"));
      if (free == 0 || (!everything && (free < VACUUM_PAGES || free < all / 5))) {
        return;
      }
      writer.call(1, session -> session.execute("PRAGMA incremental_vacuum(" + VACUUM_PAGES + ")"));
      long left = database.read(c -> Rows.number(c, 0, "PRAGMA freelist_count"));
      // Others may free pages as fast as this gives them back.
      if (!everything || left >= free || steps * VACUUM_PAGES > all) {
        return;
      }
    }
  }

  /** Moves the write-ahead log into the file; says whether it is empty now. */
  private boolean checkpoint(boolean truncate) throws IOException {
    long bytes = database.walBytes();
    if (!truncate && bytes < CHECKPOINT_BYTES) {
      return false;
    }
    try (Connection connection = database.connect(false);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
      if (truncate || bytes > TRUNCATE_BYTES) {
        statement.execute("PRAGMA busy_timeout = 1000");
        try (ResultSet busy = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
          return busy.next() && busy.getInt(1) == 0;
        }
      }
      return false;
    } catch (SQLException e) {
      throw database.failure("can't be checkpointed", e);
    }
  }

  /** Ends the thread after what it is at. */
  void close() {
    stopping = true;
    stopped.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
