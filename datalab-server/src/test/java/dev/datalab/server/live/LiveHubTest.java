package dev.datalab.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Erasure;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import dev.datalab.platform.config.AppAccess;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.server.config.LiveSettings;
import dev.datalab.server.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveHubTest {
  private static final Partition SHOP = new Partition("shop", 0);
  private static final Caller VERA = new Caller("vera", "acme");
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final long NOW = 1_795_348_800_000L;

  private final AtomicLong clock = new AtomicLong(NOW);
  private final InMemoryEventStore store = new InMemoryEventStore();
  private Peers peers;
  private LiveHub hub;

  LiveHubTest() throws IOException {
    peers = new Peers();
    hub = hub(10);
  }

  @BeforeEach
  void begin() {
    assertThat(hub.apps()).isZero();
  }

  @AfterEach
  void end() {
    hub.close();
    peers.close();
    store.close();
  }

  private LiveHub hub(int watchers) {
    return new LiveHub(
        store,
        new AppAccess(peers.apps()),
        peers.configurations(),
        () -> java.time.Instant.ofEpochMilli(clock.get()),
        new LiveSettings(0.1, watchers));
  }

  @Test
  void ofAppsThatNobodyWatchesNothingIsKept() {
    hub.stored(SHOP, List.of(visit("ann", 1, 1)));
    hub.imported(SHOP);
    hub.changed("shop");

    assertThat(hub.apps()).isZero();
    Taker taker = new Taker();
    Watcher watcher = hub.watch("shop", VERA, taker);
    // It was told but never stored: what counts is the store.
    taker.awaitVisitors(0);
    hub.leave("shop", watcher);
    assertThat(hub.apps()).isZero();
  }

  @Test
  void whatWasStoredBeforeAndWhatIsStoredThenIsSeen() {
    store(visit("ann", 1, 1));
    Taker taker = new Taker();
    hub.watch("shop", VERA, taker);
    taker.awaitVisitors(1);

    tell(visit("bob", 2, 1));
    tell(visit("bob", 2, 1)); // a second time

    taker.awaitVisitors(2);
    assertThat(taker.last().has("partial")).isFalse();
  }

  @Test
  void eventsOfAnotherGenerationAreNotTold() {
    Taker taker = new Taker();
    hub.watch("shop", VERA, taker);
    taker.awaitVisitors(0);

    hub.stored(new Partition("shop", 1), List.of(visit("ann", 1, 1)));
    tell(visit("bob", 2, 1));

    taker.awaitVisitors(1);
    assertThat(taker.events()).hasSize(1);
    assertThat(taker.events().get(0).path("visitor").asText()).isEqualTo("bob");
  }

  @Test
  void whatDidNotFitIntoTheQueueIsReadFromTheStore() {
    Taker taker = new Taker();
    hub.watch("shop", VERA, taker);
    taker.awaitVisitors(0);
    List<RecordedEvent> flood = new ArrayList<>();
    for (int i = 1; i <= Arrivals.MAX_EVENTS + 1_000; i++) {
      flood.add(visit("v" + i % 700, 3, i));
    }
    store(flood.toArray(RecordedEvent[]::new));

    hub.stored(SHOP, flood);

    taker.awaitVisitors(700);
    assertThat(taker.events()).isEmpty();
  }

  @Test
  void anImportIsReadFromTheStore() {
    Taker taker = new Taker();
    hub.watch("shop", VERA, taker);
    taker.awaitVisitors(0);
    store(visit("ann", 1, 1));

    hub.imported(SHOP);

    taker.awaitVisitors(1);
    assertThat(taker.events()).isEmpty();
  }

  @Test
  void whoWasErasedIsForgotten() throws Exception {
    Taker taker = new Taker();
    hub.watch("shop", VERA, taker);
    taker.awaitVisitors(0);
    tell(visit("ann", 1, 1));
    tell(visit("bob", 2, 1));
    taker.awaitVisitors(2);

    store.erase(Erasure.ofVisitor("shop", "ann"));
    hub.stored(SHOP, List.of(visit("ann", 1, 1))); // was on its way
    hub.erased("shop");

    taker.awaitVisitors(1);
    Taker later = new Taker();
    hub.watch("shop", VERA, later);
    later.awaitVisitors(1);
    assertThat(later.events()).isEmpty();
  }

  @Test
  void aClockThatIsSetBackFindsWhoIsHereThen() {
    store(visit("ann", 1, 1));
    clock.addAndGet(Duration.ofHours(2).toMillis());
    Taker taker = new Taker();
    hub.watch("shop", VERA, taker);
    taker.awaitVisitors(0);

    clock.set(NOW + 1_000);

    taker.awaitVisitors(1);
  }

  @Test
  void whoMayNotSeeTheAppAnyMoreIsEndedAndTheOthersAreNot() {
    peers.viewers.add("walt");
    Taker ofVera = new Taker();
    Taker ofWalt = new Taker();
    hub.watch("shop", VERA, ofVera);
    hub.watch("shop", new Caller("walt", "acme"), ofWalt);
    ofVera.awaitVisitors(0);
    ofWalt.awaitVisitors(0);

    peers.viewers.remove("vera");
    hub.changed("shop");

    await().atMost(SOON).until(() -> ofVera.closedWith == 1008);
    tell(visit("ann", 1, 1));
    ofWalt.awaitVisitors(1);
    assertThat(ofWalt.closedWith).isZero();
  }

  @Test
  void asLongAsNobodySaysWhoMayWatchThoseWhoDoGoOn() {
    Taker taker = new Taker();
    hub.watch("shop", VERA, taker);
    taker.awaitVisitors(0);

    peers.silent = true;
    hub.changed("shop");
    tell(visit("ann", 1, 1));

    taker.awaitVisitors(1);
    assertThat(taker.closedWith).isZero();
  }

  @Test
  void soManyMayWatchAndNoMore() {
    hub.close();
    hub = hub(1);
    assertThat(hub.admit("shop", VERA).getId()).isEqualTo("shop");
    Watcher first = hub.watch("shop", VERA, new Taker());

    assertThatThrownBy(() -> hub.admit("shop", VERA))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(429);
              assertThat(e.problem().retryAfterSeconds()).isPositive();
            });

    hub.leave("shop", first);
    hub.leave("shop", first); // a second time
    assertThat(hub.admit("shop", VERA).getId()).isEqualTo("shop");
    hub.watch("shop", VERA, new Taker());
    assertThatThrownBy(() -> hub.admit("shop", VERA)).isInstanceOf(ProblemException.class);
  }

  @Test
  void whoWatchesIsToldThatTheServerStops() {
    Taker taker = new Taker();
    hub.watch("shop", VERA, taker);
    taker.awaitVisitors(0);

    hub.close();

    assertThat(taker.closedWith).isEqualTo(1012);
  }

  private void tell(RecordedEvent event) {
    store(event);
    hub.stored(SHOP, List.of(event));
  }

  private void store(RecordedEvent... events) {
    store.append(Frame.of(SHOP, events[0].stream(), List.of(events))).join();
  }

  private static RecordedEvent visit(String visitor, long stream, long seq) {
    return new RecordedEvent(
        visitor,
        "",
        stream,
        seq,
        Dimensions.NONE,
        "",
        new Event.UrlChange(NOW, "", "/", EventProperties.NONE, -1));
  }

  /** Takes every message at once. */
  private static final class Taker implements Outlet {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    volatile int closedWith;

    @Override
    public void send(String text, Runnable taken) {
      try {
        messages.add(JSON.readTree(text));
      } catch (IOException e) {
        throw new AssertionError(text, e);
      }
      taken.run();
    }

    @Override
    public void close(int code, String reason) {
      closedWith = code;
    }

    JsonNode last() {
      List<JsonNode> nows =
          messages.stream().filter(each -> each.path("type").asText().equals("now")).toList();
      return nows.isEmpty() ? JSON.missingNode() : nows.get(nows.size() - 1);
    }

    void awaitVisitors(int visitors) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(last().path("visitors").asInt(-1))
                      .as("%s", messages)
                      .isEqualTo(visitors));
    }

    List<JsonNode> events() {
      List<JsonNode> events = new ArrayList<>();
      messages.forEach(message -> message.path("events").forEach(events::add));
      return events;
    }
  }
}
