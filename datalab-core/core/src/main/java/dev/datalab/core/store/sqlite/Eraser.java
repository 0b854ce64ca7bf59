package dev.datalab.core.store.sqlite;

import dev.datalab.core.block.BlockBuilder;
import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.VisitorKey;
import dev.datalab.core.segment.BlockWriter;
import dev.datalab.core.store.Erasure;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Erases events from segments; those of the log are sealed before, unless all of a month's log
 * goes.
 *
 * <p>A segment that has any of them is written anew without them, beside the old one and unseen.
 * When all are written, one transaction shows the new ones and retires the old ones. What happens
 * before that leaves nothing but pages that are swept; so an erasure that was cut off is repeated.
 *
 * <p>What goes whole, be it a segment or a log, is not read: so damage does not keep it. Of one
 * visitor only the block is, in which they would be; the other blocks are copied as they are.
 *
 * <p>For use by one thread at a time, and not while segments are merged.
 */
final class Eraser {
  /** How many blocks are copied in one transaction. */
  private static final int BUCKETS = 16;

  private final Database database;
  private final Writer writer;
  private final Segments segments;

  Eraser(Database database, Writer writer, Segments segments) {
    this.database = database;
    this.writer = writer;
    this.segments = segments;
  }

  /**
   * What is to be done about the log.
   *
   * @param sealed stretches that are to be sealed first
   * @param whole stretches whose whole log goes
   */
  record Logs(List<Stretch> sealed, List<Stretch> whole) {}

  /** Looks at the logs that could have something of what is meant. */
  Logs logs(Erasure erasure) throws IOException {
    Logs logs = new Logs(new ArrayList<>(), new ArrayList<>());
    database.read(
        connection -> {
          for (Stretch stretch : Stretch.of(connection, erasure.scan())) {
            boolean others =
                erasure.visitor().isPresent()
                    || Rows.number(
                            connection,
                            0,
                            "SELECT count(*) FROM log WHERE stretch = ? AND"
                                + Schema.VISIBLE
                                + "AND NOT (from_time >= ? AND to_time < ?)",
                            stretch.id(),
                            erasure.fromMillis(),
                            erasure.toMillis())
                        > 0;
            (others ? logs.sealed : logs.whole).add(stretch);
          }
          return true;
        });
    return logs;
  }

  /**
   * Erases.
   *
   * @param whole stretches whose log goes
   * @return how many events; none if one of these logs was sealed meanwhile: to be tried again
   */
  OptionalLong erase(Erasure erasure, List<Stretch> whole) throws IOException {
    List<Rewritten> rewritten = new ArrayList<>();
    for (Segment segment : database.read(connection -> Segment.of(connection, erasure.scan()))) {
      rewritten(segment, erasure).ifPresent(rewritten::add);
    }
    return rewritten.isEmpty() && whole.isEmpty()
        ? OptionalLong.of(0)
        : exchange(erasure, rewritten, whole);
  }

  /** The segment without what is meant; none if it has nothing of it. */
  private Optional<Rewritten> rewritten(Segment segment, Erasure erasure) throws IOException {
    if (erasure.visitor().isPresent()) {
      return withoutVisitor(segment, erasure, erasure.visitor().get());
    }
    if (erasure.covers(segment.fromTime()) && erasure.covers(segment.toTime())) {
      return Optional.of(new Rewritten(segment, OptionalLong.empty(), new Extent(), List.of()));
    }
    long building = begin(segment);
    Extent extent = new Extent();
    for (int bucket = 0; bucket < segment.buckets(); bucket++) {
      EventBlock block = segments.read(segment, bucket);
      BlockBuilder left = new BlockBuilder();
      left.add(BlockSlice.all(block), event -> !erasure.covers(block.time(event)));
      write(building, bucket, left, extent);
    }
    return result(segment, building, extent, List.of());
  }

  private Optional<Rewritten> withoutVisitor(Segment segment, Erasure erasure, String visitor)
      throws IOException {
    int theirs = VisitorKey.bucket(VisitorKey.of(visitor), segment.bits());
    EventBlock block = segments.read(segment, theirs);
    BlockSlice slice = BlockSlice.all(block).only(visitor);
    int from = block.start(slice.fromVisitor());
    int to = block.start(slice.toVisitor());
    List<String> ids = new ArrayList<>();
    boolean atTheEdge = false;
    long erased = 0;
    for (int event = from; event < to; event++) {
      long time = block.time(event);
      if (erasure.covers(time)) {
        erased++;
        atTheEdge |= time == segment.fromTime() || time == segment.toTime();
        String id = block.details(event).id();
        if (!id.isEmpty()) {
          ids.add(id);
        }
      }
    }
    if (erased == 0) {
      return Optional.empty();
    }
    if (erased == segment.events()) {
      return Optional.of(new Rewritten(segment, OptionalLong.empty(), new Extent(), ids));
    }
    long building = begin(segment);
    copy(segment, building, theirs);
    BlockBuilder left = new BlockBuilder();
    left.add(
        BlockSlice.all(block),
        event -> event < from || event >= to || !erasure.covers(block.time(event)));
    Extent extent = new Extent();
    write(building, theirs, left, extent);
    if (atTheEdge) {
      for (int bucket = 0; bucket < segment.buckets(); bucket++) {
        if (bucket != theirs) {
          extent.add(segments.read(segment, bucket));
        }
      }
    } else {
      extent = Extent.of(segment.events() - erased, segment.fromTime(), segment.toTime());
    }
    return result(segment, building, extent, ids);
  }

