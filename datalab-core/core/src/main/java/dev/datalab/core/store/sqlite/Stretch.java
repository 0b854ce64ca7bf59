package dev.datalab.core.store.sqlite;

import dev.datalab.core.store.ScanRequest;
import dev.datalab.core.store.UtcDates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A calendar month of a partition.
 *
 * @param id its number
 * @param seals how often its log was emptied into a segment
 */
record Stretch(long id, long seals) {
  /** The stretches that have a log and lie in a request's range, which is not empty. */
  static List<Stretch> of(Connection connection, ScanRequest request) throws SQLException {
    return Rows.list(
        connection,
        "SELECT t.id, t.seals FROM stretch t JOIN part p ON p.id = t.part"
            + " JOIN app a ON a.id = p.app WHERE a.name = ? AND p.deleted = 0"
            + " AND (? < 0 OR p.generation = ?) AND t.month BETWEEN ? AND ?"
            + " AND EXISTS (SELECT 1 FROM log l WHERE l.stretch = t.id) ORDER BY t.id",
        row -> new Stretch(row.getLong(1), row.getLong(2)),
        request.app(),
        request.generation().orElse(-1),
        request.generation().orElse(-1),
        UtcDates.month(request.fromMillis()),
        UtcDates.month(request.toMillis() - 1));
  }
}
