package dev.datalab.server.events;

import dev.datalab.platform.rpc.Rejection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The imports of this process that have begun to commit. Safe for use by many threads.
 *
 * <p>An import announces its commit first and then asks whether its generation is still the present
 * one. Whoever has ended a generation, and then waits here, leaves no import behind that could
 * still add to it: one that was announced before is waited for, one that is announced later is told
 * that it is late.
 */
final class Commits {
  private final Set<Commit> underWay = ConcurrentHashMap.newKeySet();
  private final Duration longest;

  /**
   * Without any under way.
   *
   * @param longest how long {@link #await} waits
   */
  Commits(Duration longest) {
    this.longest = longest;
  }

  /** A commit into an app that is not announced yet. */
  Commit of(String appId) {
    return new Commit(appId);
  }

  /**
   * Returns when no commit into the app that was announced before is under way any more.
   *
   * @throws Rejection UNAVAILABLE if one takes longer than this may wait, or the thread was
   *     interrupted
   */
  void await(String appId) {
    long until = System.nanoTime() + longest.toNanos();
    try {
      for (Commit commit : underWay) {
        if (commit.appId.equals(appId)
            && !commit.over.await(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          throw Rejection.unavailable("An import into the app is being stored: try again soon.");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Rejection.unavailable("The server is stopping: try again soon.");
    }
  }

  /** One import's commit; over when it is closed. */
  final class Commit implements AutoCloseable {
    private final String appId;
    private final CountDownLatch over = new CountDownLatch(1);

    private Commit(String appId) {
      this.appId = appId;
    }

    void announce() {
      underWay.add(this);
    }

    @Override
    public void close() {
      underWay.remove(this);
      over.countDown();
    }
  }
}
