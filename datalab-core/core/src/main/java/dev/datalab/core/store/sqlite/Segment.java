package dev.datalab.core.store.sqlite;

import dev.datalab.core.store.ScanRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A sealed piece of a stretch.
 *
 * @param id its number
 * @param stretch the stretch it belongs to
 * @param bits its blocks are the 2^bits buckets
 * @param events how many events it has
 * @param fromTime its earliest event, in milliseconds since the epoch
 * @param toTime its latest event
 */
record Segment(long id, long stretch, int bits, long events, long fromTime, long toTime) {
  private static final String COLUMNS = "s.id, s.stretch, s.bits, s.events, s.from_time, s.to_time";

  private static Segment of(ResultSet row) throws SQLException {
    return new Segment(
        row.getLong(1),
        row.getLong(2),
        row.getInt(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6));
  }

  int buckets() {
    return 1 << bits;
  }

  /** The segments that a scan reads. */
  static List<Segment> of(Connection connection, ScanRequest request) throws SQLException {
    return Rows.list(
        connection,
        "SELECT "
            + COLUMNS
            + " FROM segment s JOIN stretch t ON t.id = s.stretch JOIN part p ON p.id = t.part"
            + " JOIN app a ON a.id = p.app WHERE a.name = ? AND p.deleted = 0 AND s.state = 1"
            + " AND (? < 0 OR p.generation = ?) AND s.to_time >= ? AND s.from_time < ?"
            + " ORDER BY s.id",
        Segment::of,
        request.app(),
        request.generation().orElse(-1),
        request.generation().orElse(-1),
        request.fromMillis(),
        request.toMillis());
  }

  /** The live segments of a stretch, the smallest first. */
  static List<Segment> live(Connection connection, long stretch) throws SQLException {
    return Rows.list(
        connection,
        "SELECT "
            + COLUMNS
            + " FROM segment s WHERE s.stretch = ? AND s.state = 1 ORDER BY s.events, s.id",
        Segment::of,
        stretch);
  }
}
