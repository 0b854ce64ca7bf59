package dev.datalab.core.store.sqlite;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.block.EventBlock;
import dev.datalab.core.store.ArchiveSummary;
import dev.datalab.core.store.DeliveryCount;
import dev.datalab.core.store.Erasure;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.FrameIntake;
import dev.datalab.core.store.ImportBatch;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import dev.datalab.core.store.StreamState;
import dev.datalab.core.store.UtcDates;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps events in one SQLite file: the embedded store. Safe for use by several threads; has three
 * daemon threads of its own, which {@link #close} ends. See the package for how it works.
 *
 * <p>{@link #append} blocks while more events wait than the queue may hold, and fails after ten
 * seconds of that. When the disk is full or can't be written, appends fail with an {@link
 * IOException}; each later one is tried anew, so that the store goes on by itself once it can. An
 * append waits for an open import of its app where the two could meet: if it bears ids, or is of a
 * stream that the import has written to.
 */
public final class SqliteEventStore implements EventStore {
  private static final int STREAM_STATES = 65_536;

  private final Database database;
  private final Settings settings;
  private final Writer writer;
  private final Segments segments;
  private final UnsealedLog unsealed;
  private final Maintenance maintenance;
  private final Ledger ledger;
  private final Map<String, Object> viewLocks = new ConcurrentHashMap<>();
  private final Imports imports;
  private final StreamIds streamIds;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SqliteEventStore(Database database, Settings settings) {
    this.database = database;
    this.settings = settings;
    WriteSession session = new WriteSession(database, settings.clock(), STREAM_STATES);
    this.writer = new Writer(database, session, settings.queueEvents());
    this.ledger = new Ledger(database);
    this.imports = new Imports(database, writer);
    this.streamIds = new StreamIds(writer, settings.clock());
    this.segments = new Segments(database, settings.cacheBytes() / 4 * 3);
    this.unsealed = new UnsealedLog(database, settings.cacheBytes() / 4, 2 * settings.blockBytes());
    this.maintenance =
        new Maintenance(
            database,
            writer,
            new Sealer(database, writer, segments, settings),
            new Sweeper(database, writer, segments, settings),
            new Eraser(database, writer, segments),
            settings);
  }

  /** Prepares a store in a file, which is created if it is not there, with its folder. */
  public static Builder builder(Path file) {
    return new Builder(file);
  }

  /** Opens the store in a file with the settings that fit most. */
  public static SqliteEventStore open(Path file) throws IOException {
    return builder(file).open();
  }

  private void start() throws IOException {
    writer.start();
    try {
      writer.call(
          1,
          session -> {
            session.update("UPDATE source SET state = 2 WHERE state = 0");
            session.update("UPDATE segment SET state = 2 WHERE state = 0");
            return true;
          });
      streamIds.restore();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
    maintenance.start();
  }

  @Override
  public void check() throws IOException {
    checkOpen();
    writer.call(
        1,
        session ->
            session.update(
                "INSERT OR REPLACE INTO meta(name, value) VALUES('checked', ?)", session.now()));
  }

  private void checkOpen() throws IOException {
    if (closed.get()) {
      throw new IOException(
          "The event store %s is closed; open it again.".formatted(database.file()));
    }
  }

  @Override
  public long newStream(Partition partition) throws IOException {
    requireNonNull(partition, "partition");
    checkOpen();
    return streamIds.next();
  }

  @Override
  public long streamOf(Partition partition, String key) throws IOException {
    if (key.isEmpty() || key.length() > 200) {
      throw new IllegalArgumentException(
          "key: 1 to 200 characters, not " + key.length() + "; shorten or hash it.");
    }
    checkOpen();
    Optional<Long> known = ledger.stream(partition, key);
    if (known.isPresent()) {
      return known.get();
    }
    long made = newStream(partition);
    return writer.call(
        1,
        session -> {
          long part = session.part(partition);
          session.update(
              "INSERT OR IGNORE INTO stream_key(part, name, stream) VALUES(?, ?, ?)",
              part,
              key,
              made);
          return session
              .find("SELECT stream FROM stream_key WHERE part = ? AND name = ?", part, key)
              .orElseThrow();
        });
  }

  @Override
  public StreamState state(Partition partition, long stream) throws IOException {
    checkOpen();
    return ledger.state(partition, stream);
  }

  @Override
  public CompletableFuture<Receipt> append(Frame frame) {
    requireNonNull(frame, "frame");
    CompletableFuture<Receipt> answer = new CompletableFuture<>();
    append(frame, answer);
    return answer;
  }

  private void append(Frame frame, CompletableFuture<Receipt> answer) {
    var unused =
        writer
            .submit(frame.events().size(), session -> write(session, frame, answer))
            .whenComplete(
                (receipt, failure) -> {
                  if (failure != null) {
                    answer.completeExceptionally(failure);
                  } else {
                    receipt.ifPresent(answer::complete);
                  }
                });
  }

  /** In the writer's thread. No receipt if the frame has to wait for an import's end. */
  private Optional<Receipt> write(
      WriteSession session, Frame frame, CompletableFuture<Receipt> answer)
      throws SQLException, IOException {
    Optional<SqliteImport> met =
        imports.open(frame.partition().app()).filter(open -> open.couldMeet(frame));
    if (met.isPresent()) {
      met.get().afterwards(() -> append(frame, answer));
      return Optional.empty();
    }
    long part = session.part(frame.partition());
    FrameIntake intake =
        FrameIntake.of(
            frame,
            session.state(part, frame.stream()),
            ids -> remember(session, frame.partition(), ids),
            UtcDates.day(session.now()));
    session.log(part, 0, intake.stored());
    session.setState(part, frame.stream(), intake.receipt().state());
    session.count(part, intake.counts());
    return Optional.of(intake.receipt());
  }

  private static boolean[] remember(WriteSession session, Partition partition, List<String> ids)
      throws IOException {
    try {
      long source = session.daySource(session.part(partition));
      return Ids.remember(session, session.app(partition.app()), ids, source);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public ImportBatch importBatch(Partition partition) throws IOException {
    requireNonNull(partition, "partition");
    checkOpen();
    return imports.begin(partition);
  }

  @Override
  public Scan scan(ScanRequest request) throws IOException {
    checkOpen();
    // More than this is not held in memory beside the segments.
    for (long stretch : ledger.crowded(request.app(), 2L * settings.sealEvents())) {
      maintenance.seal(stretch);
    }
    for (long stretch : database.read(connection -> unsealed.crowded(connection, request))) {
      maintenance.seal(stretch);
    }
    synchronized (viewLocks.computeIfAbsent(request.app(), app -> new Object())) {
      List<Segment> pinned = new ArrayList<>();
      try {
        return database.read(connection -> snapshot(connection, request, pinned));
      } catch (IOException | RuntimeException e) {
        segments.unpin(pinned);
        throw e;
      }
    }
  }

  private Scan snapshot(Connection connection, ScanRequest request, List<Segment> pinned)
      throws SQLException, IOException {
    pinned.addAll(segments.pinned(() -> Segment.of(connection, request)));
    List<EventBlock> blocks = new ArrayList<>();
    if (request.fromMillis() < request.toMillis()) {
      for (Stretch stretch : Stretch.of(connection, request)) {
        blocks.addAll(unsealed.read(connection, stretch.id(), stretch.seals()));
      }
    }
    return new SqliteScan(segments, List.copyOf(pinned), blocks, request.visitor());
  }

  @Override
  public List<String> apps() throws IOException {
    checkOpen();
    return ledger.apps();
  }

  @Override
  public List<ArchiveSummary> archives(String app) throws IOException {
    checkOpen();
    return ledger.archives(app);
  }

  @Override
  public List<DeliveryCount> delivery(Partition partition, long fromMillis, long toMillis)
      throws IOException {
    checkOpen();
    return ledger.delivery(partition, fromMillis, toMillis);
  }

  @Override
  public void delete(Partition partition) throws IOException {
    requireNonNull(partition, "partition");
    checkOpen();
    writer.call(
        1,
        session -> {
          imports
              .open(partition.app())
              .filter(open -> open.partition.equals(partition))
              .ifPresent(open -> open.breakOff("its data was deleted meanwhile"));
          session.delete(partition);
          return true;
        });
  }

  /**
   * Takes about as long as it takes to copy the months that have such events. The pages that held
   * them are given back to the disk, and the write-ahead log is emptied, by the next round of
   * maintenance in which nobody reads them any more.
   */
  @Override
  public long erase(Erasure erasure) throws IOException {
    requireNonNull(erasure, "erasure");
    checkOpen();
    return maintenance.erase(erasure);
  }

  /**
   * Seals all events that wait, merges segments as the background would, sweeps what is gone and
   * gives free pages back to the disk. Nobody has to call it.
   */
  public void seal() throws IOException {
    checkOpen();
    maintenance.round(true);
  }

  /**
   * Like {@link #seal}, and leaves one segment for each partition and month, beside those in which
   * one visitor has more than a block.
   */
  public void compact() throws IOException {
    checkOpen();
    maintenance.compact();
  }

  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    imports.close();
    maintenance.close();
    try {
      writer.close();
    } finally {
      database.close();
    }
  }

  /** Settings of a store. Every one has a value that fits most. */
  public static final class Builder {
    private final Path file;
    private InstantSource clock = InstantSource.system();
    private boolean maintenance = true;
    private int sealEvents = 1 << 18;
    private Duration sealAfter = Duration.ofMinutes(10);
    private int blockEvents = 1 << 18;
    private long blockBytes = shareOfHeap();
    private long cacheBytes = Runtime.getRuntime().maxMemory() / 4;
    private int queueEvents = 1 << 18;

    private Builder(Path file) {
      this.file = requireNonNull(file, "file");
    }

    /** Tells when something was received; the system's clock unless set. */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Whether a thread of the store's seals and sweeps; it does unless set. Otherwise call {@link
     * SqliteEventStore#seal} now and then.
     */
    public Builder maintenance(boolean maintenance) {
      this.maintenance = maintenance;
      return this;
    }

    /** Seal a month's log when it has so many events; at least 1, 262,144 unless set. */
    public Builder sealEvents(int sealEvents) {
      this.sealEvents = sealEvents;
      return this;
    }

    /** Seal a smaller log when its oldest row is of this age; ten minutes unless set. */
    public Builder sealAfter(Duration sealAfter) {
      this.sealAfter = requireNonNull(sealAfter, "sealAfter");
      return this;
    }

    /** About how many events a block has at most; at least 1, 262,144 unless set. */
    public Builder blockEvents(int blockEvents) {
      this.blockEvents = blockEvents;
      return this;
    }

    /**
     * About how many bytes the events of a block have at most before they are packed; at least 1.
     * The log is sealed in such pieces, so that no more has to be in memory at a time however large
     * the texts are that strangers send. A thirty-second of the heap unless set, from 1 MiB to 64
     * MiB.
     */
    public Builder blockBytes(long blockBytes) {
      this.blockBytes = blockBytes;
      return this;
    }

    private static long shareOfHeap() {
      return Math.max(1 << 20, Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 32));
    }

    /** How much memory decoded blocks may keep, in bytes; a quarter of the heap unless set. */
    public Builder cacheBytes(long cacheBytes) {
      this.cacheBytes = cacheBytes;
      return this;
    }

    /** How many events may wait for the disk before append blocks; 262,144 unless set. */
    public Builder queueEvents(int queueEvents) {
      this.queueEvents = queueEvents;
      return this;
    }

    /**
     * Opens the store.
     *
     * @throws IOException if the file is in use by another store, is something else, is of a newer
     *     format, or can't be read and written
     */
    public SqliteEventStore open() throws IOException {
      Settings settings =
          new Settings(
              file,
              clock,
              maintenance,
              sealEvents,
              sealAfter,
              blockEvents,
              blockBytes,
              cacheBytes,
              queueEvents);
      SqliteEventStore store = new SqliteEventStore(Database.open(file), settings);
      store.start();
      return store;
    }
  }
}
