package dev.datalab.core.store.sqlite;

import java.time.Instant;

/**
 * Something in a file of events that is not what was written.
 *
 * @param place what it is: {@code segment 7, block 3 of 8, column times}, {@code log row 12}, or
 *     {@code file}
 * @param app whose events; empty where it is not one app's
 * @param generation under which generation they came; -1 where it is not one's
 * @param events how many events can't be read whole, at most; 0 if none is known to be lost
 * @param fromMillis none of them lies before, in milliseconds since the epoch; 0 if unknown
 * @param toMillis none of them lies after
 * @param detail what is wrong
 */
public record Damage(
    String place,
    String app,
    int generation,
    long events,
    long fromMillis,
    long toMillis,
    String detail) {
  static Damage ofFile(String detail) {
    return new Damage("file", "", -1, 0, 0, 0, detail);
  }

  /** One line for people. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(place);
    if (!app.isEmpty()) {
      line.append(": app ").append(app).append(", generation ").append(generation);
    }
    if (events > 0) {
      line.append(
          ", up to %d events from %s to %s".formatted(events, time(fromMillis), time(toMillis)));
    }
    return line.append(": ").append(detail).toString();
  }

  private static Instant time(long millis) {
    return Instant.ofEpochMilli(millis);
  }
}
