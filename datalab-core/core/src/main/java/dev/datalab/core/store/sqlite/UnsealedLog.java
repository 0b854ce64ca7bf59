package dev.datalab.core.store.sqlite;

import dev.datalab.core.block.BlockBuilder;
import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.segment.EventRows;
import dev.datalab.core.store.ScanRequest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The log's visible rows as blocks. What was decoded once is kept until the stretch is sealed: only
 * rows that came since are read, into a block that is joined with its neighbours when it has grown
 * to their size, so that an event is handled a logarithmic number of times.
 *
 * <p>Row ids alone do not tell what is new: an import's rows have ids of the past when its commit
 * makes them visible. So it is kept which imports were pending, and those that were committed since
 * are read by their source.
 *
 * <p>An app's stretches are read under the app's lock, in the order of the snapshots.
 */
final class UnsealedLog {
  private static final int BYTES_EACH = 100;

  /** What a byte of the log becomes in memory, about, where nothing repeats. */
  private static final int GROWTH = 2;

  private final Database database;
  private final BlockCache<Long, Known> cache;
  private final long maxBytes;

  /**
   * Reads the log.
   *
   * @param cacheBytes how much memory blocks may keep
   * @param maxBytes how many bytes of one stretch's log may be in memory as blocks
   */
  UnsealedLog(Database database, long cacheBytes, long maxBytes) {
    this.database = database;
    this.cache = new BlockCache<>(cacheBytes);
    this.maxBytes = maxBytes;
  }

  /** The stretches of a request whose logs have too many bytes to be read: seal them first. */
  List<Long> crowded(Connection connection, ScanRequest request) throws SQLException {
    List<Long> crowded = new ArrayList<>();
    if (request.fromMillis() < request.toMillis()) {
      for (Stretch stretch : Stretch.of(connection, request)) {
        Known known = known(stretch.id(), stretch.seals());
        long fresh =
            Rows.number(
                connection,
                0,
                "SELECT coalesce(sum(length(data)), 0) FROM log WHERE stretch = ? AND id > ? AND"
                    + Schema.VISIBLE,
                stretch.id(),
                known.last);
        if (known.bytes + fresh > maxBytes) {
          crowded.add(stretch.id());
        }
      }
    }
    return crowded;
  }

  private Known known(long stretch, long seals) {
    return cache
        .get(stretch)
        .filter(known -> known.seals == seals)
        .orElse(new Known(seals, 0, 0, Set.of(), List.of()));
  }

  /** The blocks of a stretch, as the connection's snapshot has it. */
  List<EventBlock> read(Connection connection, long stretch, long seals)
      throws SQLException, IOException {
    Known before = known(stretch, seals);
    long last = Rows.number(connection, 0, "SELECT max(id) FROM log WHERE stretch = ?", stretch);
    Set<Long> pending =
        new HashSet<>(
            Rows.list(connection, "SELECT id FROM source WHERE state = 0", row -> row.getLong(1)));
    List<Long> rows =
        Rows.list(
            connection,
            "SELECT id FROM log WHERE stretch = ? AND id > ? AND" + Schema.VISIBLE + "ORDER BY id",
            row -> row.getLong(1),
            stretch,
            before.last);
    for (long source : before.pending) {
      if (!pending.contains(source)) {
        rows.addAll(
            Rows.list(
                connection,
                "SELECT id FROM log WHERE source = ? AND source <> 0 AND stretch = ? AND id <= ?"
                    + " AND"
                    + Schema.VISIBLE
                    + "ORDER BY id",
                row -> row.getLong(1),
                source,
                stretch,
                before.last));
      }
    }
    BlockBuilder fresh = new BlockBuilder();
    long bytes = before.bytes + decode(database, connection, rows, fresh);
    List<EventBlock> blocks = joined(before.blocks, fresh);
    Known now = new Known(seals, Math.max(last, before.last), bytes, pending, blocks);
    long events = blocks.stream().mapToLong(EventBlock::events).sum();
    cache.put(stretch, now, BYTES_EACH * events + GROWTH * bytes);
    return blocks;
  }

  /** Decodes rows of the log; says how many bytes they have. */
  static long decode(Database database, Connection connection, List<Long> rows, BlockBuilder to)
      throws SQLException, IOException {
    long[] bytes = {0};
    Rows.each(
        connection,
        "SELECT id, data FROM log WHERE id = ?",
        rows,
        row -> {
          try {
            byte[] data = row.getBytes(2);
            bytes[0] += data.length;
            EventRows.decode(data, to::add);
          } catch (IOException e) {
            throw new IOException(
                "log row %d of %s can't be read: %s"
                    .formatted(row.getLong(1), database.file(), e.getMessage()),
                e);
          }
        });
    return bytes[0];
  }

  private static List<EventBlock> joined(List<EventBlock> before, BlockBuilder fresh) {
    if (fresh.size() == 0) {
      return before;
    }
    List<EventBlock> blocks = new ArrayList<>(before);
    BlockBuilder last = fresh;
    while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).events() <= 2 * last.size()) {
      BlockBuilder both = new BlockBuilder();
      both.add(BlockSlice.all(blocks.remove(blocks.size() - 1)));
      both.add(BlockSlice.all(last.build()));
      last = both;
    }
    blocks.add(last.build());
    return List.copyOf(blocks);
  }

  /** What was decoded, and of which rows. */
  private record Known(
      long seals, long last, long bytes, Set<Long> pending, List<EventBlock> blocks) {}
}
