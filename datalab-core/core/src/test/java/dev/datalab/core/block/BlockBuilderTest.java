package dev.datalab.core.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockBuilderTest {
  private static RecordedEvent visit(String visitor, long stream, long seq, long time) {
    return new RecordedEvent(
        visitor,
        "s" + visitor,
        stream,
        seq,
        Dimensions.NONE,
        "id" + seq,
        new Event.UrlChange(time, "/from", "/p" + seq % 300, EventProperties.NONE, seq));
  }

  private static List<RecordedEvent> events(EventBlock block) {
    List<RecordedEvent> events = new ArrayList<>();
    for (int visitor = 0; visitor < block.visitors(); visitor++) {
      for (int event = block.start(visitor); event < block.start(visitor + 1); event++) {
        events.add(block.event(visitor, event));
      }
    }
    return events;
  }

  @Test
  void eventsAreSortedByVisitorsKeyThenTimeStreamAndSeq() {
    List<RecordedEvent> events = new ArrayList<>();
    Random random = new Random(1);
    for (int seq = 1; seq <= 5_000; seq++) {
      events.add(visit("v" + random.nextInt(70), random.nextInt(3), seq, random.nextInt(900)));
    }
    List<RecordedEvent> expected = new ArrayList<>(events);
    expected.sort(
        (a, b) -> {
          int byVisitor =
              VisitorKey.compare(
                  VisitorKey.of(a.visitor()), a.visitor(), VisitorKey.of(b.visitor()), b.visitor());
          if (byVisitor != 0) {
            return byVisitor;
          }
          int byTime = Long.compare(a.event().time(), b.event().time());
          int byStream = byTime != 0 ? byTime : Long.compare(a.stream(), b.stream());
          return byStream != 0 ? byStream : Long.compare(a.seq(), b.seq());
        });
    assertThat(events(BlockBuilder.of(events))).isEqualTo(expected);
  }

  @Test
  void blocksOfPartsJoinToTheBlockOfTheWhole() {
    List<RecordedEvent> events = new ArrayList<>();
    for (int seq = 1; seq <= 1_000; seq++) {
      events.add(visit("v" + seq % 13, 1, seq, 5_000 - seq));
    }
    BlockBuilder joined = new BlockBuilder();
    joined.add(BlockSlice.all(BlockBuilder.of(events.subList(0, 400))));
    joined.add(BlockSlice.all(BlockBuilder.of(events.subList(400, 1_000))));
    assertThat(events(joined.build())).isEqualTo(events(BlockBuilder.of(events)));
  }

  @Test
  void aBlockHoldsAnyCalendarMonth() {
    long first = -1_234;
    long last = first + Duration.ofDays(31).toMillis() - 1;
    EventBlock block =
        BlockBuilder.of(List.of(visit("ann", 1, 1, first), visit("ann", 1, 2, last)));
    assertThat(block.time(0)).isEqualTo(first);
    assertThat(block.time(1)).isEqualTo(last);
    assertThat(block.times()[0]).isLessThan(block.times()[1]);
  }

  @Test
  void timesTooFarApartAreRefusedWithTheRemedy() {
    List<RecordedEvent> events = List.of(visit("a", 1, 1, 0), visit("a", 1, 2, 1L << 32));
    assertThatThrownBy(() -> BlockBuilder.of(events))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one for each month");
  }

  @Test
  void aSliceOfOneVisitorIsThatVisitorOrEmpty() {
    EventBlock block =
        BlockBuilder.of(
            List.of(visit("ann", 1, 1, 0), visit("bob", 1, 2, 0), visit("eve", 1, 3, 0)));
    BlockSlice bob = BlockSlice.all(block).only("bob");
    assertThat(block.visitor(bob.fromVisitor())).isEqualTo("bob");
    assertThat(bob.toVisitor() - bob.fromVisitor()).isEqualTo(1);
    BlockSlice nobody = BlockSlice.all(block).only("nobody");
    assertThat(nobody.toVisitor()).isEqualTo(nobody.fromVisitor());
  }

  @Test
  void noEventsAreABlockToo() {
    EventBlock block = BlockBuilder.of(List.of());
    assertThat(block.events()).isZero();
    assertThat(block.visitors()).isZero();
  }
}
