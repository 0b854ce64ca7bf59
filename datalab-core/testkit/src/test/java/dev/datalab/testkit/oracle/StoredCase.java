package dev.datalab.testkit.oracle;

import dev.datalab.core.Analysis;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.memory.InMemoryEventStore;
import dev.datalab.testkit.oracle.AppCase.Placed;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A case as an app of a store, and what the engine says about it. */
final class StoredCase {
  private final EventStore store;
  private final String app;
  private final AppCase asked;
  private final Map<Long, Long> streams = new HashMap<>();

  /** An app that has its streams and no event yet. */
  StoredCase(EventStore store, String app, AppCase asked) throws IOException {
    this.store = store;
    this.app = app;
    this.asked = asked;
    Map<Long, Integer> generations = new TreeMap<>();
    asked.events().forEach(p -> generations.put(p.event().stream(), p.generation()));
    for (Map.Entry<Long, Integer> stream : generations.entrySet()) {
      streams.put(stream.getKey(), store.newStream(new Partition(app, stream.getValue())));
    }
  }

  /** What is asked of the engine. */
  @FunctionalInterface
  interface Asking<A> {
    /** Asks. */
    A ask(Analysis analysis, Scope scope) throws IOException;
  }

  /** The engine's answer over a store in memory that has nothing else. */
  static <A> A inMemory(AppCase asked, Asking<A> asking) throws IOException {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(asked.nowMillis()));
    try (EventStore store = new InMemoryEventStore(4, clock)) {
      StoredCase stored = new StoredCase(store, "app", asked);
      stored.append(0, asked.events().size()).forEach(CompletableFuture::join);
      return stored.answer(asking);
    }
  }

  int size() {
    return asked.events().size();
  }

  /** Half of the events: those that come before the store is sealed. */
  int half() {
    return asked.events().size() / 2;
  }

  /**
   * Sends the events of these places in the case, in its order, in frames of neighbours that share
   * a stream.
   */
  List<CompletableFuture<Receipt>> append(int from, int to) {
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    List<RecordedEvent> frame = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Placed placed = asked.events().get(i);
      long stream = streams.getOrDefault(placed.event().stream(), 0L);
      frame.add(onStream(placed.event(), stream));
      if (i + 1 == to || asked.events().get(i + 1).event().stream() != placed.event().stream()) {
        Partition partition = new Partition(app, placed.generation());
        receipts.add(store.append(Frame.of(partition, stream, frame)));
        frame.clear();
      }
    }
    return receipts;
  }

  /** The engine's answer. */
  <A> A answer(Asking<A> asking) throws IOException {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(asked.nowMillis()));
    return asking.ask(
        new Analysis(store, Runnable::run, clock),
        new Scope(app, asked.generation(), asked.site()));
  }

  private static RecordedEvent onStream(RecordedEvent event, long stream) {
    return new RecordedEvent(
        event.visitor(),
        event.session(),
        stream,
        event.seq(),
        event.dimensions(),
        event.id(),
        event.event());
  }
}
