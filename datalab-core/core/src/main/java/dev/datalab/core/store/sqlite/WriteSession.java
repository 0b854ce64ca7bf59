package dev.datalab.core.store.sqlite;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.segment.EventRows;
import dev.datalab.core.store.DeliveryCount;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Settlement.Outcome;
import dev.datalab.core.store.StreamState;
import dev.datalab.core.store.UtcDates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the writer's thread does inside a transaction: statements kept ready, and what is written so
 * often that it is gathered and written once a transaction. All of it belongs to that thread.
 *
 * <p>If a transaction fails, everything that was known is forgotten, connection included, and read
 * anew from what the file really holds.
 */
final class WriteSession {
  private static final int ROW_EVENTS = 8_192;

  private final Database database;
  private final InstantSource clock;
  private final int streamStates;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final Map<Partition, Long> parts = new HashMap<>();
  private final Map<StretchName, Long> stretches = new HashMap<>();
  private final Map<StreamName, StreamState> states;
  private final Map<StreamName, StreamState> changedStates = new HashMap<>();
  private final Map<CountName, Long> changedCounts = new HashMap<>();
  private final Map<StretchName, Long> daySources = new HashMap<>();
  private final Set<Long> aborts = ConcurrentHashMap.newKeySet();
  private final List<SqliteImport> touched = new ArrayList<>();
  private @Nullable Connection connection;

