package dev.datalab.testkit;

import static dev.datalab.testkit.SampleEvents.visit;
import static dev.datalab.testkit.SampleEvents.visits;
import static dev.datalab.testkit.SampleEvents.withId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Erasure;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.ImportBatch;
import dev.datalab.core.store.SeqRange;
import dev.datalab.core.store.StreamState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a store promises whose events outlive it. */
public abstract class DurableEventStoreContract extends EventStoreContract {
  /** Closes the store and opens another one on the same data. */
  protected abstract EventStore reopen(EventStore store, InstantSource clock) throws Exception;

  private void restart() throws Exception {
    store = reopen(store, clock);
  }

  @Test
  public void whatWasAppendedIsThereAfterARestart() throws Exception {
    long stream = store.newStream(SHOP);
    List<RecordedEvent> events = SampleEvents.ofEveryKind(stream);
    append(SHOP, stream, events.subList(0, 7));
    settle(store);
    append(SHOP, stream, events.subList(7, events.size()));
    append(SHOP, stream, visits("ann", stream, 100, 101));
    StreamState state = store.state(SHOP, stream);
    assertThat(state.above()).containsExactly(new SeqRange(100, 101));
    var delivery = store.delivery(SHOP, 0, Long.MAX_VALUE);
    var archives = store.archives("shop");
    List<RecordedEvent> before = stored(SHOP);
    restart();
    assertThat(stored(SHOP)).isEqualTo(before).hasSize(events.size() + 2);
    assertThat(store.state(SHOP, stream)).isEqualTo(state);
    assertThat(store.delivery(SHOP, 0, Long.MAX_VALUE)).isEqualTo(delivery);
    assertThat(store.archives("shop")).isEqualTo(archives);
    assertThat(append(SHOP, stream, visits("ann", stream, 3, 101, 102)).repeated()).isEqualTo(2);
  }

  @Test
  public void streamsGrowAcrossRestartsWhateverTheClockDoes() throws Exception {
    long before = store.newStream(SHOP);
    long keyed = store.streamOf(SHOP, "file");
    clock.advance(Duration.ofDays(-3));
    restart();
    assertThat(store.newStream(SHOP)).isGreaterThan(Math.max(before, keyed));
    assertThat(store.streamOf(SHOP, "file")).isEqualTo(keyed);
  }

  @Test
  public void anImportIsThereAfterARestartOrNotAtAll() throws Exception {
    long kept = store.newStream(SHOP);
    try (ImportBatch batch = store.importBatch(SHOP)) {
      batch.append(Frame.of(SHOP, kept, List.of(withId("a", visit("ann", kept, 1)))));
      batch.commit();
    }
    long cut = store.newStream(SHOP);
    ImportBatch open = store.importBatch(SHOP);
    open.append(Frame.of(SHOP, cut, List.of(withId("b", visit("bob", cut, 1)))));
    restart();
    assertThat(stored(SHOP)).extracting(RecordedEvent::visitor).containsExactly("ann");
    settle(store);
    long again = store.newStream(SHOP);
    assertThat(append(SHOP, again, List.of(withId("a", visit("eve", again, 1)))).duplicates())
        .isEqualTo(1);
    assertThat(append(SHOP, again, List.of(withId("b", visit("eve", again, 2)))).stored())
        .isEqualTo(1);
    settle(store);
    assertThat(stored(SHOP)).extracting(RecordedEvent::visitor).containsExactly("ann", "eve");
  }

  @Test
  public void whatWasDeletedStaysDeleted() throws Exception {
    long stream = store.newStream(SHOP);
    append(SHOP, stream, visits("ann", stream, 1));
    settle(store);
    append(SHOP, stream, visits("ann", stream, 2));
    store.delete(SHOP);
    restart();
    assertThat(stored(SHOP)).isEmpty();
    assertThat(store.archives("shop")).isEmpty();
    settle(store);
    assertThat(append(SHOP, stream, visits("bob", stream, 1)).stored()).isEqualTo(1);
    assertThat(stored(SHOP)).isEqualTo(visits("bob", stream, 1));
  }

  @Test
  public void whatWasErasedStaysErased() throws Exception {
    long stream = store.newStream(SHOP);
    append(SHOP, stream, visits("ann", stream, 1, 2));
    append(SHOP, stream, visits("bob", stream, 3));
    settle(store);
    append(SHOP, stream, visits("ann", stream, 4));
    assertThat(store.erase(Erasure.ofVisitor("shop", "ann"))).isEqualTo(3);
    restart();
    assertThat(stored(SHOP)).isEqualTo(visits("bob", stream, 3));
    assertThat(append(SHOP, stream, visits("ann", stream, 1, 2, 4)).repeated()).isEqualTo(3);
    assertThat(stored(SHOP)).isEqualTo(visits("bob", stream, 3));
  }
}
