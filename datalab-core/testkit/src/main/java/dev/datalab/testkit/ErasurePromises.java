package dev.datalab.testkit;

import static dev.datalab.testkit.SampleEvents.NOON;
import static dev.datalab.testkit.SampleEvents.visit;
import static dev.datalab.testkit.SampleEvents.visits;
import static dev.datalab.testkit.SampleEvents.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.ArchiveSummary;
import dev.datalab.core.store.Erasure;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.ImportBatch;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is promised about erasing events. */
abstract class ErasurePromises extends ImportPromises {
  private static final Erasure ANN = Erasure.ofVisitor("shop", "ann");

  @Test
  public void aVisitorGoesFromEveryGenerationAndNobodyElse() throws Exception {
    long stream = store.newStream(SHOP);
    append(SHOP, stream, visits("ann", stream, 1, 2));
    append(SHOP, stream, visits("bob", stream, 3));
    settle(store);
    append(SHOP, stream, visits("ann", stream, 4));
    append(SHOP_LATER, stream, visits("ann", stream, 1));
    append(SHOP_LATER, stream, visits("anna", stream, 2));
    append(BLOG, stream, visits("ann", stream, 1));
    assertThat(store.erase(ANN)).isEqualTo(4);
    for (int round = 0; round < 2; round++) {
      assertThat(stored(SHOP)).isEqualTo(visits("bob", stream, 3));
      assertThat(stored(SHOP_LATER)).isEqualTo(visits("anna", stream, 2));
      assertThat(stored(BLOG)).isEqualTo(visits("ann", stream, 1));
      settle(store);
    }
  }

  @Test
  public void toEraseWhatIsNotThereIsFine() throws Exception {
    long stream = store.newStream(SHOP);
    assertThat(store.erase(ANN)).isZero();
    append(SHOP, stream, visits("bob", stream, 1));
    assertThat(store.erase(ANN)).isZero();
    append(SHOP, stream, visits("ann", stream, 2));
    settle(store);
    assertThat(store.erase(ANN)).isEqualTo(1);
    assertThat(store.erase(ANN)).isZero();
    assertThat(store.erase(Erasure.before("shop", NOON))).isZero();
    assertThat(store.erase(Erasure.before("nothing", NOON))).isZero();
    assertThat(stored(SHOP)).isEqualTo(visits("bob", stream, 1));
  }

  @Test
  public void whatWasErasedDoesNotComeBackWithItsFrame() throws Exception {
    long stream = store.newStream(SHOP);
    append(SHOP, stream, visits("ann", stream, 1, 2, 3));
    settle(store);
    var delivery = store.delivery(SHOP, 0, Long.MAX_VALUE);
    store.erase(ANN);
    assertThat(store.state(SHOP, stream)).isEqualTo(visited(3, 3));
    assertThat(append(SHOP, stream, visits("ann", stream, 1, 2, 3)))
        .isEqualTo(new Receipt(visited(3, 3), 0, 3, 0));
    assertThat(stored(SHOP)).isEmpty();
    assertThat(store.delivery(SHOP, 0, Long.MAX_VALUE)).isEqualTo(delivery);
    assertThat(append(SHOP, stream, visits("ann", stream, 4)).stored())
        .as("who comes later counts anew")
        .isEqualTo(1);
    settle(store);
    assertThat(stored(SHOP)).isEqualTo(visits("ann", stream, 4));
  }

  @Test
  public void aVisitorsIdsAreForgottenAndThoseOfARangeAreNot() throws Exception {
    long stream = store.newStream(SHOP);
    String longer = "b".repeat(100);
    append(
        SHOP,
        stream,
        List.of(
            withId("a", visit("ann", stream, 1)),
            withId(longer, visit("ann", stream, 2)),
            withId("c", visit("bob", stream, 3))));
    settle(store);
    store.erase(ANN);
    store.erase(Erasure.before("shop", Long.MAX_VALUE));
    assertThat(stored(SHOP)).isEmpty();
    Receipt receipt =
        append(
            SHOP,
            stream,
            List.of(
                withId("a", visit("ann", stream, 4)),
                withId(longer, visit("ann", stream, 5)),
                withId("c", visit("bob", stream, 6))));
    assertThat(receipt.stored()).isEqualTo(2);
    assertThat(receipt.duplicates()).isEqualTo(1);
  }

