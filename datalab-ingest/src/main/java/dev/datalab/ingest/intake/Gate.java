package dev.datalab.ingest.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Knows what is under way, and can wait until all of it that had begun has ended, while other
 * things begin. Safe for use by several threads.
 *
 * <p>Who passes counts in the present phase. Waiting puts a new phase in its place: the old one is
 * never entered again, so its count can only go down.
 */
final class Gate {
  private final List<Phase> past = new ArrayList<>();
  private volatile Phase present = new Phase();

  /** Begins something. Its end is {@link Phase#leave}. */
  Phase enter() {
    while (true) {
      Phase phase = present;
      if (phase.enter()) {
        return phase;
      }
    }
  }

  /** Lets nobody into the phases so far. */
  void turn() {
    synchronized (past) {
      Phase old = present;
      present = new Phase();
      old.leave();
      past.add(old);
    }
  }

  /**
   * Waits until what began before the last {@link #turn} has ended.
   *
   * @return whether it has
   */
  boolean await(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    List<Phase> waiting;
    synchronized (past) {
      waiting = List.copyOf(past);
    }
    for (Phase phase : waiting) {
      if (!phase.ended.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return false;
      }
    }
    synchronized (past) {
      past.removeAll(waiting);
    }
    return true;
  }

  /** A stretch of time between two turns. */
  static final class Phase {
    /** What is under way, and one for the gate while the phase is present. */
    private final AtomicInteger inside = new AtomicInteger(1);

    private final CountDownLatch ended = new CountDownLatch(1);

    private boolean enter() {
      int now = inside.get();
      while (now > 0) {
        int was = inside.compareAndExchange(now, now + 1);
        if (was == now) {
          return true;
        }
        now = was;
      }
      return false;
    }

    void leave() {
      if (inside.decrementAndGet() == 0) {
        ended.countDown();
      }
    }
  }
}
