package dev.datalab.core.store.sqlite;

import dev.datalab.core.store.DeliveryCount;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.FrameIntake;
import dev.datalab.core.store.ImportBatch;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.StreamState;
import dev.datalab.core.store.UtcDates;
import dev.datalab.core.store.sqlite.Writer.Refusal;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An import under way. Its events go to the log and its ids to the table of ids at once, under a
 * source that is pending, so that nobody sees them; the streams' states and the delivery counts
 * wait here. The commit writes those and makes the source count, in one transaction. A source that
 * is not committed is marked as aborted, at the latest when the file is next opened, and swept.
 *
 * <p>An answer to {@link #append} does not wait for the disk: only the commit's does.
 *
 * <p>Fields are guarded by the writer's thread, unless they say otherwise.
 */
final class SqliteImport implements ImportBatch {
  /** How many live frames may wait for an import's end; see {@link #couldMeet}. */
  private static final int MAX_WAITING = 1_000;

  final Partition partition;
  private final Imports imports;
  private final Writer writer;
  private final long part;
  private final long app;
  private final long source;
  private final Map<Long, StreamState> states = new HashMap<>();
  private final List<DeliveryCount> counts = new ArrayList<>();
  private final List<Runnable> afterwards = new ArrayList<>();
  private @Nullable String broken;
  private boolean over;
  private boolean ended; // by the thread that imports

  SqliteImport(
      Imports imports, Writer writer, Partition partition, long part, long app, long source) {
    this.imports = imports;
    this.writer = writer;
    this.partition = partition;
    this.part = part;
    this.app = app;
    this.source = source;
  }

  /** Whether storing a frame now could change what this import has already answered. */
  boolean couldMeet(Frame frame) {
    return !over
        && ((frame.partition().equals(partition) && states.containsKey(frame.stream()))
            || frame.events().stream().anyMatch(event -> !event.id().isEmpty()));
  }

  /** Has something done once the import is over. */
  void afterwards(Runnable task) throws Refusal {
    if (afterwards.size() >= MAX_WAITING) {
      throw new Refusal(
          "An import of app %s is under way, and %d frames that it could meet wait already; send again later."
              .formatted(partition.app(), MAX_WAITING));
    }
    afterwards.add(task);
  }

  /** Makes the import impossible to commit. */
  void breakOff(String why) {
    broken = why;
  }

  @Override
  public Receipt append(Frame frame) throws IOException {
    checkOpen();
    if (!frame.partition().equals(partition)) {
      throw new IllegalArgumentException(
          "a frame of %s in an import of %s: one import has one partition."
              .formatted(frame.partition(), partition));
    }
    CompletableFuture<Receipt> answer = new CompletableFuture<>();
    var unused =
        writer
            .submit(
                frame.events().size(),
                session -> {
                  Receipt receipt = write(session, frame);
                  answer.complete(receipt);
                  return receipt;
                })
            .whenComplete(
                (receipt, failure) -> {
                  if (failure != null) {
                    answer.completeExceptionally(failure);
                  }
                });
    return Writer.await(answer);
  }

  private Receipt write(WriteSession session, Frame frame) throws SQLException, IOException {
    checkWhole();
    session.touch(this);
    StreamState before = states.get(frame.stream());
    if (before == null) {
      before = session.state(part, frame.stream());
    }
    FrameIntake intake =
        FrameIntake.of(frame, before, ids -> remember(session, ids), UtcDates.day(session.now()));
    session.log(part, source, intake.stored());
    states.put(frame.stream(), intake.receipt().state());
    counts.addAll(intake.counts());
    return intake.receipt();
  }

  private boolean[] remember(WriteSession session, List<String> ids) throws IOException {
    try {
      return Ids.remember(session, app, ids, source);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void commit() throws IOException {
    checkOpen();
    writer.call(
        1,
        session -> {
          checkWhole();
          session.touch(this);
          session.update(
              "UPDATE source SET state = 1, received = ? WHERE id = ?", session.now(), source);
          states.forEach((stream, state) -> session.setState(part, stream, state));
          session.count(part, counts);
          return true;
        });
    end();
  }

  @Override
  public void close() throws IOException {
    if (!ended) {
      try {
        writer.call(
            1,
            session -> {
              session.abort(source);
              return true;
            });
      } finally {
        end();
      }
    }
  }

  private void end() {
    ended = true;
    imports.ended(this);
    // In the writer's thread, so that no frame can join in afterwards.
    var unused =
        writer
            .submit(
                1,
                session -> {
                  over = true;
                  return List.copyOf(afterwards);
                })
            .whenComplete(
                (tasks, failure) -> (failure == null ? tasks : afterwards).forEach(Runnable::run));
  }

  private void checkOpen() {
    if (ended) {
      throw new IllegalStateException("The import has ended; begin a new one.");
    }
  }

  private void checkWhole() throws Refusal {
    if (broken != null) {
      throw new Refusal(
          "The import into %s can't go on: %s. Import again.".formatted(partition, broken));
    }
  }
}
