package dev.datalab.testkit;

import static dev.datalab.testkit.SampleEvents.visit;
import static dev.datalab.testkit.SampleEvents.visits;
import static dev.datalab.testkit.SampleEvents.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.ImportBatch;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.SeqRange;
import dev.datalab.core.store.Settlement;
import dev.datalab.core.store.Settlement.Outcome;
import dev.datalab.core.store.StreamState;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What is promised about imports. */
abstract class ImportPromises extends AppendPromises {
  @Test
  public void anImportIsSeenAllAtOnce() throws Exception {
    long stream = store.newStream(SHOP);
    try (ImportBatch batch = store.importBatch(SHOP)) {
      assertThat(batch.append(Frame.of(SHOP, stream, visits("ann", stream, 1, 2))))
          .isEqualTo(new Receipt(visited(2, 2), 2, 0, 0));
      assertThat(batch.append(Frame.of(SHOP, stream, visits("bob", stream, 3))))
          .isEqualTo(new Receipt(visited(3, 3), 1, 0, 0));
      assertThat(stored(SHOP)).isEmpty();
      assertThat(store.state(SHOP, stream)).isEqualTo(StreamState.NEW);
      assertThat(store.delivery(SHOP, 0, Long.MAX_VALUE)).isEmpty();
      assertThat(store.archives("shop")).isEmpty();
      settle(store);
      assertThat(stored(SHOP)).isEmpty();
      batch.commit();
    }
    assertThat(stored(SHOP)).hasSize(3);
    assertThat(store.state(SHOP, stream)).isEqualTo(visited(3, 3));
    assertThat(store.delivery(SHOP, 0, Long.MAX_VALUE)).hasSize(1);
    settle(store);
    assertThat(stored(SHOP)).hasSize(3);
  }

  @Test
  public void anImportWithoutCommitLeavesNothingIdsIncluded() throws Exception {
    long stream = store.newStream(SHOP);
    List<RecordedEvent> events =
        List.of(withId("a", visit("ann", stream, 1)), withId("b", visit("ann", stream, 2)));
    try (ImportBatch batch = store.importBatch(SHOP)) {
      batch.append(Frame.of(SHOP, stream, events));
    }
    settle(store);
    assertThat(stored(SHOP)).isEmpty();
    assertThat(store.state(SHOP, stream)).isEqualTo(StreamState.NEW);
    try (ImportBatch batch = store.importBatch(SHOP)) {
      assertThat(batch.append(Frame.of(SHOP, stream, events)).stored()).isEqualTo(2);
      batch.commit();
    }
    settle(store);
    assertThat(stored(SHOP)).isEqualTo(events);
  }

  @Test
  public void aRepeatedImportStoresNothingTwice() throws Exception {
    long stream = store.streamOf(SHOP, "file");
    Frame frame =
        new Frame(
            SHOP,
            stream,
            visits("ann", stream, 1, 2, 4),
            List.of(
                new Settlement(new SeqRange(3, 3), clock.millis(), Outcome.REFUSED, "no type")));
    for (int round = 0; round < 2; round++) {
      try (ImportBatch batch = store.importBatch(SHOP)) {
        Receipt receipt = batch.append(frame);
        assertThat(receipt.stored()).isEqualTo(round == 0 ? 3 : 0);
        assertThat(receipt.repeated()).isEqualTo(round == 0 ? 0 : 3);
        batch.commit();
      }
      settle(store);
    }
    assertThat(stored(SHOP)).hasSize(3);
    assertThat(store.state(SHOP, stream).resumeFrom()).isEqualTo(5);
  }

  @Test
  public void idsAreKnownAcrossAndWithinImports() throws Exception {
    long first = store.newStream(SHOP);
    try (ImportBatch batch = store.importBatch(SHOP)) {
      Receipt receipt =
          batch.append(
              Frame.of(
                  SHOP,
                  first,
                  List.of(
                      withId("a", visit("ann", first, 1)), withId("a", visit("ann", first, 2)))));
      assertThat(receipt.duplicates()).isEqualTo(1);
      assertThat(
              batch
                  .append(Frame.of(SHOP, first, List.of(withId("a", visit("ann", first, 3)))))
                  .duplicates())
          .isEqualTo(1);
      batch.commit();
    }
    long second = store.newStream(SHOP);
    try (ImportBatch batch = store.importBatch(SHOP)) {
      assertThat(
              batch
                  .append(Frame.of(SHOP, second, List.of(withId("a", visit("ann", second, 1)))))
                  .duplicates())
          .isEqualTo(1);
      batch.commit();
    }
    assertThat(stored(SHOP)).hasSize(1);
  }

  @Test
  public void othersWriteWhileAnImportGoesOn() throws Exception {
    long live = store.newStream(SHOP);
    long stream = store.newStream(SHOP);
    try (ImportBatch batch = store.importBatch(SHOP)) {
      batch.append(Frame.of(SHOP, stream, visits("ann", stream, 1)));
      append(SHOP, live, visits("bob", live, 1));
      append(BLOG, live, visits("bob", live, 1));
      assertThat(stored(SHOP)).isEqualTo(visits("bob", live, 1));
      batch.append(Frame.of(SHOP, stream, visits("ann", stream, 2)));
      batch.commit();
    }
    assertThat(stored(SHOP)).hasSize(3);
    assertThat(stored(BLOG)).hasSize(1);
  }

  @Test
  public void anAppendThatMeetsAnImportComesAfterIt() throws Exception {
    long stream = store.newStream(SHOP);
    CompletableFuture<Receipt> sameStream;
    CompletableFuture<Receipt> sameId;
    long live = store.newStream(SHOP);
    try (ImportBatch batch = store.importBatch(SHOP)) {
      batch.append(Frame.of(SHOP, stream, List.of(withId("a", visit("ann", stream, 1)))));
      sameStream = store.append(Frame.of(SHOP, stream, visits("ann", stream, 1, 2)));
      sameId = store.append(Frame.of(SHOP, live, List.of(withId("a", visit("bob", live, 1)))));
      batch.commit();
    }
    assertThat(sameStream.get(30, TimeUnit.SECONDS)).isEqualTo(new Receipt(visited(2, 2), 1, 1, 0));
    assertThat(sameId.get(30, TimeUnit.SECONDS).duplicates()).isEqualTo(1);
    assertThat(stored(SHOP)).hasSize(2);
  }

  @Test
  public void oneImportAtATimeIsOpenInAnApp() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<ImportBatch> second;
      try (ImportBatch first = store.importBatch(SHOP)) {
        second = other.submit(() -> store.importBatch(SHOP_LATER));
        assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS))
            .isInstanceOf(TimeoutException.class);
        try (ImportBatch elsewhere = store.importBatch(BLOG)) {
          elsewhere.commit();
        }
        first.commit();
      }
      second.get(30, TimeUnit.SECONDS).close();
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  public void anImportIntoADeletedPartitionFails() throws Exception {
    long stream = store.newStream(SHOP);
    try (ImportBatch batch = store.importBatch(SHOP)) {
      batch.append(Frame.of(SHOP, stream, visits("ann", stream, 1)));
      store.delete(SHOP);
      assertThatThrownBy(batch::commit)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("shop");
    }
    settle(store);
    assertThat(stored(SHOP)).isEmpty();
  }

  @Test
  public void aFrameOfAnotherPartitionIsAMistake() throws Exception {
    long stream = store.newStream(SHOP);
    try (ImportBatch batch = store.importBatch(SHOP)) {
      assertThatThrownBy(() -> batch.append(Frame.of(BLOG, stream, visits("ann", stream, 1))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
