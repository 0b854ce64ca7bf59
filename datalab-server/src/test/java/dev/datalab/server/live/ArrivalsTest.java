package dev.datalab.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Partition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final Partition SHOP = new Partition("shop", 0);

  private final Arrivals arrivals = new Arrivals();

  @Test
  void whatComesIsHandedOverInOrderAndOnce() {
    arrivals.add(SHOP, events(1, 2));
    arrivals.add(SHOP, events(3, 1));

    assertThat(taken()).containsExactly(1L, 2L, 3L);
    assertThat(taken()).isEmpty();
    assertThat(arrivals.takeLost()).isFalse();
  }

  @Test
  void whatDoesNotFitIsLostAndSaidOnce() {
    List<RecordedEvent> many = Collections.nCopies(Arrivals.MAX_EVENTS - 1, events(1, 1).get(0));
    arrivals.add(SHOP, many);
    arrivals.add(SHOP, events(1, 2));
    arrivals.add(SHOP, events(7, 1));

    assertThat(taken()).hasSize(Arrivals.MAX_EVENTS).endsWith(7L);
    assertThat(arrivals.takeLost()).isTrue();
    assertThat(arrivals.takeLost()).isFalse();
    arrivals.add(SHOP, events(8, 2));
    assertThat(taken()).containsExactly(8L, 9L);
  }

  @Test
  void soManyFramesWaitAndNoMore() {
    for (int i = 0; i < Arrivals.MAX_FRAMES + 10; i++) {
      arrivals.add(SHOP, events(i + 1, 1));
    }

    assertThat(taken()).hasSize(Arrivals.MAX_FRAMES);
    assertThat(arrivals.takeLost()).isTrue();
  }

  private List<Long> taken() {
    List<Long> seqs = new ArrayList<>();
    arrivals.takeAll((partition, events) -> events.forEach(event -> seqs.add(event.seq())));
    return seqs;
  }

  private static List<RecordedEvent> events(long first, int count) {
    List<RecordedEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(
          new RecordedEvent(
              "v",
              "",
              1,
              first + i,
              Dimensions.NONE,
              "",
              new Event.Custom(1_000, "/a", EventProperties.NONE, "n")));
    }
    return events;
  }
}
