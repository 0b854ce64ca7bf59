package dev.datalab.server.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times of answers. */
public final class Times {
  private Times() {}

  /** ISO 8601 in UTC with milliseconds at most. */
  public static String iso(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  /** As {@link #iso}; null for 0, which the services take for never. */
  public static @Nullable String isoOrNull(long millis) {
    return millis == 0 ? null : iso(millis);
  }
}
