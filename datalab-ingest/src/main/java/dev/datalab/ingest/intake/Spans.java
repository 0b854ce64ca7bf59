package dev.datalab.ingest.intake;

import java.time.Duration;

/** How long things last, in milliseconds. */
final class Spans {
  /** A session ends so long after its last event; a socket is closed so long after a message. */
  static final long IDLE = Duration.ofMinutes(30).toMillis();

  /** A stream's key is good for so long, 48 hours, after the session's last event. */
  static final long KEY = Duration.ofDays(2).toMillis();

  /** A ticket is good for so long, and so is its admission. */
  static final long TICKET = Duration.ofSeconds(30).toMillis();

  private Spans() {}
}
