package dev.datalab.core.store.sqlite;

import dev.datalab.core.block.BlockBuilder;
import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.segment.BlockWriter;
import dev.datalab.core.segment.Column;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes segments: of the log's rows, and of smaller segments.
 *
 * <p><b>Sealing</b> reads visible rows of a stretch, encodes them beside the writer, and has the
 * writer insert the segment and delete those very rows in one transaction. Rows that become visible
 * meanwhile are not among them and stay.
 *
 * <p><b>Merging</b> works bucket by bucket, so that it needs memory for one block however large the
 * segments are. The pages are written under a segment that nobody sees, a transaction each; the
 * last one makes it live and retires the others.
 *
 * <p>Both may go on at the same time; each is for use by one thread at a time.
 */
final class Sealer {
  /** How many segments become one: a block of each is in memory meanwhile. */
  private static final int MERGED = 4;

  /** How many times as large as wanted a block may be that is merged. */
  private static final int HEAVY = 2;

  /** How small blocks of a new segment may be, before they are packed. */
  private static final int LEAST_BYTES = 1 << 16;

  /** How many rows of the log are looked at together. */
  private static final int LOOK_AHEAD = 1_000;

  private final Database database;
  private final Writer writer;
  private final Segments segments;
  private final Settings settings;
  private final SegmentSizes sizes;

  Sealer(Database database, Writer writer, Segments segments, Settings settings) {
    this.database = database;
    this.writer = writer;
    this.segments = segments;
    this.settings = settings;
    this.sizes = new SegmentSizes(database);
  }

  /** Seals rows of a stretch, up to a segment's worth; says whether more may be left. */
  boolean seal(long stretch, long lastRow) throws IOException {
    List<Long> rows = new ArrayList<>();
    BlockBuilder events = new BlockBuilder();
    long bytes =
        database.read(
            connection -> {
              rows.addAll(dueRows(connection, stretch, lastRow));
              return UnsealedLog.decode(database, connection, rows, events);
            });
    if (rows.isEmpty()) {
      return false;
    }
    EventBlock block = events.build();
    int bits = bitsOfStretch(stretch, block.events(), bytes);
    List<Map<Column, byte[]>> buckets = new ArrayList<>();
    for (int bucket = 0; bucket < 1 << bits; bucket++) {
      buckets.add(BlockWriter.write(BlockSlice.bucket(block, bucket, bits)));
    }
    Extent extent = new Extent();
    extent.add(block);
    boolean sealed =
        writer.call(
            1,
            session -> {
              if (isGone(session, stretch)) {
                return false;
              }
              long segment = extent.insert(session, stretch, Schema.SEGMENT_LIVE, bits);
              for (int bucket = 0; bucket < buckets.size(); bucket++) {
                insertPages(session, segment, bucket, buckets.get(bucket));
              }
              for (long row : rows) {
                session.update("DELETE FROM log WHERE id = ?", row);
              }
              session.update("UPDATE stretch SET seals = seals + 1 WHERE id = ?", stretch);
              return true;
            });
    return sealed && (block.events() >= settings.sealEvents() || bytes >= settings.blockBytes());
  }

  /**
   * A new segment is cut into as many blocks as the whole month would have, so that a bucket of a
   * scan is one block's worth of events before merging, too; but not into crumbs.
   */
  private int bitsOfStretch(long stretch, long events, long bytes) throws IOException {
    long allEvents = events;
    long allBytes = bytes;
    for (Segment segment : database.read(connection -> Segment.live(connection, stretch))) {
      allEvents += segment.events();
      allBytes += sizes.of(segment).all();
    }
    int bits = bits(allEvents, allBytes);
    while (bits > 0 && bytes >> bits < LEAST_BYTES && events >> bits < settings.blockEvents()) {
      bits--;
    }
    return bits;
  }

  /** The latest visible row of a stretch's log; 0 if it has none. */
  static long lastRow(Connection connection, long stretch) throws SQLException {
    return Rows.number(
        connection, 0, "SELECT max(id) FROM log WHERE stretch = ? AND" + Schema.VISIBLE, stretch);
  }

  /** The oldest visible rows, as many as make a segment. */
  private List<Long> dueRows(Connection connection, long stretch, long lastRow)
      throws SQLException {
    List<Long> due = new ArrayList<>();
    long events = 0;
    long bytes = 0;
    long last = 0;
    while (true) {
      List<LogRow> rows =
          Rows.list(
              connection,
              "SELECT id, events, length(data) FROM log WHERE stretch = ? AND id > ? AND id <= ? AND"
                  + Schema.VISIBLE
                  + "ORDER BY id LIMIT "
                  + LOOK_AHEAD,
              row -> new LogRow(row.getLong(1), row.getLong(2), row.getLong(3)),
              stretch,
              last,
              lastRow);
      for (LogRow row : rows) {
        if (events >= settings.sealEvents() || bytes >= settings.blockBytes()) {
          return due;
        }
        due.add(row.id);
        events += row.events;
        bytes += row.bytes;
        last = row.id;
      }
      if (rows.size() < LOOK_AHEAD) {
        return due;
      }
    }
  }

