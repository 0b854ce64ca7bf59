package dev.datalab.server.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which apps have changed so lately that an answer about them may be older. An answer counts as of
 * the moment when it was asked for, so one that was under way during the change is stale too.
 * Thread-safe.
 */
final class AppChanges {
  /** Longer than an answer is kept and a question may take, together. */
  private static final Duration MEMORY = Duration.ofMinutes(1);

  private final AtomicLong moments = new AtomicLong();
  private final Cache<String, Long> changed =
      Caffeine.newBuilder().expireAfterWrite(MEMORY).executor(Runnable::run).build();

  /** The present moment, to be taken before asking. */
  long moment() {
    return moments.get();
  }

  /** An app has changed: what was asked for before this is stale. */
  void changed(String app) {
    changed.asMap().merge(app, moments.incrementAndGet(), Math::max);
  }

  /** Whether an answer about an app, asked for at a moment, is stale. */
  boolean isStale(String app, long moment) {
    Long change = changed.getIfPresent(app);
    return change != null && moment < change;
  }
}
