package dev.datalab.server.demo.visitors;

import dev.datalab.server.client.visitor.VisitorClient;
import dev.datalab.server.demo.visitors.Arrivals.Arrival;
import dev.datalab.server.demo.visitors.Shopper.Equipment;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.InstantSource;

/** One visit on its way: a client of the server that does one act after the other. */
final class Walk {
  /** A walk that is late by more, for the machine slept say, does not hurry after its time. */
  private static final long MOST_LATE_MILLIS = 1_000;

  private final Arrival arrival;
  private final Door door;
  private final LiveEvents events;
  private final VisitorClient client;
  private final InstantSource clock;
  private int next;
  private long actMillis;

  Walk(Arrival arrival, Door door, HttpClient http, InstantSource clock) {
    this.arrival = arrival;
    this.door = door;
    this.clock = clock;
    events = new LiveEvents(door.site());
    client =
        VisitorClient.builder(door.server(), door.token())
            .origin(door.site())
            .userAgent(arrival.shopper().equipment().userAgent())
            .visitor(arrival.shopper().visitor())
            .http(http)
            .clock(clock)
            .build();
  }

  /**
   * Says hello.
   *
   * @return false if the server collects nothing of this visitor
   */
  boolean begin() throws IOException {
    Equipment with = arrival.shopper().equipment();
    boolean collected =
        client.hello(landing(), arrival.origin().referrer(), with.language(), with.screen());
    actMillis = clock.millis() + arrival.acts().get(0).after();
    return collected;
  }

  /** Whether everything is done. */
  boolean isOver() {
    return next == arrival.acts().size();
  }

  /** How long until the next act, in milliseconds. */
  long millisToNext() {
    return Math.max(0, actMillis - clock.millis());
  }

  /**
   * Does the next act.
   *
   * @throws IllegalStateException if the server has refused this visitor; the message says why
   */
  void act() {
    Act act = arrival.acts().get(next);
    client.send(events.json(act, actMillis, landing()));
    next++;
    if (!isOver()) {
      long earliest = clock.millis() - MOST_LATE_MILLIS;
      actMillis = Math.max(actMillis, earliest) + arrival.acts().get(next).after();
    }
  }

  /** Says goodbye, and waits until the server has everything. */
  void leave() throws InterruptedException {
    client.goodbye();
    client.close();
  }

  /** Goes without a word. */
  void breakOff() {
    client.close();
  }

  private String landing() {
    return door.site() + arrival.acts().get(0).page() + arrival.origin().query();
  }
}
