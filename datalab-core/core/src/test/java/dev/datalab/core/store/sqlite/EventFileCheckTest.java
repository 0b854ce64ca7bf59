package dev.datalab.core.store.sqlite;

import static dev.datalab.core.store.sqlite.ShopLike.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.store.Frame;
import dev.datalab.core.store.sqlite.EventFileCheck.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileCheckTest {
  private static final int FLIPS = 150;
  private static final long SEED = 11;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final List<Long> told = new ArrayList<>();

  private Path file() {
    return folder.resolve("events.db");
  }

  private static SqliteEventStore open(Path file) throws IOException {
    return SqliteEventStore.builder(file).maintenance(false).blockEvents(1_000).open();
  }

  /** Three segments of two blocks, and a log. */
  @BeforeEach
  void fill() throws Exception {
    try (SqliteEventStore store = open(file())) {
      for (int part = 0; part < 4; part++) {
        long stream = store.newStream(SHOP);
        store.append(Frame.of(SHOP, stream, ShopLike.events(stream, 1, 2_500, "v"))).get();
        if (part < 3) {
          store.seal();
        }
      }
    }
  }

  private Report check(Path file) throws IOException {
    told.clear();
    return EventFileCheck.run(
        file,
        (done, all) -> {
          assertThat(done).isLessThanOrEqualTo(all);
          told.add(done);
        });
  }

  @Test
  void aWholeFileIsWhole() throws Exception {
    byte[] before = Files.readAllBytes(file());
    Report report = check(file());
    assertThat(report.damages()).isEmpty();
    assertThat(report.isWhole()).isTrue();
    assertThat(report.events()).isEqualTo(10_000);
    assertThat(told).isSorted().last().isEqualTo(10_000L);
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void aFileThatIsNotThereOrNoStoreIsNotWhole() throws Exception {
    assertThatThrownBy(() -> check(folder.resolve("nothing.db")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not there");
    Path letter = folder.resolve("letter.db");
    Files.writeString(letter, "This is a letter.\n".repeat(500));
    assertThat(check(letter).isWhole()).isFalse();
    assertThat(EventFileCheck.structure(letter).isWhole()).isFalse();
    assertThat(EventFileCheck.structure(file()).isWhole()).isTrue();
  }

  @Test
  void aDamagedPageIsNamedWithItsBlockColumnEventsAndTimes() throws Exception {
    long page = Schema.page(2, 1, dev.datalab.core.segment.Column.SYMBOLS.number());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE page SET data = CAST(substr(data, 1, 40) || x'FFFF' || substr(data, 43) AS BLOB)"
              + " WHERE id = "
              + page);
      statement.execute("UPDATE log SET data = CAST(substr(data, 2) AS BLOB)");
    }
    Report report = check(file());
    assertThat(report.damages()).hasSize(2);
    Damage inSegment = report.damages().get(0);
    assertThat(inSegment.place()).isEqualTo("segment 2, block 1 of 2, column symbols");
    assertThat(inSegment.app()).isEqualTo("shop");
    assertThat(inSegment.generation()).isZero();
    assertThat(inSegment.events()).isBetween(600L, 1_900L);
    assertThat(inSegment.toMillis()).isGreaterThan(inSegment.fromMillis());
    assertThat(inSegment.toString())
        .contains("app shop", "from 2026-01-", "the checksum does not fit");
    assertThat(report.damages().get(1).place()).isEqualTo("log row 4");
    assertThat(report.damages().get(1).events()).isEqualTo(2_500);
  }

  @Test
  void whicheverByteIsDamagedItIsReportedOrMattersToNoEvent() throws Exception {
    byte[] whole = Files.readAllBytes(file());
    List<String> events;
    try (SqliteEventStore store = open(copy(whole))) {
      events = sorted(store);
    }
    Set<Integer> spared = namesPages();
    Random random = new Random(SEED);
    int reported = 0;
    for (int flip = 0; flip < FLIPS; flip++) {
      int at = flip < 20 ? flip * 5 : random.nextInt(whole.length);
      if (spared.contains(at / 4_096)) {
        continue;
      }
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x41;
      Path copy = copy(damaged);
      if (check(copy).isWhole()) {
        try (SqliteEventStore store = open(copy)) {
          assertThat(sorted(store)).as("byte %d, seed %d", at, SEED).isEqualTo(events);
        }
      } else {
        reported++;
      }
    }
    assertThat(reported).isGreaterThan(FLIPS / 4);
  }

  /** Pages of small tables, whose rows have no checksums. */
  private Set<Integer> namesPages() throws SQLException {
    Set<Integer> pages = new HashSet<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT rootpage FROM sqlite_master WHERE name NOT IN ('page', 'log')")) {
      while (rows.next()) {
        pages.add(rows.getInt(1) - 1);
      }
    }
    return pages;
  }

  private Path copy(byte[] bytes) throws IOException {
    Path copy = folder.resolve("copy.db");
    for (String end : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(copy + end));
    }
    Files.write(copy, bytes);
    return copy;
  }

  private static List<String> sorted(SqliteEventStore store) throws IOException {
    String[] names = ShopLike.names(store, SHOP).toArray(new String[0]);
    Arrays.sort(names);
    return List.of(names);
  }

  @Test
  void aFileMayBeCheckedWhileItIsWrittenTo() throws Exception {
    try (SqliteEventStore store = open(file())) {
      long stream = store.newStream(SHOP);
      store.append(Frame.of(SHOP, stream, ShopLike.events(stream, 1, 500, "w"))).get();
      assertThat(check(file()).events()).isEqualTo(10_500);
      Thread compacting =
          new Thread(
              () -> {
                try {
                  store.compact();
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      compacting.start();
      do {
        assertThat(check(file()).damages()).isEmpty();
      } while (compacting.isAlive());
      compacting.join();
      assertThat(check(file()).events()).isEqualTo(10_500);
    }
  }
}
