package dev.datalab.testkit;

import static dev.datalab.testkit.SampleEvents.NOON;
import static dev.datalab.testkit.SampleEvents.visit;
import static dev.datalab.testkit.SampleEvents.visits;
import static dev.datalab.testkit.SampleEvents.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.VisitorKey;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.ArchiveSummary;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import dev.datalab.core.store.StreamState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.datalab.core.store.EventStore} promises. Extend it in a test, and give it
 * an empty store that goes by the clock it hands over.
 */
public abstract class EventStoreContract extends ErasurePromises {
  @Test
  public void everyKindOfEventComesBackWithEveryField() throws Exception {
    long stream = store.newStream(SHOP);
    List<RecordedEvent> events = SampleEvents.ofEveryKind(stream);
    append(SHOP, stream, events);
    settle(store);
    assertThat(stored(SHOP)).isEqualTo(events);
  }

  @Test
  public void manyEventsOfManyVisitorsComeBackInOrder() throws Exception {
    long first = store.newStream(SHOP);
    long second = store.newStream(SHOP);
    List<RecordedEvent> events = new ArrayList<>();
    for (long stream : List.of(first, second)) {
      List<RecordedEvent> random = SampleEvents.random(stream == first ? 7 : 8, 3_000, 50, stream);
      for (int from = 0; from < random.size(); from += 250) {
        append(SHOP, stream, random.subList(from, from + 250));
      }
      settle(store);
      events.addAll(random);
    }
    assertThat(stored(SHOP)).isEqualTo(StoredEvents.sorted(events));
  }

  @Test
  public void slicesAreSortedByVisitorTimeStreamAndSeq() throws Exception {
    long first = store.newStream(SHOP);
    long second = store.newStream(SHOP);
    append(SHOP, second, List.of(visit("ann", second, 1, NOON), visit("bob", second, 2, NOON)));
    append(SHOP, first, List.of(visit("ann", first, 1, NOON + 5), visit("ann", first, 2, NOON)));
    append(SHOP, first, List.of(visit("ann", first, 3, NOON), visit("bob", first, 4, NOON - 1)));
    settle(store);
    try (Scan scan = store.scan(ScanRequest.all(SHOP))) {
      for (int bucket = 0; bucket < scan.buckets(); bucket++) {
        for (BlockSlice slice : scan.bucket(bucket)) {
          assertSorted(slice);
        }
      }
    }
    assertThat(stored(SHOP))
        .containsExactly(
            visit("ann", first, 2, NOON),
            visit("ann", first, 3, NOON),
            visit("ann", second, 1, NOON),
            visit("ann", first, 1, NOON + 5),
            visit("bob", first, 4, NOON - 1),
            visit("bob", second, 2, NOON));
  }

  private static void assertSorted(BlockSlice slice) {
    EventBlock block = slice.block();
    for (int visitor = slice.fromVisitor(); visitor < slice.toVisitor(); visitor++) {
      assertThat(block.visitorKey(visitor)).isEqualTo(VisitorKey.of(block.visitor(visitor)));
      if (visitor > slice.fromVisitor()) {
        assertThat(
                VisitorKey.compare(
                    block.visitorKey(visitor - 1),
                    block.visitor(visitor - 1),
                    block.visitorKey(visitor),
                    block.visitor(visitor)))
            .isNegative();
      }
      List<RecordedEvent> events = new ArrayList<>();
      for (int event = block.start(visitor); event < block.start(visitor + 1); event++) {
        events.add(block.event(visitor, event));
      }
      assertThat(events).isNotEmpty().isSortedAccordingTo(StoredEvents.ORDER);
    }
  }

