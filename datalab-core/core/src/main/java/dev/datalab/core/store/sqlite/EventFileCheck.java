package dev.datalab.core.store.sqlite;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.segment.BlockCheck;
import dev.datalab.core.segment.EventRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteConfig;

/**
 * Looks at all of a file of events and says what is damaged, changing nothing. A store may be open
 * on the file meanwhile; what it merges or seals is looked at where it then stands.
 *
 * <p>Checked are SQLite's own structure, the checksum of every page and log row, that each can be
 * decoded, and that the numbers beside them (how many events, from when to when) agree. Names of
 * apps, streams' marks and counts are small rows without checksums of their own: of them only the
 * structure is checked.
 *
 * <p>What is not named in the report is readable: a damaged page leaves the other columns of its
 * block, the other blocks, months and apps alone. Takes memory for one block. For use by one
 * thread.
 */
public final class EventFileCheck {
  private final Progress progress;
  private final List<Damage> damages = new ArrayList<>();
  private long all;
  private long done;

  private EventFileCheck(Progress progress) {
    this.progress = progress;
  }

  /** Hears how far a check is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * So many events of so many were looked at.
     *
     * @param all grows if events are stored meanwhile
     */
    void at(long done, long all);
  }

  /**
   * What was found.
   *
   * @param events how many events were looked at
   * @param damages none if everything is whole
   */
  public record Report(long events, List<Damage> damages) {
    /** Copies the list. */
    public Report {
      damages = List.copyOf(damages);
    }

    /** Whether nothing is damaged. */
    public boolean isWhole() {
      return damages.isEmpty();
    }
  }

  /**
   * Checks a file of events.
   *
   * @throws IOException if there is no such file; whatever is wrong inside is in the report
   */
  public static Report run(Path file, Progress progress) throws IOException {
    requireNonNull(progress, "progress");
    EventFileCheck check = new EventFileCheck(progress);
    try (Connection connection = connect(existing(file))) {
      check.structure(connection);
      check.names(connection);
      check.segments(connection);
      check.log(connection);
    } catch (SQLException e) {
      check.damages.add(Damage.ofFile(String.valueOf(e.getMessage())));
    }
    return new Report(check.done, check.damages);
  }

  /**
   * Checks the structure of any SQLite file.
   *
   * @throws IOException if there is no such file
   */
  public static Report structure(Path file) throws IOException {
    EventFileCheck check = new EventFileCheck((done, all) -> {});
    try (Connection connection = connect(existing(file))) {
      check.structure(connection);
    } catch (SQLException e) {
      check.damages.add(Damage.ofFile(String.valueOf(e.getMessage())));
    }
    return new Report(0, check.damages);
  }

  private static Path existing(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("%s is not there, or no file: name the store's file.".formatted(file));
    }
    return file;
  }

  private static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(10_000);
    return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
  }

  private void structure(Connection connection) throws SQLException {
    for (String line :
        Rows.list(connection, "PRAGMA integrity_check(100)", row -> row.getString(1))) {
      if (!line.equals("ok")) {
        damages.add(Damage.ofFile(line));
      }
    }
  }

  /** What names apps, months and segments. */
  private void names(Connection connection) throws SQLException {
    int application = (int) Rows.number(connection, 0, "PRAGMA application_id");
    int version = (int) Rows.number(connection, 0, "PRAGMA user_version");
    if (application != Schema.APPLICATION_ID || version < 1 || version > Schema.VERSION) {
      damages.add(
          Damage.ofFile(
              "not a file of events of a format up to %d: application %d, format %d"
                  .formatted(Schema.VERSION, application, version)));
    }
    all =
        Rows.number(
            connection,
            0,
            "SELECT (SELECT coalesce(sum(events), 0) FROM segment WHERE state = 1)"
                + " + (SELECT coalesce(sum(events), 0) FROM log)");
    long strange =
        Rows.number(
            connection,
            0,
            "SELECT (SELECT count(*) FROM segment s WHERE s.state NOT IN (0, 1, 2)"
                + " OR s.bits NOT BETWEEN 0 AND 20"
                + " OR NOT EXISTS (SELECT 1 FROM stretch t WHERE t.id = s.stretch))"
                + " + (SELECT count(*) FROM part p WHERE p.deleted NOT IN (0, 1)"
                + " OR NOT EXISTS (SELECT 1 FROM app a WHERE a.id = p.app))"
                + " + (SELECT count(*) FROM stretch t"
                + " WHERE NOT EXISTS (SELECT 1 FROM part p WHERE p.id = t.part))"
                + " + (SELECT count(*) FROM source WHERE state NOT IN (0, 1, 2))"
                + " + (SELECT count(*) FROM log l"
                + " WHERE NOT EXISTS (SELECT 1 FROM stretch t WHERE t.id = l.stretch))");
    if (strange > 0) {
      damages.add(Damage.ofFile(strange + " rows of the tables of names are not what was written"));
    }
    for (long segment :
        Rows.list(
            connection,
            "SELECT DISTINCT id >> 24 FROM page WHERE id >> 24 NOT IN (SELECT id FROM segment)",
            row -> row.getLong(1))) {
      damages.add(Damage.ofFile("pages of a segment %d that is not listed".formatted(segment)));
    }
  }

  private record Listed(Segment segment, String app, int generation) {}

  private void segments(Connection connection) throws SQLException {
    Set<Long> seen = new HashSet<>();
    boolean fresh = true;
    while (fresh) {
      fresh = false;
      for (Listed listed : listed(connection)) {
        if (seen.add(listed.segment.id())) {
          fresh = true;
          segment(connection, listed);
        }
      }
    }
  }

  private static List<Listed> listed(Connection connection) throws SQLException {
    return Rows.list(
        connection,
        "SELECT s.id, s.stretch, s.bits, s.events, s.from_time, s.to_time, a.name, p.generation"
            + " FROM segment s JOIN stretch t ON t.id = s.stretch JOIN part p ON p.id = t.part"
            + " JOIN app a ON a.id = p.app WHERE p.deleted = 0 AND s.state = 1"
            + " AND s.bits BETWEEN 0 AND 20 ORDER BY s.id",
        row ->
            new Listed(
                new Segment(
                    row.getLong(1),
                    row.getLong(2),
                    row.getInt(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)),
                row.getString(7),
                row.getInt(8)));
  }

  private void segment(Connection connection, Listed listed) throws SQLException {
    Segment segment = listed.segment;
    List<Damage> found = new ArrayList<>();
    long events = 0;
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    for (int bucket = 0; bucket < segment.buckets(); bucket++) {
      BlockCheck.Finding block =
          BlockCheck.of(new ConnectionPages(connection, segment.id(), bucket));
      if (!block.damages().isEmpty() && !isLive(connection, segment.id())) {
        return; // it was merged or erased meanwhile
      }
      for (BlockCheck.Damage damage : block.damages()) {
        found.add(damage(listed, bucket, block, damage));
      }
      events += Math.max(0, block.events());
      if (block.events() > 0) {
        from = Math.min(from, block.fromMillis());
        to = Math.max(to, block.toMillis());
      }
      progress.at(done + events, Math.max(all, done + events));
    }
    if (found.isEmpty()
        && (events != segment.events() || from != segment.fromTime() || to != segment.toTime())
        && isLive(connection, segment.id())) {
      found.add(
          new Damage(
              "segment " + segment.id(),
              listed.app,
              listed.generation,
              segment.events(),
              segment.fromTime(),
              segment.toTime(),
              "it is listed with other numbers than its %d events have".formatted(events)));
    }
    done += events;
    damages.addAll(found);
  }

  private static Damage damage(
      Listed listed, int bucket, BlockCheck.Finding block, BlockCheck.Damage damage) {
    Segment segment = listed.segment;
    boolean timed = block.events() >= 0 && block.toMillis() != 0;
    return new Damage(
        "segment %d, block %d of %d, column %s"
            .formatted(segment.id(), bucket, segment.buckets(), damage.column().label()),
        listed.app,
        listed.generation,
        block.events() >= 0 ? block.events() : segment.events(),
        timed ? block.fromMillis() : segment.fromTime(),
        timed ? block.toMillis() : segment.toTime(),
        damage.detail());
  }

  private static boolean isLive(Connection connection, long segment) throws SQLException {
    return Rows.number(connection, 0, "SELECT state FROM segment WHERE id = ?", segment) == 1;
  }

  private void log(Connection connection) throws SQLException {
    for (long id : Rows.list(connection, "SELECT id FROM log ORDER BY id", row -> row.getLong(1))) {
      Rows.list(
          connection,
          "SELECT l.id, l.events, l.from_time, l.to_time, l.data, a.name, p.generation FROM log l"
              + " LEFT JOIN stretch t ON t.id = l.stretch LEFT JOIN part p ON p.id = t.part"
              + " LEFT JOIN app a ON a.id = p.app WHERE l.id = ?",
          this::logRow,
          id);
    }
  }

  private long logRow(java.sql.ResultSet row) throws SQLException {
    long events = row.getLong(2);
    long from = row.getLong(3);
    long to = row.getLong(4);
    String wrong = wrong(row.getBytes(5), events, from, to);
    if (!wrong.isEmpty()) {
      String app = row.getString(6) == null ? "" : row.getString(6);
      damages.add(
          new Damage("log row " + row.getLong(1), app, row.getInt(7), events, from, to, wrong));
    }
    done += events;
    progress.at(done, Math.max(all, done));
    return events;
  }

  private static String wrong(byte[] data, long events, long from, long to) {
    AtomicLong count = new AtomicLong();
    AtomicLong first = new AtomicLong(Long.MAX_VALUE);
    AtomicLong last = new AtomicLong(Long.MIN_VALUE);
    try {
      EventRows.decode(
          data == null ? new byte[0] : data,
          event -> {
            count.incrementAndGet();
            first.accumulateAndGet(event.event().time(), Math::min);
            last.accumulateAndGet(event.event().time(), Math::max);
          });
    } catch (IOException | RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
    return count.get() == events && first.get() == from && last.get() == to
        ? ""
        : "it is listed with other numbers than its %d events have".formatted(count.get());
  }
}
