package dev.datalab.core.store.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes what counts for nothing any more, in small transactions: segments that were merged or
 * deleted and that nobody reads, rows of imports that were not committed, importers' ids after
 * their time, and whatever belonged to a deleted partition. For use by one thread at a time.
 */
final class Sweeper {
  private static final long IDS_EVERY_MILLIS = Duration.ofHours(1).toMillis();
  private static final int CHUNK = 2_000;
  private static final int BUCKETS = 16;

  private final Database database;
  private final Writer writer;
  private final Segments segments;
  private final Settings settings;
  private long idsSweptAt = Long.MIN_VALUE / 2;

  Sweeper(Database database, Writer writer, Segments segments, Settings settings) {
    this.database = database;
    this.writer = writer;
    this.segments = segments;
    this.settings = settings;
  }

  /** Sweeps; ids, which takes a look at each, once an hour, or now if {@code everything}. */
  void sweep(boolean everything) throws IOException {
    sweepSegments();
    for (long source : numbers("SELECT id FROM source WHERE state = 2")) {
      deleteInChunks(
          "DELETE FROM log WHERE id IN"
              + " (SELECT id FROM log WHERE source = ? AND source <> 0 LIMIT 200)",
          source);
    }
    long now = settings.clock().millis();
    if (everything || Math.abs(now - idsSweptAt) >= IDS_EVERY_MILLIS) {
      sweepIds(now);
      idsSweptAt = now;
    }
    for (long part : numbers("SELECT id FROM part WHERE deleted = 1")) {
      sweepPart(part);
    }
  }

  /** Removes pages that nobody reads. Not for while a segment is being built. */
  void sweepSegments() throws IOException {
    // Whatever is still "building" was given up, or could not be written.
    Set<Long> retired =
        new HashSet<>(
            numbers(
                "SELECT s.id FROM segment s JOIN stretch t ON t.id = s.stretch"
                    + " JOIN part p ON p.id = t.part WHERE s.state <> 1 OR p.deleted = 1"));
    for (long segment : segments.unread(retired)) {
      long bits = numbers("SELECT bits FROM segment WHERE id = ?", segment).get(0);
      for (int bucket = 0; bucket < 1 << bits; bucket += BUCKETS) {
        long from = Schema.page(segment, bucket, 0);
        long to = Schema.page(segment, bucket + BUCKETS, 0);
        writer.call(
            1, session -> session.update("DELETE FROM page WHERE id >= ? AND id < ?", from, to));
      }
      writer.call(1, session -> session.update("DELETE FROM segment WHERE id = ?", segment));
    }
  }

  /** Whether pages are kept for somebody who reads them, though they are of no use any more. */
  boolean waitsForReaders() throws IOException {
    return !numbers("SELECT id FROM segment WHERE state <> 1 LIMIT 1").isEmpty();
  }

  private void sweepIds(long now) throws IOException {
    Set<Long> dead =
        new HashSet<>(
            numbers(
                "SELECT id FROM source WHERE state = 2 OR (state = 1 AND received <= ?)",
                now - Ids.MEMORY_MILLIS));
    if (dead.isEmpty()) {
      return;
    }
    Seen from = new Seen(Long.MIN_VALUE, new byte[0], 0);
    while (true) {
      List<Seen> some = seenAfter(from);
      if (some.isEmpty()) {
        break;
      }
      from = some.get(some.size() - 1);
      List<Seen> gone = new ArrayList<>(some);
      gone.removeIf(seen -> !dead.contains(seen.source));
      if (!gone.isEmpty()) {
        writer.call(1, session -> forget(session, gone));
      }
    }
    writer.call(
        1,
        session -> {
          for (long source : dead) {
            // An import that was aborted since the log was swept still hides its rows.
            session.update(
                "DELETE FROM source WHERE id = ?1 AND NOT EXISTS"
                    + " (SELECT 1 FROM log WHERE source = ?1 AND source <> 0)",
                source);
          }
          return true;
        });
  }

  private static boolean forget(WriteSession session, List<Seen> gone) throws SQLException {
    for (Seen seen : gone) {
      session.update(
          "DELETE FROM seen WHERE app = ? AND id = ? AND source = ?",
          seen.app,
          seen.id,
          seen.source);
    }
    return true;
  }

  private List<Seen> seenAfter(Seen last) throws IOException {
    return database.read(
        connection ->
            Rows.list(
                connection,
                "SELECT app, id, source FROM seen WHERE (app, id) > (?, ?)"
                    + " ORDER BY app, id LIMIT ?",
                row -> new Seen(row.getLong(1), row.getBytes(2), row.getLong(3)),
                last.app,
                last.id,
                CHUNK));
  }

  private void sweepPart(long part) throws IOException {
    for (long stretch : numbers("SELECT id FROM stretch WHERE part = ?", part)) {
      deleteInChunks(
          "DELETE FROM log WHERE id IN (SELECT id FROM log WHERE stretch = ? LIMIT 200)", stretch);
    }
    deleteInChunks(
        "DELETE FROM stream WHERE part = ?1 AND id IN"
            + " (SELECT id FROM stream WHERE part = ?1 LIMIT 2000)",
        part);
    writer.call(
        1,
        session -> {
          session.update("DELETE FROM stream_key WHERE part = ?", part);
          session.update("DELETE FROM delivery WHERE part = ?", part);
          session.update(
              "DELETE FROM stretch WHERE part = ? AND id NOT IN (SELECT stretch FROM segment)",
              part);
          session.update(
              "DELETE FROM part WHERE id = ?1 AND NOT EXISTS"
                  + " (SELECT 1 FROM stretch WHERE part = ?1)",
              part);
          return true;
        });
  }

  private void deleteInChunks(String sql, long of) throws IOException {
    while (writer.call(1, session -> session.update(sql, of)) > 0) {
      // One transaction each, so that others get in between.
    }
  }

  private List<Long> numbers(String sql, Object... values) throws IOException {
    return database.read(connection -> Rows.list(connection, sql, row -> row.getLong(1), values));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Seen(long app, byte[] id, long source) {}
}