  @Test
  public void bucketsAreDisjointInVisitorsAndComplete() throws Exception {
    long stream = store.newStream(SHOP);
    List<RecordedEvent> events = SampleEvents.random(11, 2_000, 300, stream);
    append(SHOP, stream, events.subList(0, 1_000));
    settle(store);
    append(SHOP, stream, events.subList(1_000, 2_000));
    try (Scan scan = store.scan(ScanRequest.all(SHOP))) {
      assertThat(Integer.bitCount(scan.buckets())).isEqualTo(1);
      int bits = Integer.numberOfTrailingZeros(scan.buckets());
      Set<String> seen = new HashSet<>();
      int count = 0;
      for (int bucket = 0; bucket < scan.buckets(); bucket++) {
        Set<String> here = new HashSet<>();
        for (RecordedEvent event : StoredEvents.of(scan.bucket(bucket))) {
          assertThat(VisitorKey.bucket(VisitorKey.of(event.visitor()), bits)).isEqualTo(bucket);
          here.add(event.visitor());
          count++;
        }
        for (String visitor : here) {
          assertThat(seen.add(visitor)).as("%s is in one bucket only", visitor).isTrue();
        }
      }
      assertThat(count).isEqualTo(2_000);
      int beyond = scan.buckets();
      assertThatThrownBy(() -> scan.bucket(beyond)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  public void aFrameMaySpanMonthsAndCenturies() throws Exception {
    long stream = store.newStream(SHOP);
    List<RecordedEvent> events =
        List.of(
            visit("ann", stream, 1, Instant.parse("2026-10-31T23:59:59.999Z").toEpochMilli()),
            visit("ann", stream, 2, Instant.parse("2026-11-01T00:00:00Z").toEpochMilli()),
            visit("ann", stream, 3, Instant.parse("2026-11-30T23:59:59.999Z").toEpochMilli()),
            visit("ann", stream, 4, Instant.parse("2026-12-31T00:00:00Z").toEpochMilli()),
            visit("ann", stream, 5, Instant.parse("1969-12-31T23:59:59Z").toEpochMilli()),
            visit("ann", stream, 6, Instant.parse("2126-01-01T00:00:00Z").toEpochMilli()));
    append(SHOP, stream, events);
    settle(store);
    assertThat(stored(SHOP)).isEqualTo(StoredEvents.sorted(events));
    assertThat(store.archives("shop"))
        .containsExactly(
            new ArchiveSummary(
                0, events.get(4).event().time(), events.get(5).event().time(), events.size()));
  }

  @Test
  public void lateEventsLandWhereTheyBelong() throws Exception {
    long early = store.newStream(SHOP);
    long month = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
    List<RecordedEvent> first =
        List.of(visit("ann", early, 1, month - 50), visit("ann", early, 4, month + 50));
    append(SHOP, early, first);
    settle(store);
    clock.advance(Duration.ofDays(2));
    long late = store.newStream(SHOP);
    List<RecordedEvent> then =
        List.of(visit("ann", late, 1, month - 60), visit("ann", late, 2, month + 10));
    List<RecordedEvent> gap =
        List.of(visit("ann", early, 2, month - 10), visit("ann", early, 3, month - 10));
    append(SHOP, late, then);
    append(SHOP, early, gap);
    for (int round = 0; round < 2; round++) {
      assertThat(stored(SHOP))
          .containsExactly(
              then.get(0), first.get(0), gap.get(0), gap.get(1), then.get(1), first.get(1));
      assertThat(StoredEvents.of(store, ScanRequest.of(SHOP, month - 60, month)))
          .contains(then.get(0), first.get(0), gap.get(0), gap.get(1));
      assertThat(StoredEvents.of(store, ScanRequest.of(SHOP, month, month + 50)))
          .contains(then.get(1));
      settle(store);
    }
    assertThat(store.archives("shop"))
        .containsExactly(new ArchiveSummary(0, month - 60, month + 50, 6));
  }

  @Test
  public void aScanMayLeaveOutWhatLiesOutsideItsRangeAndNothingElse() throws Exception {
    long stream = store.newStream(SHOP);
    long month = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
    List<RecordedEvent> events =
        List.of(
            visit("ann", stream, 1, month - 1),
            visit("ann", stream, 2, month),
            visit("ann", stream, 3, NOON),
            visit("ann", stream, 4, NOON + 1));
    append(SHOP, stream, events);
    settle(store);
    assertThat(StoredEvents.of(store, ScanRequest.of(SHOP, month, NOON + 1)))
        .contains(events.get(1), events.get(2))
        .isSubsetOf(events);
    assertThat(StoredEvents.of(store, ScanRequest.of(SHOP, month - 1, month)))
        .contains(events.get(0))
        .isSubsetOf(events);
    assertThat(StoredEvents.of(store, ScanRequest.of(SHOP, NOON + 1, NOON + 2)))
        .contains(events.get(3));
  }

  @Test
  public void aScanOfOneVisitorDeliversThatVisitorAlone() throws Exception {
    long stream = store.newStream(SHOP);
    List<RecordedEvent> events = SampleEvents.random(13, 1_000, 40, stream);
    append(SHOP, stream, events.subList(0, 700));
    settle(store);
    append(SHOP, stream, events.subList(700, 1_000));
    for (String visitor : List.of("visitor-7", "visitor-39", "nobody")) {
      ScanRequest request =
          new ScanRequest(
              "shop", OptionalInt.of(0), Long.MIN_VALUE, Long.MAX_VALUE, Optional.of(visitor));
      assertThat(StoredEvents.of(store, request))
          .isEqualTo(
              StoredEvents.sorted(
                  events.stream().filter(event -> event.visitor().equals(visitor)).toList()));
    }
  }

  @Test
  public void aScanWithoutAGenerationReadsThemAll() throws Exception {
    long stream = store.newStream(SHOP);
    append(SHOP, stream, visits("ann", stream, 1));
    append(SHOP_LATER, stream, visits("bob", stream, 1, 2));
    append(BLOG, stream, visits("eve", stream, 1));
    settle(store);
    ScanRequest all =
        new ScanRequest(
            "shop", OptionalInt.empty(), Long.MIN_VALUE, Long.MAX_VALUE, Optional.empty());
    assertThat(StoredEvents.of(store, all))
        .extracting(RecordedEvent::visitor)
        .containsExactly("ann", "bob", "bob");
  }

  @Test
  public void anOpenScanKeepsItsViewWhateverHappens() throws Exception {
    long stream = store.newStream(SHOP);
    List<RecordedEvent> events = SampleEvents.random(17, 600, 20, stream);
    append(SHOP, stream, events.subList(0, 300));
    settle(store);
    append(SHOP, stream, events.subList(300, 400));
    try (Scan before = store.scan(ScanRequest.all(SHOP))) {
      append(SHOP, stream, events.subList(400, 600));
      settle(store);
      try (Scan between = store.scan(ScanRequest.all(SHOP))) {
        store.delete(SHOP);
        settle(store);
        assertThat(stored(SHOP)).isEmpty();
        assertThat(StoredEvents.of(between)).isEqualTo(StoredEvents.sorted(events));
      }
      assertThat(StoredEvents.of(before)).isEqualTo(StoredEvents.sorted(events.subList(0, 400)));
    }
    settle(store);
  }

  @Test
  public void archivesTellWhatEachGenerationHolds() throws Exception {
    long stream = store.newStream(SHOP);
    append(SHOP_LATER, stream, visits("ann", stream, 1, 2, 3));
    append(SHOP, stream, visits("ann", stream, 4));
    settle(store);
    append(SHOP_LATER, stream, visits("ann", stream, 4));
    assertThat(store.archives("shop"))
        .containsExactly(
            new ArchiveSummary(0, NOON + 240_000, NOON + 240_000, 1),
            new ArchiveSummary(1, NOON + 60_000, NOON + 240_000, 4));
    assertThat(store.archives("blog")).isEmpty();
  }

  @Test
  public void theAppsThatHoldAnythingAreKnown() throws Exception {
    assertThat(store.apps()).isEmpty();
    long stream = store.newStream(SHOP);
    assertThat(store.apps()).isEmpty();
    append(SHOP_LATER, stream, visits("ann", stream, 1));
    append(SHOP, stream, visits("ann", stream, 1));
    append(BLOG, stream, visits("ann", stream, 1));
    settle(store);
    assertThat(store.apps()).containsExactly("blog", "shop");
    store.delete(BLOG);
    store.delete(SHOP);
    assertThat(store.apps()).containsExactly("shop");
    settle(store);
    assertThat(store.apps()).containsExactly("shop");
  }

  @Test
  public void deletingTakesEverythingOfThePartitionAndNothingElse() throws Exception {
    long stream = store.newStream(SHOP);
    append(SHOP, stream, List.of(withId("a", visit("ann", stream, 1))));
    append(SHOP_LATER, stream, List.of(withId("b", visit("ann", stream, 1))));
    settle(store);
    append(SHOP, stream, visits("ann", stream, 2));
    long keyed = store.streamOf(SHOP, "file");
    store.delete(SHOP);
    assertThat(stored(SHOP)).isEmpty();
    assertThat(stored(SHOP_LATER)).hasSize(1);
    assertThat(store.archives("shop")).extracting(ArchiveSummary::generation).containsExactly(1);
    assertThat(store.state(SHOP, stream)).isEqualTo(StreamState.NEW);
    assertThat(store.delivery(SHOP, 0, Long.MAX_VALUE)).isEmpty();
    assertThat(store.streamOf(SHOP, "file")).isNotEqualTo(keyed);
    settle(store);
    long fresh = store.newStream(SHOP);
    assertThat(append(SHOP, fresh, List.of(withId("a", visit("ann", fresh, 1)))).stored())
        .as("an id goes with the data")
        .isEqualTo(1);
    assertThat(append(SHOP, fresh, List.of(withId("b", visit("ann", fresh, 2)))).duplicates())
        .as("the other generation's id stays")
        .isEqualTo(1);
    settle(store);
    assertThat(stored(SHOP)).hasSize(1);
  }

  @Test
  public void deletingWhatIsNotThereIsFine() throws Exception {
    store.delete(SHOP);
    assertThat(stored(SHOP)).isEmpty();
  }

  @Test
  public void aClosedStoreSaysSo() throws Exception {
    store.close();
    assertThatThrownBy(store::check).isInstanceOf(IOException.class).hasMessageContaining("closed");
    assertThatThrownBy(() -> stored(SHOP)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> append(SHOP, 1, visits("ann", 1, 1)))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
    store.close();
  }
}
