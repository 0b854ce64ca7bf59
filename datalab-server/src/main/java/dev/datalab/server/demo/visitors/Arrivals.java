package dev.datalab.server.demo.visitors;

import dev.datalab.server.demo.visitors.Shopper.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who comes to the shop next, and what they do: new people, and some who were here before. The same
 * seed after the same history always gives the same. For one thread.
 */
public final class Arrivals {
  /** Whoever came among the last so many may be here still, and does not come again yet. */
  private static final int LATEST = 500;

  /** Of more people the oldest don't come back, so that a demo may run for weeks. */
  private static final int REMEMBERED = 10_000;

  private final SplittableRandom chance;
  private final List<Shopper> known;

  private Arrivals(SplittableRandom chance, List<Shopper> known) {
    this.chance = chance;
    this.known = known;
  }

  /** Those who come after a history. */
  public static Arrivals after(ShopHistory history, long seed) {
    return new Arrivals(new SplittableRandom(seed), new ArrayList<>(history.shoppers()));
  }

  /**
   * One visit.
   *
   * @param origin where it comes from; somebody who returns comes directly
   * @param acts what they do, from landing to leaving
   */
  record Arrival(Shopper shopper, Origin origin, List<Act> acts) {}

  /** The next one. */
  Arrival next() {
    int awhileAgo = known.size() - LATEST;
    if (awhileAgo > 0 && Chance.happens(chance, ShopHistory.RETURNS)) {
      Shopper shopper = known.remove(chance.nextInt(awhileAgo));
      return arrival(shopper, Origin.DIRECT);
    }
    Shopper shopper = Shopper.draw(chance);
    return arrival(shopper, shopper.origin());
  }

  private Arrival arrival(Shopper shopper, Origin origin) {
    known.add(shopper);
    if (known.size() > REMEMBERED) {
      known.remove(0);
    }
    return new Arrival(shopper, origin, Visit.draw(shopper, Pace.BRISK, chance));
  }
}
