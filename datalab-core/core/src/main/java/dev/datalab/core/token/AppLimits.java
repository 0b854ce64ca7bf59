package dev.datalab.core.token;

/**
 * What an app token allows.
 *
 * @param sessions at a time, at least 0; 0: no limit
 * @param eventsPerSecond over all sessions, at least 0; 0: no limit
 */
public record AppLimits(int sessions, int eventsPerSecond) {
  /** No limit at all. */
  public static final AppLimits NONE = new AppLimits(0, 0);

  /** Requires both to be at least 0. */
  public AppLimits {
    if (sessions < 0 || eventsPerSecond < 0) {
      throw new IllegalArgumentException(
          "limits are %d sessions and %d events a second: give at least 0, which means no limit"
              .formatted(sessions, eventsPerSecond));
    }
  }
}
