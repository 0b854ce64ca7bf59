package dev.datalab.core.store.sqlite;

import java.io.IOException;
import java.time.InstantSource;

/**
 * Gives stream ids out: microseconds by the clock, or one more than the last where the clock stands
 * or steps back. So that no process gives one out twice, they are reserved in the file, ten
 * seconds' worth at a time; a process begins where the reservation of the one before ended. Safe
 * for use by several threads.
 */
final class StreamIds {
  private static final long RESERVED = 10_000_000;

  private final Writer writer;
  private final InstantSource clock;
  private long last;
  private long reserved;

  StreamIds(Writer writer, InstantSource clock) {
    this.writer = writer;
    this.clock = clock;
  }

  /** Goes on where the process before may have ended. */
  synchronized void restore() throws IOException {
    reserved =
        writer.call(
            1, session -> session.find("SELECT value FROM meta WHERE name = 'streams'").orElse(0));
    last = reserved;
  }

  synchronized long next() throws IOException {
    long next = Math.max(last + 1, clock.millis() * 1_000);
    if (next > reserved) {
      long until = next + RESERVED;
      writer.call(
          1,
          session ->
              session.update(
                  "INSERT OR REPLACE INTO meta(name, value) VALUES('streams', ?)", until));
      reserved = until;
    }
    last = next;
    return next;
  }
}
