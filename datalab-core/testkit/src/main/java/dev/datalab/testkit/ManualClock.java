package dev.datalab.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test sets. Safe for use by several threads. */
public final class ManualClock implements InstantSource {
  private Instant now;

  /** A clock that stands at this moment. */
  public ManualClock(Instant now) {
    this.now = now;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Sets the clock forward, or back if the duration is negative. */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }
}
