package dev.datalab.core.store.sqlite;

import static dev.datalab.core.store.sqlite.ShopLike.SHOP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Erasure;
import dev.datalab.core.store.Frame;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What erasing means for the file. */
class SqliteErasureTest {
  private static final long FEBRUARY = 1_769_904_000_000L;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private Path file() {
    return folder.resolve("events.db");
  }

  private SqliteEventStore open() throws IOException {
    return SqliteEventStore.builder(file()).maintenance(false).blockEvents(500).open();
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement does = connection.createStatement()) {
      does.execute(statement);
    }
  }

  private long number(String question) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement does = connection.createStatement();
        ResultSet row = does.executeQuery(question)) {
      return row.getLong(1);
    }
  }

  private static void append(SqliteEventStore store, String visitors, int events) throws Exception {
    long stream = store.newStream(SHOP);
    List<RecordedEvent> some = ShopLike.events(stream, 1, events, visitors);
    assertThat(store.append(Frame.of(SHOP, stream, some)).get().stored()).isEqualTo(events);
  }

  @Test
  void theFileHoldsNoneOfTheErasedBytesOnceItIsTidy() throws Exception {
    try (SqliteEventStore store = open()) {
      append(store, "a-name-to-look-for-", 40);
      append(store, "others", 3_000);
      assertThat(holds("a-name-to-look-for-")).isTrue();
      long erased = 0;
      for (int visitor = 0; visitor < 2; visitor++) {
        erased += store.erase(Erasure.ofVisitor("shop", "a-name-to-look-for-" + visitor));
      }
      assertThat(erased).isEqualTo(40);
      store.seal();
      assertThat(holds("a-name-to-look-for-")).isFalse();
      assertThat(number("PRAGMA freelist_count")).isZero();
      assertThat(ShopLike.names(store, SHOP)).hasSize(3_000);
    }
  }

  private boolean holds(String text) throws IOException {
    for (String end : List.of("", "-wal")) {
      Path part = Path.of(file() + end);
      if (Files.exists(part) && new String(Files.readAllBytes(part), UTF_8).contains(text)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void anErasureThatCouldNotBeWrittenChangedNothingAndIsRepeated() throws Exception {
    try (SqliteEventStore store = open()) {
      append(store, "v", 4_000);
      store.seal();
      long pages = number("SELECT count(*) FROM page");
      sql(
          "CREATE TRIGGER full BEFORE UPDATE ON segment WHEN new.state = 1"
              + " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
      Erasure one = Erasure.ofVisitor("shop", "v7");
      assertThatThrownBy(() -> store.erase(one))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the disk is full");
      assertThat(ShopLike.names(store, SHOP)).hasSize(4_000).doesNotHaveDuplicates();
      store.seal();
      assertThat(number("SELECT count(*) FROM page"))
          .as("what was begun is swept")
          .isEqualTo(pages);
      assertThat(number("SELECT count(*) FROM segment")).isEqualTo(1);
      sql("DROP TRIGGER full");
      long erased = store.erase(one);
      assertThat(erased).isPositive();
      assertThat(ShopLike.names(store, SHOP)).hasSize(4_000 - (int) erased);
    }
  }

  @Test
  void aMonthThatIsDamagedCanBeErasedAndTheRestGoesOn() throws Exception {
    long[] stream = new long[1];
    try (SqliteEventStore store = open()) {
      append(store, "v", 2_000);
      store.seal();
      append(store, "w", 500);
      stream[0] = store.newStream(SHOP);
      List<RecordedEvent> later =
          List.of(visit(stream[0], 1, FEBRUARY), visit(stream[0], 2, FEBRUARY + 1));
      store.append(Frame.of(SHOP, stream[0], later)).get();
    }
    sql("UPDATE page SET data = CAST(substr(data, 3) AS BLOB)");
    sql("UPDATE log SET data = CAST(substr(data, 3) AS BLOB) WHERE to_time < " + FEBRUARY);
    try (SqliteEventStore store = open()) {
      assertThatThrownBy(() -> ShopLike.names(store, SHOP)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> store.erase(Erasure.ofVisitor("shop", "v1")))
          .isInstanceOf(IOException.class);
      assertThat(store.erase(Erasure.before("shop", FEBRUARY))).isEqualTo(2_500);
      assertThat(ShopLike.names(store, SHOP))
          .containsExactlyInAnyOrder(stream[0] + ":1", stream[0] + ":2");
      store.compact();
      assertThat(ShopLike.names(store, SHOP)).hasSize(2);
    }
    assertThat(EventFileCheck.run(file(), (done, all) -> {}).isWhole()).isTrue();
  }

  private static RecordedEvent visit(long stream, long seq, long time) {
    return new RecordedEvent(
        "ann",
        "",
        stream,
        seq,
        Dimensions.NONE,
        "",
        new Event.UrlChange(time, "", "/", EventProperties.NONE, -1));
  }

  @Test
  void erasedSpaceIsUsedAgain() throws Exception {
    long once = 0;
    try (SqliteEventStore store = open()) {
      for (int round = 0; round < 6; round++) {
        append(store, "v", 5_000);
        store.seal();
        once = round == 0 ? Files.size(file()) : once;
        assertThat(store.erase(Erasure.before("shop", Long.MAX_VALUE))).isEqualTo(5_000);
        store.seal();
      }
    }
    assertThat(Files.size(file())).isLessThanOrEqualTo(once);
  }

  @Test
  void anErasureIsWholeOrNotAtAllWhenItsProcessIsKilled() throws Exception {
    Random random = new Random(5);
    Set<String> acknowledged = new HashSet<>();
    for (int kill = 0; kill < 4; kill++) {
      runAndKill(acknowledged, 2 + random.nextInt(4), random.nextInt(40));
    }
    try (SqliteEventStore store = open()) {
      for (int round = 0; round < 2; round++) {
        for (String visitor : ErasureVictim.visitors(store)) {
          String[] parts = visitor.split(":");
          assertThat(acknowledged).as("erased, it was said").doesNotContain(parts[0]);
          assertThat(parts[1]).isEqualTo(Integer.toString(ErasureVictim.EVENTS));
        }
        store.compact();
      }
    }
    assertThat(acknowledged).hasSizeGreaterThan(7);
  }

  private void runAndKill(Set<String> acknowledged, int lines, int millis) throws Exception {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.sqlite.tmpdir=" + Files.createDirectories(folder.resolve("native")),
                "-cp",
                System.getProperty("java.class.path"),
                ErasureVictim.class.getName(),
                file().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = victim.inputReader(UTF_8)) {
      for (int i = 0; i < lines; i++) {
        String line = output.readLine();
        assertThat(line).isNotNull();
        acknowledged.add(line);
      }
      Thread.sleep(millis); // any moment is as good as another
      victim.toHandle().destroyForcibly();
      List<String> rest = output.lines().toList();
      acknowledged.addAll(rest.subList(0, Math.max(0, rest.size() - 1)));
    } finally {
      victim.destroyForcibly();
      assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}
