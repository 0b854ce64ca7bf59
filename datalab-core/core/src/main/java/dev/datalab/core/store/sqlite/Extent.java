package dev.datalab.core.store.sqlite;

import dev.datalab.core.block.EventBlock;
import java.sql.SQLException;

/** How many events, and from when to when; grows as pieces are added. */
final class Extent {
  private long events;
  private long from = Long.MAX_VALUE;
  private long to = Long.MIN_VALUE;

  static Extent of(long events, long from, long to) {
    Extent extent = new Extent();
    extent.events = events;
    extent.from = from;
    extent.to = to;
    return extent;
  }

  long events() {
    return events;
  }

  void add(Segment segment) {
    events += segment.events();
    from = Math.min(from, segment.fromTime());
    to = Math.max(to, segment.toTime());
  }

  void add(EventBlock block) {
    events += block.events();
    for (int offset : block.times()) {
      from = Math.min(from, block.baseTime() + offset);
      to = Math.max(to, block.baseTime() + offset);
    }
  }

  /** Makes a segment of this extent; says its number. */
  long insert(WriteSession session, long stretch, int state, int bits) throws SQLException {
    return session.insert(
        "INSERT INTO segment(stretch, state, bits, events, from_time, to_time)"
            + " VALUES(?, ?, ?, ?, ?, ?)",
        stretch,
        state,
        bits,
        events,
        from,
        to);
  }

  /** Makes a segment, which was built, be seen with this extent. */
  void reveal(WriteSession session, long segment) throws SQLException {
    session.update(
        "UPDATE segment SET state = 1, events = ?, from_time = ?, to_time = ? WHERE id = ?",
        events,
        from,
        to,
        segment);
  }
}
