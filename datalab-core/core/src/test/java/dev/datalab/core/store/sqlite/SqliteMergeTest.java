package dev.datalab.core.store.sqlite;

import static dev.datalab.core.store.sqlite.ShopLike.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.Analysis;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.page.PagesAnswer;
import dev.datalab.core.page.PagesQuestion;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.store.Erasure;
import dev.datalab.core.store.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merging stops nobody. */
class SqliteMergeTest {
  private static final long JANUARY = 1_767_225_600_000L;
  private static final long FEBRUARY = 1_769_904_000_000L;

  /** One fewer than are merged unasked. */
  private static final int SEGMENTS = 3;

  private static final int EACH = 6_000;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private SqliteEventStore filled() throws Exception {
    SqliteEventStore store =
        SqliteEventStore.builder(folder.resolve("events.db"))
            .maintenance(false)
            .sealEvents(2 * EACH)
            .blockEvents(100)
            .cacheBytes(1 << 20)
            .open();
    for (int segment = 0; segment < SEGMENTS; segment++) {
      long stream = store.newStream(SHOP);
      store.append(Frame.of(SHOP, stream, ShopLike.events(stream, 1, EACH, "v" + segment))).get();
      store.seal();
    }
    assertThat(segments()).isEqualTo(SEGMENTS);
    return store;
  }

  /** How many segments January has. */
  private long segments() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM segment WHERE state = 1 AND from_time < " + FEBRUARY)) {
      return row.getLong(1);
    }
  }

  private static PagesAnswer ask(SqliteEventStore store) throws IOException {
    Scope scope =
        new Scope(
            SHOP.app(), OptionalInt.of(SHOP.generation()), new Site("", ZoneOffset.UTC, List.of()));
    return new Analysis(store, Runnable::run, InstantSource.system())
        .ask(scope, new PagesQuestion(new Range(JANUARY, FEBRUARY), Filter.ALL, 100));
  }

  @Test
  void readersAndWritersGoOnWhileSegmentsAreMergedAndAnswersStay() throws Exception {
    try (SqliteEventStore store = filled()) {
      PagesAnswer before = ask(store);
      AtomicBoolean merging = new AtomicBoolean(true);
      List<Long> readNanos = Collections.synchronizedList(new ArrayList<>());
      List<Long> writeNanos = Collections.synchronizedList(new ArrayList<>());
      long[] mergeNanos = new long[1];
      Stress.Actor merger =
          () -> {
            long begun = System.nanoTime();
            store.compact();
            mergeNanos[0] = System.nanoTime() - begun;
            merging.set(false);
          };
      Stress.Actor reader =
          () -> {
            while (merging.get()) {
              long begun = System.nanoTime();
              assertThat(ask(store)).isEqualTo(before);
              readNanos.add(System.nanoTime() - begun);
            }
          };
      long stream = store.newStream(SHOP);
      Stress.Actor writer =
          () -> {
            for (long seq = 1; merging.get(); seq++) {
              long begun = System.nanoTime();
              // A later month of the same app, and soon more than a scan takes unsealed.
              store.append(Frame.of(SHOP, stream, frame(stream, seq))).get();
              writeNanos.add(System.nanoTime() - begun);
              Thread.sleep(2);
            }
          };
      Stress.together(List.of(merger, reader, writer));
      System.out.printf(
          "%d events merged in %.2f s; meanwhile %d questions, the longest %.0f ms,"
              + " and %d frames, the longest %.0f ms%n",
          SEGMENTS * EACH,
          mergeNanos[0] / 1e9,
          readNanos.size(),
          Collections.max(readNanos) / 1e6,
          writeNanos.size(),
          Collections.max(writeNanos) / 1e6);
      assertThat(segments()).isEqualTo(1);
      assertThat(readNanos).as("questions that ended during the merge").isNotEmpty();
      assertThat(writeNanos).as("frames stored during the merge").isNotEmpty();
      assertThat(ask(store)).isEqualTo(before);
      assertThat(EventFileCheck.run(folder.resolve("events.db"), (done, all) -> {}).isWhole())
          .isTrue();
    }
  }

  private static List<RecordedEvent> frame(long stream, long frame) {
    List<RecordedEvent> events = new ArrayList<>();
    for (long i = 1; i <= 200; i++) {
      long seq = (frame - 1) * 200 + i;
      Event event =
          new Event.UrlChange(FEBRUARY + seq, "", "/p/" + seq % 9, EventProperties.NONE, -1);
      events.add(new RecordedEvent("w" + seq % 50, "", stream, seq, Dimensions.NONE, "", event));
    }
    return events;
  }

  @Test
  void aMergeGivesWayToAnErasureAndIsDoneAfterwards() throws Exception {
    try (SqliteEventStore store = filled()) {
      long[] erased = new long[1];
      Stress.together(
          List.of(
              store::compact,
              () -> {
                Thread.sleep(5);
                for (int visitor = 0; visitor < 3; visitor++) {
                  erased[0] += store.erase(Erasure.ofVisitor("shop", "v2" + visitor));
                }
              }));
      assertThat(erased[0]).isPositive();
      assertThat(ShopLike.names(store, SHOP))
          .hasSize(SEGMENTS * EACH - (int) erased[0])
          .doesNotHaveDuplicates();
      store.compact();
      assertThat(segments()).isEqualTo(1);
      assertThat(ShopLike.names(store, SHOP)).hasSize(SEGMENTS * EACH - (int) erased[0]);
    }
  }
}