  @Test
  public void aRangeIsTakenToTheMillisecondFromOneGenerationOrAll() throws Exception {
    long stream = store.newStream(SHOP);
    long month = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
    List<RecordedEvent> events = new ArrayList<>();
    long[] times = {-5, month - 1, month, month + 1, NOON - 1, NOON, NOON + 1};
    for (int i = 0; i < times.length; i++) {
      events.add(visit(i % 2 == 0 ? "ann" : "bob", stream, i + 1, times[i]));
    }
    append(SHOP, stream, events.subList(0, 4));
    settle(store);
    append(SHOP, stream, events.subList(4, 7));
    append(SHOP_LATER, stream, events);
    Erasure later = new Erasure("shop", OptionalInt.of(1), month, NOON, Optional.empty());
    assertThat(store.erase(later)).isEqualTo(3);
    assertThat(stored(SHOP)).hasSize(7);
    assertThat(stored(SHOP_LATER))
        .extracting(event -> event.event().time())
        .containsExactlyInAnyOrder(-5L, month - 1, NOON, NOON + 1);
    assertThat(store.erase(Erasure.before("shop", NOON))).isEqualTo(2 + 5);
    assertThat(stored(SHOP)).hasSize(2).isEqualTo(stored(SHOP_LATER));
    assertThatThrownBy(() -> Erasure.before("shop", Long.MIN_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  public void oneVisitorsRangeIsErasedAlone() throws Exception {
    long stream = store.newStream(SHOP);
    append(SHOP, stream, visits("ann", stream, 1, 2, 3, 4));
    append(SHOP, stream, visits("bob", stream, 5));
    settle(store);
    Erasure middle =
        new Erasure(
            "shop",
            OptionalInt.empty(),
            SampleEvents.visitTime(2),
            SampleEvents.visitTime(4),
            Optional.of("ann"));
    assertThat(store.erase(middle)).isEqualTo(2);
    List<RecordedEvent> left = new ArrayList<>(visits("ann", stream, 1, 4));
    left.addAll(visits("bob", stream, 5));
    assertThat(stored(SHOP)).isEqualTo(left);
  }

  @Test
  public void anArchiveTellsWhatIsLeft() throws Exception {
    long stream = store.newStream(SHOP);
    append(SHOP, stream, visits("ann", stream, 1));
    append(SHOP, stream, visits("bob", stream, 2, 3));
    append(SHOP, stream, visits("ann", stream, 4));
    append(SHOP, stream, visits("bob", stream, 5));
    append(SHOP, stream, visits("eve", stream, 6));
    settle(store);
    store.erase(ANN);
    assertThat(store.archives("shop"))
        .containsExactly(
            new ArchiveSummary(0, SampleEvents.visitTime(2), SampleEvents.visitTime(6), 4));
    store.erase(Erasure.ofVisitor("shop", "eve"));
    assertThat(store.archives("shop"))
        .containsExactly(
            new ArchiveSummary(0, SampleEvents.visitTime(2), SampleEvents.visitTime(5), 3));
    store.erase(Erasure.before("shop", SampleEvents.visitTime(3)));
    assertThat(store.archives("shop"))
        .containsExactly(
            new ArchiveSummary(0, SampleEvents.visitTime(3), SampleEvents.visitTime(5), 2));
    store.erase(Erasure.ofVisitor("shop", "bob"));
    assertThat(store.archives("shop")).containsExactly(new ArchiveSummary(0, 0, 0, 0));
  }

  @Test
  public void anImportCountsFromItsCommitSoWhatItBringsStays() throws Exception {
    long stream = store.newStream(SHOP);
    try (ImportBatch batch = store.importBatch(SHOP)) {
      batch.append(Frame.of(SHOP, stream, visits("ann", stream, 1)));
      append(SHOP, store.newStream(SHOP), List.of());
      assertThat(store.erase(ANN)).isZero();
      batch.append(Frame.of(SHOP, stream, visits("ann", stream, 2)));
      batch.commit();
    }
    assertThat(stored(SHOP)).isEqualTo(visits("ann", stream, 1, 2));
    assertThat(store.erase(ANN)).isEqualTo(2);
  }

  @Test
  public void anOpenScanKeepsTheErasedAndTheNextHasNone() throws Exception {
    long stream = store.newStream(SHOP);
    List<RecordedEvent> events = SampleEvents.random(23, 900, 30, stream);
    append(SHOP, stream, events.subList(0, 600));
    settle(store);
    append(SHOP, stream, events.subList(600, 900));
    try (Scan before = store.scan(ScanRequest.all(SHOP))) {
      store.erase(Erasure.ofVisitor("shop", "visitor-7"));
      store.erase(Erasure.before("shop", NOON + 300_000));
      settle(store);
      assertThat(StoredEvents.of(before)).isEqualTo(StoredEvents.sorted(events));
    }
    assertThat(stored(SHOP))
        .isEqualTo(
            StoredEvents.sorted(
                events.stream()
                    .filter(event -> !event.visitor().equals("visitor-7"))
                    .filter(event -> event.event().time() >= NOON + 300_000)
                    .toList()));
    settle(store);
  }

  @Test
  public void randomErasuresLeaveWhatAListWouldHave() throws Exception {
    long seed = 31;
    Random random = new Random(seed);
    List<Partition> partitions = List.of(SHOP, SHOP_LATER);
    List<List<RecordedEvent>> expected = List.of(new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round < 12; round++) {
      for (int i = 0; i < 2; i++) {
        long stream = store.newStream(partitions.get(i));
        List<RecordedEvent> events = SampleEvents.random(random.nextLong(), 300, 40, stream);
        append(partitions.get(i), stream, events);
        expected.get(i).addAll(events);
        if (random.nextBoolean()) {
          settle(store);
        }
      }
      long from = NOON + random.nextInt(300_000);
      Erasure erasure =
          new Erasure(
              "shop",
              random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(2)),
              random.nextBoolean() ? from : Long.MIN_VALUE,
              random.nextBoolean() ? from + random.nextInt(60_000) + 1 : Long.MAX_VALUE,
              random.nextInt(3) > 0
                  ? Optional.of("visitor-" + random.nextInt(40))
                  : Optional.empty());
      long erased = 0;
      for (int i = 0; i < 2; i++) {
        int before = expected.get(i).size();
        if (erasure.covers(partitions.get(i))) {
          expected.get(i).removeIf(erasure::covers);
        }
        erased += before - expected.get(i).size();
      }
      assertThat(store.erase(erasure)).as("seed %d, %s", seed, erasure).isEqualTo(erased);
      for (int i = 0; i < 2; i++) {
        assertThat(stored(partitions.get(i)))
            .as("seed %d, %s", seed, erasure)
            .isEqualTo(StoredEvents.sorted(expected.get(i)));
      }
    }
  }
}
