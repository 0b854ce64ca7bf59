package dev.datalab.server.live;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Partition;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Events on their way from the intake to a view: bounded, and never in the intake's way. What does
 * not fit is dropped and remembered as lost, for the store has it. Safe for use by many threads.
 */
final class Arrivals {
  /** The most events that wait. */
  static final int MAX_EVENTS = 65_536;

  /** The most frames that wait: each may hold what fits into 64 KiB of JSON. */
  static final int MAX_FRAMES = 16_384;

  private record Arrival(Partition partition, List<RecordedEvent> events) {}

  private final Queue<Arrival> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger frames = new AtomicInteger();
  private final AtomicInteger events = new AtomicInteger();
  private final AtomicBoolean lost = new AtomicBoolean();

  /** Takes the events of a frame, or drops them. */
  void add(Partition partition, List<RecordedEvent> stored) {
    if (events.get() + stored.size() > MAX_EVENTS || frames.get() >= MAX_FRAMES) {
      lost.set(true);
      return;
    }
    events.addAndGet(stored.size());
    frames.incrementAndGet();
    waiting.add(new Arrival(partition, stored));
  }

  /** Hands over what waits, frame by frame, as it came. */
  void takeAll(BiConsumer<Partition, List<RecordedEvent>> taker) {
    for (Arrival next = waiting.poll(); next != null; next = waiting.poll()) {
      frames.decrementAndGet();
      events.addAndGet(-next.events.size());
      taker.accept(next.partition, next.events);
    }
  }

  /** Whether something was dropped since this was asked last. */
  boolean takeLost() {
    return lost.getAndSet(false);
  }
}
