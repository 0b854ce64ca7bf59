package dev.datalab.core.store.sqlite;

import dev.datalab.core.store.ArchiveSummary;
import dev.datalab.core.store.DeliveryCount;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Settlement.Outcome;
import dev.datalab.core.store.StreamState;
import dev.datalab.core.store.UtcDates;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What the file says about partitions and streams, events apart. */
final class Ledger {
  private static final String OF_PARTITION =
      " JOIN app a ON a.id = p.app WHERE a.name = ? AND p.generation = ? AND p.deleted = 0 ";

  private final Database database;

  Ledger(Database database) {
    this.database = database;
  }

  Optional<Long> stream(Partition partition, String key) throws IOException {
    return database.read(
        connection ->
            Rows.list(
                    connection,
                    "SELECT k.stream FROM stream_key k JOIN part p ON p.id = k.part"
                        + OF_PARTITION
                        + "AND k.name = ?",
                    row -> row.getLong(1),
                    partition.app(),
                    partition.generation(),
                    key)
                .stream()
                .findFirst());
  }

  StreamState state(Partition partition, long stream) throws IOException {
    return database.read(
        connection ->
            Rows.list(
                    connection,
                    "SELECT s.mark, s.above, s.last_time FROM stream s JOIN part p ON p.id = s.part"
                        + OF_PARTITION
                        + "AND s.id = ?",
                    StreamStates::of,
                    partition.app(),
                    partition.generation(),
                    stream)
                .stream()
                .findFirst()
                .orElse(StreamState.NEW));
  }

  List<DeliveryCount> delivery(Partition partition, long fromMillis, long toMillis)
      throws IOException {
    if (fromMillis >= toMillis) {
      return List.of();
    }
    return database.read(
        connection ->
            Rows.list(
                connection,
                "SELECT d.day, d.outcome, d.reason, d.numbers FROM delivery d"
                    + " JOIN part p ON p.id = d.part"
                    + OF_PARTITION
                    + "AND d.day BETWEEN ? AND ? ORDER BY d.day,"
                    + " CASE d.outcome WHEN 'STORED' THEN 0 WHEN 'REFUSED' THEN 1 ELSE 2 END,"
                    + " d.reason",
                row ->
                    new DeliveryCount(
                        LocalDate.ofEpochDay(row.getLong(1)),
                        Outcome.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getLong(4)),
                partition.app(),
                partition.generation(),
                UtcDates.day(fromMillis).toEpochDay(),
                UtcDates.day(toMillis - 1).toEpochDay()));
  }

  /** The apps of which anything was settled. */
  List<String> apps() throws IOException {
    return database.read(
        connection ->
            Rows.list(
                connection,
                "SELECT a.name FROM app a WHERE EXISTS (SELECT 1 FROM part p JOIN delivery d"
                    + " ON d.part = p.id WHERE p.app = a.id AND p.deleted = 0) ORDER BY a.name",
                row -> row.getString(1)));
  }

  /** The generations under which anything was settled. */
  List<ArchiveSummary> archives(String app) throws IOException {
    return database.read(
        connection ->
            Rows.list(
                connection,
                "SELECT p.generation, coalesce(min(e.from_time), 0), coalesce(max(e.to_time), 0),"
                    + " coalesce(sum(e.events), 0)"
                    + " FROM part p JOIN app a ON a.id = p.app"
                    + " LEFT JOIN stretch t ON t.part = p.id"
                    + " LEFT JOIN (SELECT stretch, from_time, to_time, events FROM segment"
                    + "   WHERE state = 1 UNION ALL"
                    + "   SELECT stretch, from_time, to_time, events FROM log WHERE"
                    + Schema.VISIBLE
                    + ") e ON e.stretch = t.id"
                    + " WHERE a.name = ? AND p.deleted = 0"
                    + " AND EXISTS (SELECT 1 FROM delivery d WHERE d.part = p.id)"
                    + " GROUP BY p.id ORDER BY p.generation",
                row ->
                    new ArchiveSummary(
                        row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                app));
  }

  /** The stretches of an app whose visible log holds more than so many events. */
  List<Long> crowded(String app, long events) throws IOException {
    return database.read(
        connection ->
            Rows.list(
                connection,
                "SELECT t.id FROM stretch t JOIN part p ON p.id = t.part JOIN app a ON a.id = p.app"
                    + " JOIN log l ON l.stretch = t.id WHERE a.name = ? AND p.deleted = 0"
                    + " AND (l.source = 0 OR l.source NOT IN"
                    + " (SELECT id FROM source WHERE state <> 1))"
                    + " GROUP BY t.id HAVING sum(l.events) > ?",
                row -> row.getLong(1),
                app,
                events));
  }
}
