package dev.datalab.core.store.sqlite;

import dev.datalab.core.segment.PageHead;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many bytes the blocks of segments have before they are packed: what it takes to read one. A
 * segment never changes, so that is found out once. Safe for use by several threads.
 */
final class SegmentSizes {
  private static final int HEAD_BYTES = 16;

  private final Database database;
  private final Map<Long, Size> known = new HashMap<>();

  SegmentSizes(Database database) {
    this.database = database;
  }

  /**
   * The size of a segment.
   *
   * @param all of its blocks together, in bytes
   * @param largest of its largest block
   */
  record Size(long all, long largest) {}

  /** The size of a segment; a page that is damaged counts for nothing. */
  synchronized Size of(Segment segment) throws IOException {
    Size size = known.get(segment.id());
    if (size == null) {
      size = read(segment);
      known.put(segment.id(), size);
    }
    return size;
  }

  /** Forgets segments that are no more. */
  synchronized void forget(List<Segment> gone) {
    gone.forEach(segment -> known.remove(segment.id()));
  }

  private Size read(Segment segment) throws IOException {
    long[] buckets = new long[segment.buckets()];
    long first = Schema.page(segment.id(), 0, 0);
    database.read(
        connection ->
            Rows.list(
                connection,
                "SELECT id, substr(data, 1, " + HEAD_BYTES + ") FROM page WHERE id >= ? AND id < ?",
                row ->
                    buckets[Schema.bucket(row.getLong(1))] += PageHead.bodyLength(row.getBytes(2)),
                first,
                Schema.page(segment.id() + 1, 0, 0)));
    long all = 0;
    long largest = 0;
    for (long bytes : buckets) {
      all += bytes;
      largest = Math.max(largest, bytes);
    }
    return new Size(all, largest);
  }
}
