package dev.datalab.core.store.sqlite;

import dev.datalab.core.block.EventBlock;
import dev.datalab.core.segment.BlockReader;
import dev.datalab.core.segment.Column;
import dev.datalab.core.segment.PageSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * The segments' blocks as they are read, and who reads them: a segment that was merged away or
 * deleted keeps its pages until the last scan that saw it is closed. Safe for use by several
 * threads.
 */
final class Segments {
  private final Database database;
  private final BlockCache<Long, EventBlock> cache;
  private final Map<Long, Integer> pins = new HashMap<>();

  Segments(Database database, long cacheBytes) {
    this.database = database;
    this.cache = new BlockCache<>(cacheBytes);
  }

  /** A block, from memory if it is there. */
  EventBlock block(Segment segment, int bucket) throws IOException {
    long key = Schema.page(segment.id(), bucket, 0);
    Optional<EventBlock> kept = cache.get(key);
    if (kept.isPresent()) {
      return kept.get();
    }
    EventBlock block = open(segment, bucket, more -> cache.grow(key, more));
    cache.put(key, block, 100 + 50L * block.visitors());
    return block;
  }

  /** A block that is not kept. */
  EventBlock read(Segment segment, int bucket) throws IOException {
    return open(segment, bucket, more -> {});
  }

  private EventBlock open(Segment segment, int bucket, LongConsumer decoded) throws IOException {
    String name = "segment %d of %s, block %d".formatted(segment.id(), database.file(), bucket);
    return BlockReader.open(new Pages(database, segment.id(), bucket, name), decoded);
  }

  /**
   * Runs something that finds segments and pins them, so that none of them goes in between. It has
   * to begin its snapshot inside.
   */
  synchronized List<Segment> pinned(Finding finding) throws IOException, SQLException {
    List<Segment> found = finding.find();
    for (Segment segment : found) {
      pins.merge(segment.id(), 1, Integer::sum);
    }
    return found;
  }

  /** Lets segments go. */
  synchronized void unpin(List<Segment> segments) {
    for (Segment segment : segments) {
      pins.computeIfPresent(segment.id(), (id, count) -> count == 1 ? null : count - 1);
    }
  }

  /**
   * Which of some segments nobody reads. They were retired before this call, so that nobody can
   * begin to.
   */
  synchronized Set<Long> unread(Set<Long> retired) {
    Set<Long> free = new HashSet<>(retired);
    free.removeAll(pins.keySet());
    return free;
  }

  /** Finds segments in a snapshot. */
  interface Finding {
    List<Segment> find() throws IOException, SQLException;
  }

  private record Pages(Database database, long segment, int bucket, String name)
      implements PageSource {
    @Override
    public byte[] read(Column column) throws IOException {
      List<byte[]> pages =
          database.read(
              connection ->
                  Rows.list(
                      connection,
                      "SELECT data FROM page WHERE id = ?",
                      row -> row.getBytes(1),
                      Schema.page(segment, bucket, column.number())));
      if (pages.isEmpty()) {
        throw new IOException("the page is not there");
      }
      return pages.get(0);
    }
  }
}
