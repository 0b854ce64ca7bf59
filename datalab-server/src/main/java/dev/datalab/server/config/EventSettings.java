package dev.datalab.server.config;

import java.time.Duration;

/**
 * The embedded store of events. Bounds and defaults stand in {@code reference.conf} under {@code
 * datalab.events}.
 *
 * @param cacheShare share of the heap that decoded events may keep
 * @param sealEvents how many fresh events of a month are sealed into a block
 * @param sealAfter how long fewer of them wait
 * @param pagesPerDay how many different pages an app may have in a day; 0 for any number
 * @param retentionInterval from one look for events that are too old to the next
 */
public record EventSettings(
    double cacheShare,
    int sealEvents,
    Duration sealAfter,
    int pagesPerDay,
    Duration retentionInterval) {

  /** Checks the bounds. */
  public EventSettings {
    Bounds.within("events.cache-share", cacheShare, 0, 0.8);
    Bounds.within("events.seal-events", sealEvents, 1, 1 << 24);
    Bounds.within("events.seal-after", sealAfter, Duration.ofSeconds(1), Duration.ofDays(1));
    Bounds.within("events.pages-per-day", pagesPerDay, 0, 100_000_000);
    Bounds.within(
        "events.retention-interval", retentionInterval, Duration.ofSeconds(1), Duration.ofDays(1));
  }

  /** What {@link #cacheShare} is of this process's heap, in bytes. */
  public long cacheBytes() {
    return (long) (Runtime.getRuntime().maxMemory() * cacheShare);
  }
}
