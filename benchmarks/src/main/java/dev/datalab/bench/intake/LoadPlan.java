package dev.datalab.bench.intake;

import java.time.Duration;

/**
 * One load.
 *
 * @param sockets how many visitors, each with a WebSocket, 1 to 100,000
 * @param rate events per second by all of them together; 0: as fast as it goes
 * @param warmUp before anything is counted
 * @param duration what is counted, at least a second
 * @param frame events in a frame, 1 to {@value #MOST_EVENTS}
 * @param inFlight events that a socket sends ahead of their acknowledgement where there is no rate,
 *     at least a frame
 */
record LoadPlan(
    int sockets, int rate, Duration warmUp, Duration duration, int frame, int inFlight) {
  /** The most events in a frame: what a client may send before it knows the server's window. */
  static final int MOST_EVENTS = 64;

  private static final int MOST_SOCKETS = 100_000;
  private static final int MOST_RATE = 100_000_000;
  private static final Duration LONGEST = Duration.ofHours(24);

  /** Checks the bounds. */
  LoadPlan {
    within("--sockets", sockets, 1, MOST_SOCKETS);
    within("--rate", rate, 0, MOST_RATE);
    within("--frame", frame, 1, MOST_EVENTS);
    within("--in-flight", inFlight, frame, 1_000);
    if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("--duration: 1 s to 24 h, not %s.".formatted(duration));
    }
    if (warmUp.isNegative() || warmUp.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("--warm-up: 0 s to 24 h, not %s.".formatted(warmUp));
    }
  }

  private static void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: %,d to %,d, not %,d.".formatted(option, least, most, value));
    }
  }

  /** When a frame of all sockets is due, in nanoseconds after the first. */
  long dueNanos(long frameNumber) {
    return (long) (frameNumber * (1e9 * frame / rate));
  }
}
