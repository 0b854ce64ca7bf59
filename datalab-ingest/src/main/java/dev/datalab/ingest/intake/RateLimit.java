package dev.datalab.ingest.intake;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many events may come in a second. A frame is taken whole if anything is left, and what it has
 * too much is owed: else a frame that is larger than the limit could never come. Goes by the
 * machine's own running time, whatever the clock does. Safe for use by several threads.
 */
final class RateLimit {
  private final @Nullable Bucket bucket;

  RateLimit(OptionalInt eventsPerSecond) {
    int limit = eventsPerSecond.orElse(0);
    this.bucket =
        limit == 0
            ? null
            : Bucket.builder()
                .addLimit(
                    bandwidth ->
                        bandwidth.capacity(limit).refillGreedy(limit, Duration.ofSeconds(1)))
                .build();
  }

  /** Takes so many events, at least one, or refuses them. */
  void take(int events) throws IntakeRefusal {
    if (bucket == null) {
      return;
    }
    long nanos = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    if (nanos > 0) {
      throw IntakeRefusal.limit(
          "More events in a second than the app's token allows; send them again later.",
          TimeUnit.NANOSECONDS.toSeconds(nanos) + 1);
    }
    bucket.consumeIgnoringRateLimits(events);
  }
}
