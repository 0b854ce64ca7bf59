package dev.datalab.core.store.sqlite;

import static dev.datalab.core.store.sqlite.FormatFixture.FIRST;
import static dev.datalab.core.store.sqlite.FormatFixture.IMPORTED;
import static dev.datalab.core.store.sqlite.FormatFixture.NOW;
import static dev.datalab.core.store.sqlite.FormatFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.Analysis;
import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.page.PagesAnswer;
import dev.datalab.core.page.PagesQuestion;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of every format are opened, answer as they did, and are written to. */
class FormatTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(NOW));
  private static final List<Partition> ALL = List.of(FIRST, SECOND, IMPORTED);

  /** What is in every fixture. */
  private final InMemoryEventStore expected = new InMemoryEventStore(1, CLOCK);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @BeforeEach
  void fill() throws Exception {
    FormatFixture.fill(expected, () -> {});
  }

  private Path file() {
    return folder.resolve("events.db");
  }

  private SqliteEventStore open() throws IOException {
    return SqliteEventStore.builder(file()).clock(CLOCK).maintenance(false).open();
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
      return Rows.number(connection, -1, sql);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aFileOfEachFormatIsOpenedAskedReadCompactedAndWrittenTo(int format) throws Exception {
    FormatFixture.unpack(format, file());
    assertThat(number("PRAGMA user_version")).isEqualTo(format);
    assertThat(number("SELECT count(*) FROM segment")).isGreaterThan(2);
    assertThat(number("SELECT count(*) FROM log")).isGreaterThan(1);
    try (SqliteEventStore store = open()) {
      assertSame(store);
      store.compact();
      assertSame(store);
      List<RecordedEvent> again = FormatFixture.events(1_000).subList(30, 70);
      for (EventStore each : List.of(store, expected)) {
        assertThat(each.append(Frame.of(FIRST, 1_000, again)).get().stored()).isEqualTo(5);
      }
      assertSame(store);
    }
    assertThat(number("PRAGMA user_version")).isEqualTo(Schema.VERSION);
    assertThat(EventFileCheck.run(file(), (done, all) -> {}).damages()).isEmpty();
    try (SqliteEventStore store = open()) {
      assertSame(store);
    }
  }

  private void assertSame(SqliteEventStore store) throws IOException {
    assertThat(store.apps()).isEqualTo(expected.apps());
    for (Partition partition : ALL) {
      assertThat(events(store, partition)).isNotEmpty().isEqualTo(events(expected, partition));
      assertThat(store.archives(partition.app())).isEqualTo(expected.archives(partition.app()));
      assertThat(store.delivery(partition, 0, Long.MAX_VALUE))
          .isEqualTo(expected.delivery(partition, 0, Long.MAX_VALUE));
      assertThat(pages(store, partition)).isEqualTo(pages(expected, partition));
      for (long stream : List.of(1_000L, 1_001L, 2_000L)) {
        assertThat(store.state(partition, stream)).isEqualTo(expected.state(partition, stream));
      }
    }
  }

  private static List<RecordedEvent> events(EventStore store, Partition partition)
      throws IOException {
    List<RecordedEvent> events = new ArrayList<>();
    try (Scan scan = store.scan(ScanRequest.all(partition))) {
      for (int bucket = 0; bucket < scan.buckets(); bucket++) {
        for (BlockSlice slice : scan.bucket(bucket)) {
          for (int visitor = slice.fromVisitor(); visitor < slice.toVisitor(); visitor++) {
            int end = slice.block().start(visitor + 1);
            for (int event = slice.block().start(visitor); event < end; event++) {
              events.add(slice.block().event(visitor, event));
            }
          }
        }
      }
    }
    events.sort(
        Comparator.comparingLong(RecordedEvent::stream).thenComparingLong(RecordedEvent::seq));
    return events;
  }

  private static PagesAnswer pages(EventStore store, Partition partition) throws IOException {
    Scope scope =
        new Scope(
            partition.app(),
            OptionalInt.of(partition.generation()),
            new Site("", ZoneOffset.UTC, List.of()));
    return new Analysis(store, Runnable::run, CLOCK)
        .ask(scope, new PagesQuestion(new Range(0, NOW), Filter.ALL, 100));
  }

  @Test
  void theFirstFormatDidNotSayWhenAStreamsLastEventWas() throws Exception {
    FormatFixture.unpack(1, file());
    String columns = "SELECT count(*) FROM pragma_table_info('stream') WHERE name = 'last_time'";
    assertThat(number(columns)).isZero();
    open().close();
    assertThat(number(columns)).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM stream WHERE last_time > 0")).isEqualTo(3);
  }

  @Test
  void filesBetweenTheFirstFormatAndTheSecondHadTheColumn() throws Exception {
    FormatFixture.unpack(2, file());
    FormatFixture.sql(file(), "PRAGMA user_version = 1");
    try (SqliteEventStore store = open()) {
      assertSame(store);
    }
    assertThat(number("PRAGMA user_version")).isEqualTo(Schema.VERSION);
  }

  @Test
  void anUpgradeThatIsCutOffIsDoneByTheNextStart() throws Exception {
    FormatFixture.unpack(1, file());
    FormatFixture.sql(
        file(),
        "CREATE TRIGGER full BEFORE UPDATE ON stream BEGIN SELECT RAISE(ABORT, 'disk full'); END");
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("disk full");
    assertThat(number("PRAGMA user_version")).isEqualTo(1);
    FormatFixture.sql(file(), "DROP TRIGGER full");
    try (SqliteEventStore store = open()) {
      assertSame(store);
    }
  }

  @Test
  void theFixturesKnowEveryFormat() {
    assertThat(FormatTest.class.getResource("events-format-" + Schema.VERSION + ".db.gz"))
        .as("a fixture of the present format: FormatFixture makes it")
        .isNotNull();
  }
}
