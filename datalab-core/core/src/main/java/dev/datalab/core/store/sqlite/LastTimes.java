package dev.datalab.core.store.sqlite;

import dev.datalab.core.block.EventBlock;
import dev.datalab.core.segment.BlockReader;
import dev.datalab.core.segment.EventRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From format 1 to 2: a stream's row says when its last event was. The first files did not; it is
 * read from the events. What is damaged is left out, and named by whoever asks for it.
 */
final class LastTimes {
  private static final Logger log = LoggerFactory.getLogger(LastTimes.class);

  private LastTimes() {}

  static void add(Connection connection) throws SQLException {
    boolean there =
        Rows.number(
                connection,
                0,
                "SELECT count(*) FROM pragma_table_info('stream') WHERE name = 'last_time'")
            > 0;
    if (there) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE stream ADD COLUMN last_time INTEGER NOT NULL DEFAULT 0");
    }
    ofSegments(connection);
    ofLog(connection);
  }

  private record Piece(long id, long part, int bits) {}

  private static void ofSegments(Connection connection) throws SQLException {
    List<Piece> segments =
        Rows.list(
            connection,
            "SELECT s.id, t.part, s.bits FROM segment s JOIN stretch t ON t.id = s.stretch"
                + " WHERE s.state = 1",
            row -> new Piece(row.getLong(1), row.getLong(2), row.getInt(3)));
    for (Piece segment : segments) {
      for (int bucket = 0; bucket < 1 << segment.bits; bucket++) {
        Map<Long, Long> last = new HashMap<>();
        try {
          EventBlock block =
              BlockReader.open(new ConnectionPages(connection, segment.id, bucket), bytes -> {});
          for (int event = 0; event < block.events(); event++) {
            last.merge(block.streams().get(event), block.time(event), Math::max);
          }
        } catch (IOException | UncheckedIOException e) {
          log.warn("left out: {}", e.getMessage());
        }
        write(connection, segment.part, last);
      }
    }
  }

  private static void ofLog(Connection connection) throws SQLException {
    List<Piece> rows =
        Rows.list(
            connection,
            "SELECT l.id, t.part FROM log l JOIN stretch t ON t.id = l.stretch WHERE"
                + " l.source = 0 OR l.source NOT IN (SELECT id FROM source WHERE state <> 1)",
            row -> new Piece(row.getLong(1), row.getLong(2), 0));
    for (Piece piece : rows) {
      Map<Long, Long> last = new HashMap<>();
      try {
        byte[] data =
            Rows.list(
                    connection,
                    "SELECT data FROM log WHERE id = ?",
                    row -> row.getBytes(1),
                    piece.id)
                .get(0);
        EventRows.decode(
            data, event -> last.merge(event.stream(), event.event().time(), Math::max));
      } catch (IOException e) {
        log.warn("left out: log row {}: {}", piece.id, e.getMessage());
      }
      write(connection, piece.part, last);
    }
  }

  private static void write(Connection connection, long part, Map<Long, Long> last)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE stream SET last_time = max(last_time, ?) WHERE part = ? AND id = ?")) {
      for (Map.Entry<Long, Long> stream : last.entrySet()) {
        Rows.bind(update, stream.getValue(), part, stream.getKey());
        update.executeUpdate();
      }
    }
  }
}
