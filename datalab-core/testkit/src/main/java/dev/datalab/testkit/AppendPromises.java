package dev.datalab.testkit;

import static dev.datalab.testkit.SampleEvents.visit;
import static dev.datalab.testkit.SampleEvents.visitTime;
import static dev.datalab.testkit.SampleEvents.visits;
import static dev.datalab.testkit.SampleEvents.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.DeliveryCount;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.SeqRange;
import dev.datalab.core.store.Settlement;
import dev.datalab.core.store.Settlement.Outcome;
import dev.datalab.core.store.StreamState;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is promised about streams, frames, numbers and ids. */
abstract class AppendPromises extends StorePromises {
  @Test
  public void anEmptyStoreWorksAndHasNothing() throws Exception {
    store.check();
    assertThat(stored(SHOP)).isEmpty();
    assertThat(store.state(SHOP, 7)).isEqualTo(StreamState.NEW);
    assertThat(store.archives("shop")).isEmpty();
    assertThat(store.delivery(SHOP, 0, Long.MAX_VALUE)).isEmpty();
  }

  @Test
  public void streamsGrowEvenWhenTheClockStepsBack() throws Exception {
    long first = store.newStream(SHOP);
    long second = store.newStream(BLOG);
    clock.advance(Duration.ofHours(-1));
    long third = store.newStream(SHOP);
    clock.advance(Duration.ofDays(2));
    long fourth = store.newStream(SHOP_LATER);
    assertThat(List.of(first, second, third, fourth)).isSorted().doesNotHaveDuplicates();
    assertThat(fourth - third).as("grows with time").isGreaterThan(1_000);
  }

  @Test
  public void aKeyHasOneStreamInEachPartition() throws Exception {
    long stream = store.streamOf(SHOP, "file-1");
    assertThat(store.streamOf(SHOP, "file-1")).isEqualTo(stream);
    assertThat(List.of(stream, store.streamOf(SHOP, "file-2"), store.streamOf(BLOG, "file-1")))
        .doesNotHaveDuplicates();
    assertThat(store.streamOf(SHOP_LATER, "file-1")).isNotEqualTo(stream);
    assertThat(store.newStream(SHOP)).isGreaterThan(stream);
  }

  @Test
  public void anAppendedFrameIsSeenAndMovesTheMark() throws Exception {
    long stream = store.newStream(SHOP);
    List<RecordedEvent> events = visits("ann", stream, 1, 2, 3);
    Receipt receipt = append(SHOP, stream, events);
    assertThat(receipt).isEqualTo(new Receipt(visited(3, 3), 3, 0, 0));
    assertThat(store.state(SHOP, stream).resumeFrom()).isEqualTo(4);
    settle(store);
    assertThat(stored(SHOP)).isEqualTo(events);
  }

  @Test
  public void aRepeatedFrameIsStoredOnce() throws Exception {
    long stream = store.newStream(SHOP);
    append(SHOP, stream, visits("ann", stream, 1, 2, 3));
    settle(store);
    Receipt again = append(SHOP, stream, visits("ann", stream, 2, 3, 4));
    assertThat(again).isEqualTo(new Receipt(visited(4, 4), 1, 2, 0));
    settle(store);
    assertThat(stored(SHOP)).isEqualTo(visits("ann", stream, 1, 2, 3, 4));
  }

  @Test
  public void framesOutOfOrderLeaveRangesAboveTheMark() throws Exception {
    long stream = store.newStream(SHOP);
    StreamState state = append(SHOP, stream, visits("ann", stream, 5, 6, 9)).state();
    assertThat(state).isEqualTo(visited(0, 9, new SeqRange(5, 6), new SeqRange(9, 9)));
    append(SHOP, stream, visits("ann", stream, 1, 2));
    assertThat(store.state(SHOP, stream))
        .isEqualTo(visited(2, 9, new SeqRange(5, 6), new SeqRange(9, 9)));
    append(SHOP, stream, visits("ann", stream, 3, 4, 5));
    assertThat(append(SHOP, stream, visits("ann", stream, 7, 8)).state()).isEqualTo(visited(9, 9));
    assertThat(stored(SHOP)).isEqualTo(visits("ann", stream, 1, 2, 3, 4, 5, 6, 7, 8, 9));
  }

  @Test
  public void anyOrderOfOverlappingFramesStoresEachEventOnce() throws Exception {
    long stream = store.newStream(SHOP);
    List<RecordedEvent> events = new ArrayList<>();
    for (int seq = 1; seq <= 200; seq++) {
      events.add(visit("v" + seq % 9, stream, seq));
    }
    List<List<RecordedEvent>> frames = new ArrayList<>();
    Random random = new Random(42);
    for (int i = 0; i < 60; i++) {
      int from = random.nextInt(200);
      frames.add(events.subList(from, Math.min(200, from + 1 + random.nextInt(20))));
    }
    for (int from = 0; from < 200; from += 10) {
      frames.add(events.subList(from, from + 10));
    }
    Collections.shuffle(frames, random);
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (List<RecordedEvent> frame : frames) {
      receipts.add(store.append(Frame.of(SHOP, stream, frame)));
    }
    int stored = 0;
    for (CompletableFuture<Receipt> receipt : receipts) {
      stored += receipt.get(30, TimeUnit.SECONDS).stored();
    }
    assertThat(stored).isEqualTo(200);
    assertThat(store.state(SHOP, stream)).isEqualTo(visited(200, 200));
    assertThat(stored(SHOP)).isEqualTo(StoredEvents.sorted(events));
  }