  /** A session that keeps so many streams' states in memory. */
  WriteSession(Database database, InstantSource clock, int streamStates) {
    this.database = database;
    this.clock = clock;
    this.streamStates = streamStates;
    this.states =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<StreamName, StreamState> eldest) {
            return size() > WriteSession.this.streamStates;
          }
        };
  }

  void begin() throws SQLException {
    if (connection == null) {
      connection = database.connect(false);
    }
    execute("BEGIN IMMEDIATE");
  }

  void commit() throws SQLException {
    writeStates();
    writeCounts();
    List<Long> aborted = List.copyOf(aborts);
    for (long source : aborted) {
      update("UPDATE source SET state = 2 WHERE id = ? AND state = 0", source);
    }
    execute("COMMIT");
    aborts.removeAll(aborted);
    touched.clear();
  }

  /** Marks an import as aborted with the next transaction that succeeds. From any thread. */
  void abort(long source) {
    aborts.add(source);
  }

  /** Forgets everything; what failed tells the imports that were part of it. */
  void reset(Exception cause) {
    touched.forEach(open -> open.breakOff("it could not be written: " + cause.getMessage()));
    touched.clear();
    statements.clear();
    parts.clear();
    stretches.clear();
    states.clear();
    changedStates.clear();
    changedCounts.clear();
    daySources.clear();
    Database.closeQuietly(connection);
    connection = null;
  }

  void close() {
    Database.closeQuietly(connection);
    connection = null;
  }

  private Connection connection() {
    Connection open = connection;
    if (open == null) {
      throw new IllegalStateException("no transaction");
    }
    return open;
  }

  /** Runs a statement to its end. */
  int execute(String sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** Changes rows; says how many. */
  int update(String sql, Object... values) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection().prepareStatement(sql);
      statements.put(sql, statement);
    }
    Rows.bind(statement, values);
    return statement.executeUpdate();
  }

  /** Inserts a row; says its id. */
  long insert(String sql, Object... values) throws SQLException {
    update(sql, values);
    return Rows.number(connection(), 0, "SELECT last_insert_rowid()");
  }

  <T> List<T> list(String sql, Rows.Mapper<T> mapper, Object... values) throws SQLException {
    return Rows.list(connection(), sql, mapper, values);
  }

  OptionalLong find(String sql, Object... values) throws SQLException {
    List<Long> found = list(sql, row -> row.getLong(1), values);
    return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.get(0));
  }

  long now() {
    return clock.millis();
  }

  /** The app's number, made if there is none. */
  long app(String name) throws SQLException {
    update("INSERT OR IGNORE INTO app(name) VALUES(?)", name);
    return find("SELECT id FROM app WHERE name = ?", name).orElseThrow();
  }

  /** The partition's number, made if there is none. */
  long part(Partition partition) throws SQLException {
    Long known = parts.get(partition);
    if (known == null) {
      long app = app(partition.app());
      OptionalLong found =
          find(
              "SELECT id FROM part WHERE app = ? AND generation = ? AND deleted = 0",
              app,
              partition.generation());
      known =
          found.isPresent()
              ? found.getAsLong()
              : insert(
                  "INSERT INTO part(app, generation) VALUES(?, ?)", app, partition.generation());
      parts.put(partition, known);
    }
    return known;
  }

  /** Marks a partition as deleted; what it holds is swept later. */
  void delete(Partition partition) throws SQLException {
    long part = part(partition);
    update("UPDATE part SET deleted = 1 WHERE id = ?", part);
    update("UPDATE source SET state = 2 WHERE part = ?", part);
    parts.remove(partition);
    daySources.keySet().removeIf(name -> name.part == part);
    stretches.keySet().removeIf(name -> name.part == part);
    states.keySet().removeIf(name -> name.part == part);
    changedStates.keySet().removeIf(name -> name.part == part);
    changedCounts.keySet().removeIf(name -> name.part == part);
  }

  StreamState state(long part, long stream) throws SQLException {
    StreamName name = new StreamName(part, stream);
    StreamState state = changedStates.get(name);
    if (state == null) {
      state = states.get(name);
    }
    if (state == null) {
      List<StreamState> found =
          list(
              "SELECT mark, above, last_time FROM stream WHERE part = ? AND id = ?",
              StreamStates::of,
              part,
              stream);
      state = found.isEmpty() ? StreamState.NEW : found.get(0);
      states.put(name, state);
    }
    return state;
  }

  void setState(long part, long stream, StreamState state) {
    changedStates.put(new StreamName(part, stream), state);
  }

  private void writeStates() throws SQLException {
    for (Map.Entry<StreamName, StreamState> change : changedStates.entrySet()) {
      StreamState state = change.getValue();
      update(
          "INSERT OR REPLACE INTO stream(part, id, mark, above, last_time) VALUES(?, ?, ?, ?, ?)",
          change.getKey().part,
          change.getKey().stream,
          state.mark(),
          StreamStates.above(state),
          state.lastMillis());
    }
    states.putAll(changedStates);
    changedStates.clear();
  }

  void count(long part, List<DeliveryCount> counts) {
    for (DeliveryCount count : counts) {
      CountName name =
          new CountName(part, count.day().toEpochDay(), count.outcome(), count.reason());
      changedCounts.merge(name, count.count(), Long::sum);
    }
  }

  private void writeCounts() throws SQLException {
    for (Map.Entry<CountName, Long> change : changedCounts.entrySet()) {
      CountName name = change.getKey();
      update(
          "INSERT INTO delivery(part, day, outcome, reason, numbers) VALUES(?, ?, ?, ?, ?)"
              + " ON CONFLICT DO UPDATE SET numbers = numbers + excluded.numbers",
          name.part,
          name.day,
          name.outcome.name(),
          name.reason,
          change.getValue());
    }
    changedCounts.clear();
  }

  /** Writes events to the log, a row for each month and at most {@value #ROW_EVENTS} events. */
  void log(long part, long source, List<RecordedEvent> events) throws SQLException {
    int from = 0;
    while (from < events.size()) {
      long month = UtcDates.month(events.get(from).event().time());
      int to = from + 1;
      while (to < events.size()
          && to - from < ROW_EVENTS
          && UtcDates.month(events.get(to).event().time()) == month) {
        to++;
      }
      logRow(stretch(part, month), source, events.subList(from, to));
      from = to;
    }
  }

  private void logRow(long stretch, long source, List<RecordedEvent> events) throws SQLException {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (RecordedEvent event : events) {
      first = Math.min(first, event.event().time());
      last = Math.max(last, event.event().time());
    }
    update(
        "INSERT INTO log(stretch, source, events, received, from_time, to_time, data)"
            + " VALUES(?, ?, ?, ?, ?, ?, ?)",
        stretch,
        source,
        events.size(),
        now(),
        first,
        last,
        EventRows.encode(events));
  }

  private long stretch(long part, long month) throws SQLException {
    StretchName name = new StretchName(part, month);
    Long known = stretches.get(name);
    if (known == null) {
      update("INSERT OR IGNORE INTO stretch(part, month) VALUES(?, ?)", part, month);
      known =
          find("SELECT id FROM stretch WHERE part = ? AND month = ?", part, month).orElseThrow();
      if (stretches.size() > 10_000) {
        stretches.clear();
      }
      stretches.put(name, known);
    }
    return known;
  }

  /** The source of ids that come with live events: one for each partition and day. */
  long daySource(long part) throws SQLException {
    StretchName name = new StretchName(part, UtcDates.day(now()).toEpochDay());
    Long known = daySources.get(name);
    if (known == null) {
      known = insert("INSERT INTO source(part, state, received) VALUES(?, 1, ?)", part, now());
      daySources.put(name, known);
    }
    return known;
  }

  /** Tells that an import shares the fate of this transaction. */
  void touch(SqliteImport open) {
    touched.add(open);
  }

  private record StreamName(long part, long stream) {}

  private record StretchName(long part, long month) {}

  private record CountName(long part, long day, Outcome outcome, String reason) {}
}
