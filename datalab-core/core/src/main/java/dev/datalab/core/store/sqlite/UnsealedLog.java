package dev.datalab.core.store.sqlite;

import dev.datalab.core.block.BlockBuilder;
import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.segment.EventRows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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

  private final Database database;
  private final BlockCache<Long, Known> cache;

  UnsealedLog(Database database, long cacheBytes) {
    this.database = database;
    this.cache = new BlockCache<>(cacheBytes);
  }

  /** The blocks of a stretch, as the connection's snapshot has it. */
  List<EventBlock> read(Connection connection, long stretch, long seals)
      throws SQLException, IOException {
    Optional<Known> kept = cache.get(stretch).filter(known -> known.seals == seals);
    Known before = kept.orElse(new Known(seals, 0, Set.of(), List.of()));
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
    decode(database, connection, rows, fresh);
    List<EventBlock> blocks = joined(before.blocks, fresh);
    Known now = new Known(seals, Math.max(last, before.last), pending, blocks);
    cache.put(stretch, now, BYTES_EACH * blocks.stream().mapToLong(EventBlock::events).sum());
    return blocks;
  }

  /** Decodes rows of the log. */
  static void decode(Database database, Connection connection, List<Long> rows, BlockBuilder to)
      throws SQLException, IOException {
    Rows.each(
        connection,
        "SELECT id, data FROM log WHERE id = ?",
        rows,
        row -> {
          try {
            EventRows.decode(row.getBytes(2), to::add);
          } catch (IOException e) {
            throw new IOException(
                "log row %d of %s can't be read: %s"
                    .formatted(row.getLong(1), database.file(), e.getMessage()),
                e);
          }
        });
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
  private record Known(long seals, long last, Set<Long> pending, List<EventBlock> blocks) {}
}