  @Test
  public void beyondSixtyFourRangesNothingIsStoredAndNothingAcknowledged() throws Exception {
    long stream = store.newStream(SHOP);
    for (int i = 1; i <= StreamState.MAX_RANGES; i++) {
      append(SHOP, stream, visits("ann", stream, 10L * i));
    }
    Receipt beyond = append(SHOP, stream, visits("ann", stream, 10_000));
    assertThat(beyond.stored()).isZero();
    assertThat(beyond.state().isSettled(10_000)).isFalse();
    assertThat(stored(SHOP)).hasSize(StreamState.MAX_RANGES);
    append(SHOP, stream, visits("ann", stream, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    assertThat(append(SHOP, stream, visits("ann", stream, 10_000)).stored()).isEqualTo(1);
    assertThat(store.state(SHOP, stream).mark()).isEqualTo(10);
  }

  @Test
  public void refusedAndLostNumbersAreSettledAndCounted() throws Exception {
    long stream = store.newStream(SHOP);
    long now = clock.millis();
    append(
        new Frame(
            SHOP,
            stream,
            visits("ann", stream, 1, 4),
            List.of(
                new Settlement(new SeqRange(2, 3), now, Outcome.REFUSED, "no url"),
                new Settlement(new SeqRange(5, 9), now, Outcome.LOST, ""))));
    assertThat(store.state(SHOP, stream)).isEqualTo(visited(9, 4));
    settlements(
        SHOP, stream, new Settlement(new SeqRange(1, 11), now, Outcome.LOST, "")); // 10, 11 are new
    assertThat(append(SHOP, stream, visits("ann", stream, 2)).stored()).isZero();
    LocalDate today = LocalDate.parse("2026-11-20");
    assertThat(store.delivery(SHOP, now, now + 1))
        .containsExactlyInAnyOrder(
            new DeliveryCount(today, Outcome.STORED, "", 2),
            new DeliveryCount(today, Outcome.REFUSED, "no url", 2),
            new DeliveryCount(today, Outcome.LOST, "", 7));
    assertThat(store.delivery(SHOP_LATER, now, now + 1)).isEmpty();
  }

  @Test
  public void blankNumbersAreSettledAndCountedNowhere() throws Exception {
    long stream = store.newStream(SHOP);
    long now = clock.millis();
    append(
        new Frame(
            SHOP,
            stream,
            visits("ann", stream, 1, 4),
            List.of(
                new Settlement(new SeqRange(2, 3), now, Outcome.BLANK, ""),
                new Settlement(new SeqRange(5, 5), now, Outcome.REFUSED, "no url"))));
    assertThat(store.state(SHOP, stream)).isEqualTo(visited(5, 4));
    assertThat(append(SHOP, stream, visits("ann", stream, 2)).stored()).isZero();
    LocalDate today = LocalDate.parse("2026-11-20");
    assertThat(store.delivery(SHOP, now, now + 1))
        .containsExactlyInAnyOrder(
            new DeliveryCount(today, Outcome.STORED, "", 2),
            new DeliveryCount(today, Outcome.REFUSED, "no url", 1));
  }

  @Test
  public void manyRefusalsBetweenEventsNeedNoRoomForRanges() throws Exception {
    long stream = store.newStream(SHOP);
    List<RecordedEvent> events = new ArrayList<>();
    List<Settlement> refusals = new ArrayList<>();
    for (int seq = 1; seq <= 1_000; seq += 2) {
      events.add(visit("ann", stream, seq));
      refusals.add(
          new Settlement(
              new SeqRange(seq + 1, seq + 1), clock.millis(), Outcome.REFUSED, "no type"));
    }
    Receipt receipt = append(new Frame(SHOP, stream, events, refusals));
    assertThat(receipt).isEqualTo(new Receipt(visited(1_000, 999), 500, 0, 0));
  }

  @Test
  public void anEventWinsOverASettlementThatCoversIt() throws Exception {
    long stream = store.newStream(SHOP);
    append(
        new Frame(
            SHOP,
            stream,
            visits("ann", stream, 3),
            List.of(new Settlement(new SeqRange(1, 5), clock.millis(), Outcome.LOST, ""))));
    assertThat(stored(SHOP)).isEqualTo(visits("ann", stream, 3));
    assertThat(store.delivery(SHOP, 0, Long.MAX_VALUE))
        .extracting(DeliveryCount::outcome, DeliveryCount::count)
        .containsExactlyInAnyOrder(tuple(Outcome.STORED, 1L), tuple(Outcome.LOST, 4L));
  }

  @Test
  public void deliveryIsPerDay() throws Exception {
    long stream = store.newStream(SHOP);
    append(SHOP, stream, visits("ann", stream, 1));
    clock.advance(Duration.ofDays(1));
    append(SHOP, stream, visits("ann", stream, 2, 3));
    append(SHOP, stream, visits("ann", stream, 3));
    LocalDate first = LocalDate.parse("2026-11-20");
    assertThat(store.delivery(SHOP, 0, Long.MAX_VALUE))
        .containsExactlyInAnyOrder(
            new DeliveryCount(first, Outcome.STORED, "", 1),
            new DeliveryCount(first.plusDays(1), Outcome.STORED, "", 2));
    assertThat(store.delivery(SHOP, clock.millis(), clock.millis() + 1))
        .containsExactly(new DeliveryCount(first.plusDays(1), Outcome.STORED, "", 2));
  }

  @Test
  public void anIdIsTakenOnceInAnAppWithinThirtyDays() throws Exception {
    long stream = store.newStream(SHOP);
    append(SHOP, stream, List.of(withId("a", visit("ann", stream, 1))));
    Receipt receipt =
        append(
            SHOP,
            stream,
            List.of(
                withId("a", visit("ann", stream, 2)),
                withId("b", visit("ann", stream, 3)),
                withId("b", visit("ann", stream, 4))));
    assertThat(receipt).isEqualTo(new Receipt(visited(4, 3), 1, 0, 2));
    settle(store);
    long later = store.newStream(SHOP_LATER);
    clock.advance(Duration.ofDays(29));
    assertThat(append(SHOP_LATER, later, List.of(withId("a", visit("ann", later, 1)))).duplicates())
        .isEqualTo(1);
    long other = store.newStream(BLOG);
    assertThat(append(BLOG, other, List.of(withId("a", visit("ann", other, 1)))).stored())
        .isEqualTo(1);
    clock.advance(Duration.ofDays(2));
    settle(store);
    assertThat(append(SHOP_LATER, later, List.of(withId("a", visit("ann", later, 2)))).stored())
        .isEqualTo(1);
    assertThat(store.delivery(SHOP, 0, Long.MAX_VALUE))
        .filteredOn(count -> count.reason().equals(DeliveryCount.DUPLICATE_ID))
        .extracting(DeliveryCount::count)
        .containsExactly(2L);
  }

  @Test
  public void theLastEventIsTheGreatestTimeOfWhatIsStored() throws Exception {
    long stream = store.newStream(SHOP);
    long later = visitTime(60);
    append(SHOP, stream, List.of(visit("ann", stream, 1, later), visit("ann", stream, 2)));
    assertThat(store.state(SHOP, stream)).isEqualTo(new StreamState(2, List.of(), later));
    append(SHOP, stream, List.of(visit("ann", stream, 2, later + 1), visit("ann", stream, 3)));
    settlements(SHOP, stream, new Settlement(new SeqRange(4, 9), later + 2, Outcome.LOST, ""));
    append(SHOP, stream, List.of(withId("a", visit("ann", stream, 10, later - 1))));
    append(SHOP, stream, List.of(withId("a", visit("ann", stream, 11, later + 3))));
    settle(store);
    assertThat(store.state(SHOP, stream)).isEqualTo(new StreamState(11, List.of(), later));
    append(SHOP, stream, List.of(visit("ann", stream, 12, later + 4)));
    assertThat(store.state(SHOP, stream).lastMillis()).isEqualTo(later + 4);
    long before1970 = store.newStream(SHOP);
    append(SHOP, before1970, List.of(visit("ann", before1970, 1, -5)));
    assertThat(store.state(SHOP, before1970).lastMillis()).isZero();
  }

  @Test
  public void anEventThatIsNotSettledLeavesItsIdFree() throws Exception {
    long stream = store.newStream(SHOP);
    for (int i = 1; i <= StreamState.MAX_RANGES; i++) {
      append(SHOP, stream, visits("ann", stream, 10L * i));
    }
    append(SHOP, stream, List.of(withId("a", visit("ann", stream, 10_000))));
    long other = store.newStream(SHOP);
    assertThat(append(SHOP, other, List.of(withId("a", visit("ann", other, 1)))).stored())
        .isEqualTo(1);
  }

  @Test
  public void appsAndGenerationsAreApart() throws Exception {
    long stream = store.newStream(SHOP);
    append(SHOP, stream, visits("ann", stream, 1));
    append(SHOP_LATER, stream, visits("ann", stream, 1, 2));
    append(BLOG, stream, visits("bob", stream, 1, 2, 3));
    settle(store);
    assertThat(stored(SHOP)).hasSize(1);
    assertThat(stored(SHOP_LATER)).hasSize(2);
    assertThat(stored(BLOG)).hasSize(3);
    assertThat(store.state(SHOP_LATER, stream).mark()).isEqualTo(2);
  }
}
