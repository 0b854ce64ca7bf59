package dev.datalab.core.store.sqlite;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** What {@link SqliteEventStore.Builder} was told; see there. */
record Settings(
    Path file,
    InstantSource clock,
    boolean maintenance,
    int sealEvents,
    Duration sealAfter,
    int blockEvents,
    long blockBytes,
    long cacheBytes,
    int queueEvents) {
  Settings {
    if (sealEvents < 1 || blockEvents < 1 || blockBytes < 1 || queueEvents < 1 || cacheBytes < 0) {
      throw new IllegalArgumentException(
          "sealEvents, blockEvents, blockBytes and queueEvents are at least 1, cacheBytes at least 0; not %d, %d, %d, %d and %d."
              .formatted(sealEvents, blockEvents, blockBytes, queueEvents, cacheBytes));
    }
    if (sealAfter.isNegative()) {
      throw new IllegalArgumentException("sealAfter: not negative, not " + sealAfter + ".");
    }
  }
}
