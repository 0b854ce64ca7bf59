package dev.datalab.server.config;

import java.time.Duration;

/**
 * How long one service waits for another. Bounds and defaults stand in {@code reference.conf} under
 * {@code datalab.calls}.
 *
 * @param timeout for an ordinary call
 * @param questionTimeout for a question about events
 * @param transferTimeout for an import or an export as a whole
 */
public record CallSettings(Duration timeout, Duration questionTimeout, Duration transferTimeout) {

  /** Checks the bounds. */
  public CallSettings {
    Duration least = Duration.ofMillis(100);
    Bounds.within("calls.timeout", timeout, least, Duration.ofMinutes(10));
    Bounds.within("calls.question-timeout", questionTimeout, least, Duration.ofHours(1));
    Bounds.within(
        "calls.transfer-timeout", transferTimeout, Duration.ofSeconds(1), Duration.ofDays(7));
  }
}
