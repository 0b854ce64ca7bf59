package dev.datalab.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final long LONG = TimeUnit.SECONDS.toNanos(30);

  private final Gate gate = new Gate();

  @Test
  void whatBeganBeforeTheTurnIsWaitedForAndWhatBeganLaterIsNot() throws Exception {
    Gate.Phase before = gate.enter();
    gate.turn();
    Gate.Phase after = gate.enter();
    assertThat(gate.await(1_000)).isFalse();
    before.leave();
    assertThat(gate.await(LONG)).isTrue();
    after.leave();
  }

  @Test
  void whatWasNotAwaitedIsAwaitedTheNextTime() throws Exception {
    Gate.Phase first = gate.enter();
    gate.turn();
    assertThat(gate.await(1_000)).isFalse();
    Gate.Phase second = gate.enter();
    gate.turn();
    second.leave();
    assertThat(gate.await(1_000)).as("the first is still inside").isFalse();
    first.leave();
    assertThat(gate.await(LONG)).isTrue();
  }

  @Test
  void anEmptyGateIsNotWaitedFor() throws Exception {
    assertThat(gate.await(0)).isTrue();
    gate.enter().leave();
    gate.turn();
    gate.turn();
    assertThat(gate.await(0)).isTrue();
  }

  @Test
  void nobodyIsMissedByWhoWaits() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    AtomicLong done = new AtomicLong();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 200; round++) {
        closed.set(false);
        Runnable work =
            () -> {
              for (int i = 0; i < 200; i++) {
                Gate.Phase phase = gate.enter();
                if (!closed.get()) {
                  done.incrementAndGet();
                }
                phase.leave();
              }
            };
        Future<?> first = pool.submit(work);
        Future<?> second = pool.submit(work);
        closed.set(true);
        gate.turn();
        assertThat(gate.await(LONG)).isTrue();
        long then = done.get();
        first.get();
        second.get();
        assertThat(done.get()).as("round %d", round).isEqualTo(then);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