  private static Optional<Rewritten> result(
      Segment segment, long building, Extent extent, List<String> ids) {
    if (extent.events() == segment.events()) {
      return Optional.empty();
    }
    OptionalLong instead = extent.events() == 0 ? OptionalLong.empty() : OptionalLong.of(building);
    return Optional.of(new Rewritten(segment, instead, extent, ids));
  }

  private long begin(Segment like) throws IOException {
    Extent extent = new Extent();
    extent.add(like);
    return writer.call(
        1, session -> extent.insert(session, like.stretch(), Schema.SEGMENT_BUILDING, like.bits()));
  }

  private void write(long building, int bucket, BlockBuilder events, Extent extent)
      throws IOException {
    EventBlock block = events.build();
    extent.add(block);
    var pages = BlockWriter.write(BlockSlice.all(block));
    writer.call(
        1,
        session -> {
          Sealer.insertPages(session, building, bucket, pages);
          return true;
        });
  }

  /** Copies all blocks but one, byte by byte. */
  private void copy(Segment from, long building, int but) throws IOException {
    long shift = Schema.page(building, 0, 0) - Schema.page(from.id(), 0, 0);
    for (int bucket = 0; bucket < from.buckets(); bucket += BUCKETS) {
      long first = Schema.page(from.id(), bucket, 0);
      long end = Schema.page(from.id(), bucket + BUCKETS, 0);
      writer.call(
          1,
          session ->
              session.update(
                  "INSERT INTO page(id, data) SELECT id + ?, data FROM page"
                      + " WHERE id >= ? AND id < ? AND NOT (id >= ? AND id < ?)",
                  shift,
                  first,
                  end,
                  Schema.page(from.id(), but, 0),
                  Schema.page(from.id(), but + 1, 0)));
    }
  }

  /** Shows what was written instead of what was there. */
  private OptionalLong exchange(Erasure erasure, List<Rewritten> rewritten, List<Stretch> whole)
      throws IOException {
    return writer.call(
        1,
        session -> {
          for (Stretch stretch : whole) {
            if (session
                .find(
                    "SELECT id FROM stretch WHERE id = ? AND seals = ?",
                    stretch.id(),
                    stretch.seals())
                .isEmpty()) {
              return OptionalLong.empty();
            }
          }
          long erased = 0;
          for (Stretch stretch : whole) {
            erased += deleteLog(session, stretch, erasure);
          }
          for (Rewritten each : rewritten) {
            if (!Sealer.isGone(session, each.old.stretch())) {
              each.exchange(session);
              erased += each.old.events() - each.extent.events();
              Ids.forget(session, session.app(erasure.app()), each.ids);
            }
          }
          session.update("INSERT OR REPLACE INTO meta(name, value) VALUES('erased', 1)");
          return OptionalLong.of(erased);
        });
  }

  private static long deleteLog(WriteSession session, Stretch stretch, Erasure erasure)
      throws SQLException {
    String meant =
        " FROM log WHERE stretch = ? AND from_time >= ? AND to_time < ? AND" + Schema.VISIBLE;
    Object[] values = {stretch.id(), erasure.fromMillis(), erasure.toMillis()};
    long events = session.find("SELECT coalesce(sum(events), 0)" + meant, values).orElse(0);
    session.update("DELETE" + meant, values);
    session.update("UPDATE stretch SET seals = seals + 1 WHERE id = ?", stretch.id());
    return events;
  }

  /**
   * A segment, and what comes in its place.
   *
   * @param instead the new segment; none if nothing is left
   * @param extent what is left
   * @param ids the importers' ids that go
   */
  private record Rewritten(Segment old, OptionalLong instead, Extent extent, List<String> ids) {
    void exchange(WriteSession session) throws SQLException {
      session.update("UPDATE segment SET state = 2 WHERE id = ?", old.id());
      if (instead.isPresent()) {
        extent.reveal(session, instead.getAsLong());
      }
    }
  }
}
