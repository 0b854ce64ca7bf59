package dev.datalab.core.store.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the file in shape, on a daemon thread of its own: seals what is due, merges small segments,
 * sweeps what is gone, moves the write-ahead log into the file, and gives pages back to the disk.
 *
 * <p>Rounds are a second apart. What fails is logged and tried again in the next round.
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
  private final Settings settings;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean stopping;

  Maintenance(Database database, Writer writer, Sealer sealer, Sweeper sweeper, Settings settings) {
    this.database = database;
    this.writer = writer;
    this.sealer = sealer;
    this.sweeper = sweeper;
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
  synchronized void round(boolean everything) throws IOException {
    for (Due due : due(everything)) {
      while (!stopping && sealer.seal(due.stretch)) {
        checkpoint(false);
      }
    }
    for (long stretch : stretches()) {
      merge(stretch, false);
    }
    sweeper.sweep(everything);
    vacuum(everything);
    checkpoint(everything);
  }

  /** Seals a stretch's log until it is small. */
  synchronized void seal(long stretch) throws IOException {
    while (!stopping && sealer.seal(stretch)) {
      checkpoint(false);
    }
  }

  /** Makes one segment of each stretch. */
  synchronized void compact() throws IOException {
    round(true);
    for (long stretch : stretches()) {
      merge(stretch, true);
    }
    sweeper.sweep(true);
    vacuum(true);
    checkpoint(true);
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
                    + " WHERE p.deleted = 1) GROUP BY stretch HAVING ? OR sum(events) >= ? OR min(received) <= ?",
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
      List<Segment> live = database.read(connection -> Segment.live(connection, stretch));
      List<Segment> merging = Sealer.toMerge(live, all);
      if (merging.isEmpty()) {
        return;
      }
      sealer.merge(stretch, merging);
      sweeper.sweepSegments();
      checkpoint(false);
    }
  }

  /**
   * Gives free pages at the file's end back, some at a time, so that the writer is held up little.
   */
  private void vacuum(boolean everything) throws IOException {
    while (!stopping) {
      long free = database.read(c -> Rows.number(c, 0, "PRAGMA freelist_count"));
      long all = database.read(c -> Rows.number(c, 0, "PRAGMA page_count"));
      if (free == 0 || (!everything && (free < VACUUM_PAGES || free < all / 5))) {
        return;
      }
      writer.call(1, session -> session.execute("PRAGMA incremental_vacuum(" + VACUUM_PAGES + ")"));
      long left = database.read(c -> Rows.number(c, 0, "PRAGMA freelist_count"));
      if (!everything || left >= free) {
        return;
      }
    }
  }

  private void checkpoint(boolean truncate) throws IOException {
    long bytes = database.walBytes();
    if (!truncate && bytes < CHECKPOINT_BYTES) {
      return;
    }
    try (Connection connection = database.connect(false);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
      if (truncate || bytes > TRUNCATE_BYTES) {
        statement.execute("PRAGMA busy_timeout = 1000");
        statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      }
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
