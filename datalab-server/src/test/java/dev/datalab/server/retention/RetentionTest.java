package dev.datalab.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import dev.datalab.testkit.ManualClock;
import dev.datalab.testkit.SampleEvents;
import dev.datalab.testkit.StoredEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final Partition SHOP = new Partition("shop", 0);
  private static final Partition SHOP_LATER = new Partition("shop", 1);
  private static final Partition BLOG = new Partition("blog", 0);

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-20T23:59:59.999Z"));
  private final Map<String, Integer> days = new ConcurrentHashMap<>();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private EventStore store;

  @SuppressWarnings("NullAway.Init")
  private Retention retention;

  @BeforeEach
  void open() throws Exception {
    store = SqliteEventStore.builder(folder.resolve("events.db")).clock(clock).open();
    retention = new Retention(store, this::days, clock, Duration.ofMillis(50));
  }

  @AfterEach
  void close() throws Exception {
    retention.close();
    store.close();
  }

  private OptionalInt days(String app) {
    Integer set = days.get(app);
    if (set != null && set < 0) {
      throw new IllegalStateException("nobody answers");
    }
    return set == null ? OptionalInt.empty() : OptionalInt.of(set);
  }

  private void append(Partition partition, String... times) throws Exception {
    long stream = store.newStream(partition);
    List<RecordedEvent> events = new ArrayList<>();
    for (String time : times) {
      events.add(
          SampleEvents.visit("ann", stream, events.size() + 1, Instant.parse(time).toEpochMilli()));
    }
    store.append(Frame.of(partition, stream, events)).get();
  }

  private List<String> times(Partition partition) throws Exception {
    return StoredEvents.of(store, partition).stream()
        .map(event -> Instant.ofEpochMilli(event.event().time()).toString())
        .toList();
  }

  @Test
  void wholeDaysGoAtTheEndOfTheDayInUtc() throws Exception {
    String[] all = {
      "2024-02-29T12:00:00Z",
      "2026-09-30T00:00:00Z",
      "2026-11-12T23:59:59.999Z",
      "2026-11-13T00:00:00Z",
      "2026-11-13T23:59:59.999Z",
      "2026-11-14T00:00:00Z",
      "2027-01-01T00:00:00Z"
    };
    append(SHOP, all);
    append(SHOP_LATER, all);
    append(BLOG, all);
    days.put("shop", 7);
    assertThat(retention.enforce()).isEqualTo(6);
    assertThat(times(SHOP)).containsExactly(all[3], all[4], all[5], all[6]);
    assertThat(retention.enforce()).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(retention.enforce()).as("midnight is past").isEqualTo(4);
    assertThat(times(SHOP)).containsExactly(all[5], all[6]).isEqualTo(times(SHOP_LATER));
    assertThat(times(BLOG)).as("without a setting, for ever").containsExactly(all);
  }

  @Test
  void whatBringsOldEventsLateBringsThemForOneRun() throws Exception {
    days.put("shop", 1);
    append(SHOP, "2026-11-18T00:00:00Z");
    assertThat(times(SHOP)).hasSize(1);
    assertThat(retention.enforce()).isEqualTo(1);
    append(SHOP, "2026-11-18T00:00:00Z", "2026-11-19T00:00:00Z");
    assertThat(retention.enforce()).isEqualTo(1);
    assertThat(times(SHOP)).containsExactly("2026-11-19T00:00:00Z");
  }

  @Test
  void anAppWhoseSettingsNobodyKnowsIsLeftAloneAndTheOthersAreNot() throws Exception {
    append(BLOG, "2026-01-01T00:00:00Z");
    append(SHOP, "2026-01-01T00:00:00Z");
    days.put("blog", -1);
    days.put("shop", 30);
    assertThat(retention.enforce()).isEqualTo(1);
    assertThat(times(BLOG)).hasSize(1);
    assertThat(times(SHOP)).isEmpty();
  }

  @Test
  void itRunsByItselfAndAfterARestart() throws Exception {
    append(SHOP, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z");
    append(SHOP, "2026-11-20T00:00:00Z");
    days.put("shop", 30);
    store.close();
    store = SqliteEventStore.builder(folder.resolve("events.db")).clock(clock).open();
    retention.close();
    retention = new Retention(store, this::days, clock, Duration.ofMillis(50));
    retention.start();
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(times(SHOP)).containsExactly("2026-11-20T00:00:00Z"));
  }
}
