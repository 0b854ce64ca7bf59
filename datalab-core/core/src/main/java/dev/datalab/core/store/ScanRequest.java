package dev.datalab.core.store;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which events to read.
 *
 * @param app the app's id
 * @param generation that generation only; none means all of them
 * @param fromMillis a hint: earlier events need not be delivered; milliseconds since the epoch
 * @param toMillis a hint: events from here on need not be delivered
 * @param visitor one visitor only
 */
public record ScanRequest(
    String app, OptionalInt generation, long fromMillis, long toMillis, Optional<String> visitor) {
  /** All events of an app under one generation, within a stretch of time. */
  public static ScanRequest of(Partition partition, long fromMillis, long toMillis) {
    return new ScanRequest(
        partition.app(),
        OptionalInt.of(partition.generation()),
        fromMillis,
        toMillis,
        Optional.empty());
  }

  /** All events of an app and generation. */
  public static ScanRequest all(Partition partition) {
    return of(partition, Long.MIN_VALUE, Long.MAX_VALUE);
  }
}
