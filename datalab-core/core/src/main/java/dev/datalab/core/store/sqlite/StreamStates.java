package dev.datalab.core.store.sqlite;

import dev.datalab.core.store.SeqRange;
import dev.datalab.core.store.StreamState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The state of a stream as a row: the mark, the ranges above it as {@code 7-9,12-12}, and the last
 * event's time.
 */
final class StreamStates {
  private StreamStates() {}

  static String above(StreamState state) {
    return state.above().isEmpty()
        ? ""
        : state.above().stream()
            .map(range -> range.first() + "-" + range.last())
            .collect(Collectors.joining(","));
  }

  /** From columns mark, above and last_time. */
  static StreamState of(ResultSet row) throws SQLException {
    String above = row.getString(2);
    List<SeqRange> ranges = new ArrayList<>();
    if (!above.isEmpty()) {
      for (String range : above.split(",", -1)) {
        int dash = range.indexOf('-');
        ranges.add(
            new SeqRange(
                Long.parseLong(range.substring(0, dash)),
                Long.parseLong(range.substring(dash + 1))));
      }
    }
    return new StreamState(row.getLong(1), ranges, row.getLong(3));
  }
}
