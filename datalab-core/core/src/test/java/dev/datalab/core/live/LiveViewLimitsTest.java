package dev.datalab.core.live;

import static dev.datalab.core.live.Shop.NOW;
import static dev.datalab.core.live.Shop.event;
import static dev.datalab.core.live.Shop.funnel;
import static dev.datalab.core.live.Shop.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What strangers send can't make a view grow. */
class LiveViewLimitsTest {
  private static final long LIMIT = 1 << 20;

  @Test
  void aFloodOfVisitorsStaysWithinTheLimitAndTheLatestAreSeen() {
    LiveView view = new LiveView(LIMIT);
    for (int i = 0; i < 200_000; i++) {
      view.add(event("visitor-" + i, 1, i + 1, "/page/" + i, NOW - 200_000 + i, ""), NOW);
      assertThat(view.bytes()).isLessThanOrEqualTo(LIMIT);
    }

    LiveNow now = view.now(LiveFunnels.NONE, NOW);

    assertThat(now.isWhole()).isFalse();
    assertThat(now.visitors()).isBetween(1_000L, 10_000L);
    assertThat(view.now(LiveFunnels.NONE, NOW + 299_000).visitors()).isEqualTo(1_000);
  }

  @Test
  void onceTheFloodIsHalfAnHourAgoTheViewIsWholeAgain() {
    LiveView view = new LiveView(LIMIT);
    for (int i = 0; i < 20_000; i++) {
      view.add(event("visitor-" + i, 1, i + 1, "/", NOW + i, ""), NOW + i);
    }
    assertThat(view.now(LiveFunnels.NONE, NOW + 20_000).isWhole()).isFalse();

    view.add(event("ann", 2, 1, "/", NOW + 1_820_000, ""), NOW + 1_820_000);

    LiveNow later = view.now(LiveFunnels.NONE, NOW + 1_820_000);
    assertThat(later.isWhole()).isTrue();
    assertThat(later.visitors()).isEqualTo(1);
  }

  @Test
  void longTextsCountForWhatTheyTake() {
    LiveView view = new LiveView(LIMIT);
    String text = "x".repeat(2_000);
    for (int i = 0; i < 2_000; i++) {
      Map<String, Object> properties = Map.of("a", text + i, "b", i);
      view.add(
          new RecordedEvent(
              "v" + i % 10,
              "",
              1,
              i + 1,
              Dimensions.NONE,
              "",
              new Event.Custom(NOW, "/" + text + i, new EventProperties(properties), "n")),
          NOW);
      assertThat(view.bytes()).isLessThanOrEqualTo(LIMIT);
    }
  }

  @Test
  void oneVisitorKeepsTheirLatestEventsInWhateverOrderTheyCome() {
    List<RecordedEvent> events = new ArrayList<>();
    for (int i = 0; i < LiveView.MAX_VISITOR_EVENTS + 500; i++) {
      events.add(event("bot", 1, i + 1, i == 400 ? "/early" : "/late", NOW - 3_000 + i, ""));
    }
    LiveFunnels funnels = ready(funnel("/early"), funnel("/late"));
    LiveNow inOrder = Shop.fed(events).now(funnels, NOW);

    Collections.shuffle(events, new Random(20_261_122));

    assertThat(Shop.fed(events).now(funnels, NOW)).isEqualTo(inOrder);
    assertThat(inOrder.isWhole()).isFalse();
    assertThat(inOrder.funnels().get(0).stages().get(0).visitors()).isZero();
    assertThat(inOrder.funnels().get(1).stages().get(0).visitors()).isEqualTo(1);
  }

  @Test
  @DisplayName("a store with more than there is room for is loaded from its latest events")
  void theLatestOfAStoreAreLoaded() throws IOException {
    List<RecordedEvent> events = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      events.add(event("visitor-" + i % 500, 1, i + 1, "/", NOW - 1_000_000 + i * 10L, ""));
    }
    try (InMemoryEventStore store = new InMemoryEventStore()) {
      Shop.store(store, events);
      LiveView view = new LiveView(LIMIT);
      try (Scan scan = store.scan(LiveView.request(Shop.PARTITION, NOW))) {
        view.load(scan, NOW, () -> assertThat(view.bytes()).isLessThanOrEqualTo(LIMIT));
      }

      LiveNow now = view.now(LiveFunnels.NONE, NOW);

      assertThat(now.visitors()).isEqualTo(500);
      assertThat(now.isWhole()).isFalse();
      assertThat(view.bytes()).isBetween(LIMIT / 4, LIMIT);
    }
  }

  @Test
  void aSmallerLimitTakesEffectAtOnce() {
    LiveView view = new LiveView(LIMIT);
    for (int i = 0; i < 2_000; i++) {
      view.add(event("visitor-" + i, 1, i + 1, "/", NOW - 2_000 + i, ""), NOW);
    }

    view.limit(100_000);

    assertThat(view.bytes()).isLessThanOrEqualTo(100_000);
    assertThat(view.now(LiveFunnels.NONE, NOW).visitors()).isPositive();
  }
}
