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
 * Erases events from segments; those of the log are sealed before.
 *
 * <p>A segment that has any of them is written anew without them, beside the old one and unseen.
 * When all are written, one transaction shows the new ones and retires the old ones. What happens
 * before that leaves nothing but pages that are swept; so an erasure that was cut off is repeated.
 *
 * <p>A segment that goes whole is not read. Of one visitor only the block is, in which they would
 * be; the other blocks are copied as they are.
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

  /** Erases; says how many events. */
  long erase(Erasure erasure) throws IOException {
    List<Rewritten> rewritten = new ArrayList<>();
    for (Segment segment : database.read(connection -> Segment.of(connection, erasure.scan()))) {
      rewritten(segment, erasure).ifPresent(rewritten::add);
    }
    return rewritten.isEmpty() ? 0 : exchange(erasure, rewritten);
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
  private long exchange(Erasure erasure, List<Rewritten> rewritten) throws IOException {
    return writer.call(
        1,
        session -> {
          long erased = 0;
          for (Rewritten each : rewritten) {
            if (!Sealer.isGone(session, each.old.stretch())) {
              each.exchange(session);
              erased += each.old.events() - each.extent.events();
              Ids.forget(session, session.app(erasure.app()), each.ids);
            }
          }
          session.update("INSERT OR REPLACE INTO meta(name, value) VALUES('erased', 1)");
          return erased;
        });
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
