package dev.datalab.core.store.sqlite;

import static dev.datalab.core.store.sqlite.ShopLike.SHOP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.segment.Column;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.ImportBatch;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import dev.datalab.core.store.StreamState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with a file, and what the store makes of it. */
class SqliteFileTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private Path file() {
    return folder.resolve("events.db");
  }

  private SqliteEventStore open() throws IOException {
    return SqliteEventStore.builder(file()).maintenance(false).blockEvents(1_000).open();
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private static void append(SqliteEventStore store, long stream, List<RecordedEvent> events)
      throws Exception {
    assertThat(store.append(Frame.of(SHOP, stream, events)).get().stored())
        .isEqualTo(events.size());
  }

  @Test
  void aNewerFormatIsRefusedWithTheRemedy() throws Exception {
    open().close();
    sql("PRAGMA user_version = " + (Schema.VERSION + 1));
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format " + (Schema.VERSION + 1))
        .hasMessageContaining("newer datalab");
    sql("PRAGMA user_version = 0");
    assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("format 0");
    sql("PRAGMA user_version = " + Schema.VERSION);
    open().close();
  }

  @Test
  void anSqliteFileOfSomethingElseIsLeftAlone() throws Exception {
    sql("CREATE TABLE mine(x)");
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("something else");
    sql("SELECT * FROM mine");
  }

  @Test
  void whatIsNoSqliteFileIsLeftAlone() throws Exception {
    byte[] text = "This is a letter, and no database at all.\n".repeat(200).getBytes(UTF_8);
    Files.write(file(), text);
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("events.db");
    assertThat(Files.readAllBytes(file())).isEqualTo(text);
  }

  @Test
  void aSecondStoreOnTheFileIsRefusedAndReadersAreNot() throws Exception {
    try (SqliteEventStore store = open()) {
      assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("in use");
      long stream = store.newStream(SHOP);
      append(store, stream, ShopLike.events(stream, 1, 100, "v"));
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT sum(events) FROM log")) {
        assertThat(rows.getInt(1)).isEqualTo(100);
      }
    }
    open().close();
  }

  @Test
  void anyDamagedByteOfASegmentIsNamedAndTheRestStaysReadable() throws Exception {
    long stream;
    try (SqliteEventStore store = open()) {
      stream = store.newStream(SHOP);
      append(store, stream, ShopLike.events(stream, 1, 4_000, "v"));
      store.seal();
    }
    for (Column column :
        List.of(Column.VISITORS, Column.TIMES, Column.SYMBOLS, Column.SESSIONS, Column.SEQS)) {
      long page = Schema.page(1, 1, column.number());
      String middle = "length(data) / 2";
      String damage =
          "UPDATE page SET data = CAST(substr(data, 1, %s) AS BLOB) || CASE hex(substr(data, 1 + %s, 1)) WHEN '07' THEN x'08' ELSE x'07' END || substr(data, 2 + %s) WHERE id = %d"
              .formatted(middle, middle, middle, page);
      sql(
          "CREATE TABLE IF NOT EXISTS copy(id INTEGER PRIMARY KEY, data BLOB)",
          "INSERT OR REPLACE INTO copy SELECT id, data FROM page WHERE id = " + page,
          damage,
          "UPDATE page SET data = CAST(data AS BLOB) WHERE id = " + page);
      try (SqliteEventStore store = open();
          Scan scan = store.scan(ScanRequest.all(SHOP))) {
        assertThat(scan.buckets()).isEqualTo(4);
        assertThatThrownBy(() -> readAll(scan.bucket(1)))
            .isInstanceOfAny(IOException.class, UncheckedIOException.class)
            .hasMessageContaining("segment 1 of")
            .hasMessageContaining("block 1")
            .hasMessageContaining("column " + column.label());
        assertThat(readAll(scan.bucket(0)) + readAll(scan.bucket(2)) + readAll(scan.bucket(3)))
            .isGreaterThan(2_000);
      }
      sql(
          "UPDATE page SET data = (SELECT data FROM copy WHERE copy.id = page.id) WHERE id = "
              + page);
    }
    try (SqliteEventStore store = open()) {
      assertThat(ShopLike.names(store, SHOP)).hasSize(4_000).doesNotHaveDuplicates();
    }
  }

  private static int readAll(List<BlockSlice> slices) {
    int events = 0;
    for (BlockSlice slice : slices) {
      for (int visitor = slice.fromVisitor(); visitor < slice.toVisitor(); visitor++) {
        for (int i = slice.block().start(visitor); i < slice.block().start(visitor + 1); i++) {
          slice.block().event(visitor, i);
          events++;
        }
      }
    }
    return events;
  }

  @Test
  void aDamagedLogRowIsNamed() throws Exception {
    try (SqliteEventStore store = open()) {
      long stream = store.newStream(SHOP);
      append(store, stream, ShopLike.events(stream, 1, 10, "v"));
    }
    sql("UPDATE log SET data = CAST(data || x'00' AS BLOB)");
    try (SqliteEventStore store = open()) {
      assertThatThrownBy(() -> store.scan(ScanRequest.all(SHOP)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("log row 1");
    }
  }

  @Test
  void aFailedCommitLeavesNothingAndTheStoreGoesOnByItself() throws Exception {
    try (SqliteEventStore store = open()) {
      long stream = store.newStream(SHOP);
      append(store, stream, ShopLike.events(stream, 1, 10, "v"));
      StreamState before = store.state(SHOP, stream);
      assertThat(before.mark()).isEqualTo(10);
      long imported = store.newStream(SHOP);
      ImportBatch batch = store.importBatch(SHOP);
      batch.append(Frame.of(SHOP, imported, ShopLike.events(imported, 1, 10, "v")));
      sql(
          "CREATE TRIGGER full BEFORE INSERT ON log"
              + " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
      List<RecordedEvent> more = ShopLike.events(stream, 11, 10, "v");
      assertThatThrownBy(() -> store.append(Frame.of(SHOP, stream, more)).get())
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the disk is full");
      assertThatThrownBy(
              () -> batch.append(Frame.of(SHOP, imported, ShopLike.events(imported, 11, 1, "v"))))
          .isInstanceOf(IOException.class);
      assertThat(store.state(SHOP, stream)).isEqualTo(before);
      sql("DROP TRIGGER full");
      assertThatThrownBy(batch::commit).isInstanceOf(IOException.class);
      batch.close();
      append(store, stream, more);
      try (ImportBatch again = store.importBatch(SHOP)) {
        assertThat(
                again
                    .append(Frame.of(SHOP, imported, ShopLike.events(imported, 1, 20, "v")))
                    .stored())
            .isEqualTo(20);
        again.commit();
      }
      store.check();
      assertThat(ShopLike.names(store, SHOP)).hasSize(40).doesNotHaveDuplicates();
    }
  }

  @Test
  void aSealedEventOfAShopTakesLessThanFourBytes() throws Exception {
    int events = 200_000;
    try (SqliteEventStore store = SqliteEventStore.builder(file()).maintenance(false).open()) {
      long stream = store.newStream(SHOP);
      for (int from = 1; from <= events; from += 10_000) {
        append(store, stream, ShopLike.events(stream, from, 10_000, "user_" + from % 7 + "_"));
      }
      store.compact();
    }
    double bytes = (double) Files.size(file()) / events;
    System.out.printf("%.2f bytes for an event at rest, the whole file counted%n", bytes);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id & 15, sum(length(data)) FROM page GROUP BY 1 ORDER BY 1")) {
      while (rows.next()) {
        System.out.printf("  column %2d %.3f%n", rows.getInt(1), (double) rows.getLong(2) / events);
      }
    }
    assertThat(bytes).isLessThan(4);
  }
}