  private record LogRow(long id, long events, long bytes) {}

  /**
   * Merges live segments of a stretch into one.
   *
   * @param between asked after each bucket; to give the merge up leaves everything as it was
   * @return whether it was done
   */
  boolean merge(long stretch, List<Segment> sources, Between between) throws IOException {
    Extent extent = new Extent();
    sources.forEach(extent::add);
    int most = sources.stream().mapToInt(Segment::bits).max().orElse(0);
    long bytes = 0;
    for (Segment source : sources) {
      bytes += sizes.of(source).all();
    }
    int bits = Math.max(most, bits(extent.events(), bytes));
    long merged =
        writer.call(
            1,
            session -> {
              return extent.insert(session, stretch, Schema.SEGMENT_BUILDING, bits);
            });
    List<EventBlock> blocks = new ArrayList<>();
    for (int bucket = 0; bucket < 1 << bits; bucket++) {
      BlockBuilder events = new BlockBuilder();
      for (int i = 0; i < sources.size(); i++) {
        Segment source = sources.get(i);
        int shift = bits - source.bits();
        if (blocks.size() <= i) {
          blocks.add(segments.read(source, 0));
        } else if (bucket >>> shift << shift == bucket) {
          blocks.set(i, segments.read(source, bucket >>> shift));
        }
        events.add(BlockSlice.bucket(blocks.get(i), bucket, bits));
      }
      Map<Column, byte[]> pages = BlockWriter.write(BlockSlice.all(events.build()));
      int number = bucket;
      writer.call(
          1,
          session -> {
            insertPages(session, merged, number, pages);
            return true;
          });
      if (!between.goesOn()) {
        return false;
      }
    }
    writer.call(
        1,
        session -> {
          if (isGone(session, stretch)) {
            return false;
          }
          for (Segment source : sources) {
            session.update("UPDATE segment SET state = 2 WHERE id = ?", source.id());
          }
          session.update("UPDATE segment SET state = 1 WHERE id = ?", merged);
          return true;
        });
    sizes.forget(sources);
    return true;
  }

  /** What may happen between two steps of a merge. */
  interface Between {
    /** Does other work; says whether the merge goes on. */
    boolean goesOn() throws IOException;
  }

  /** Whether the stretch was deleted meanwhile; then what was made of it is of no use. */
  static boolean isGone(WriteSession session, long stretch) throws SQLException {
    return session
        .find(
            "SELECT t.id FROM stretch t JOIN part p ON p.id = t.part"
                + " WHERE t.id = ? AND p.deleted = 0",
            stretch)
        .isEmpty();
  }

  static void insertPages(WriteSession session, long segment, int bucket, Map<Column, byte[]> pages)
      throws SQLException {
    for (Map.Entry<Column, byte[]> page : pages.entrySet()) {
      session.update(
          "INSERT INTO page(id, data) VALUES(?, ?)",
          Schema.page(segment, bucket, page.getKey().number()),
          page.getValue());
    }
  }

  /** How many bits give blocks of about the settings' size. */
  private int bits(long events, long bytes) {
    int bits = 0;
    while (bits < Schema.MAX_BITS
        && (events >> bits > settings.blockEvents() || bytes >> bits > settings.blockBytes())) {
      bits++;
    }
    return bits;
  }

  /**
   * Which live segments of a stretch are to become one: none is fine.
   *
   * <p>Blocks can't be made smaller than one visitor. A segment in which a single one has so much
   * that its block would be too large to merge stays as it is.
   *
   * @param live the smallest first
   * @param all whether to go on until one is left
   */
  List<Segment> toMerge(List<Segment> live, boolean all) throws IOException {
    List<Segment> chosen = chosen(live, all);
    if (chosen.isEmpty()) {
      return chosen;
    }
    List<Segment> light = new ArrayList<>();
    for (Segment segment : live) {
      if (sizes.of(segment).largest() <= HEAVY * settings.blockBytes()) {
        light.add(segment);
      }
    }
    return light.size() == live.size() ? chosen : chosen(light, all);
  }

  private static List<Segment> chosen(List<Segment> live, boolean all) {
    if (all) {
      return live.size() > 1 ? live.subList(0, Math.min(MERGED, live.size())) : List.of();
    }
    // Tiers of sizes that grow by four; four of one tier become one of the next.
    for (int from = 0; from + MERGED <= live.size(); from++) {
      int tier = tier(live.get(from));
      int to = from;
      while (to < live.size() && to - from < MERGED && tier(live.get(to)) == tier) {
        to++;
      }
      if (to - from == MERGED) {
        return live.subList(from, to);
      }
    }
    return List.of();
  }

  private static int tier(Segment segment) {
    return (Long.SIZE - Long.numberOfLeadingZeros(segment.events())) / 2;
  }
}
