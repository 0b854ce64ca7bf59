package dev.datalab.core.element;

import dev.datalab.core.element.ElementsAnswer.HoverFigures;
import dev.datalab.core.event.Event;
import dev.datalab.core.internal.measure.Durations;
import dev.datalab.core.internal.measure.PointBiserial;
import dev.datalab.core.query.Correlation;
import java.util.Optional;

/** What was counted of one element and one kind of pointer. Tallies of disjoint visitors add up. */
final class HoverTally {
  private final Durations clickTimes = new Durations();
  private final Durations leaveTimes = new Durations();
  private long clicks;
  private long leaves;
  private long visitors;

  /** The number of the visitor who was counted last. */
  private long lastVisitor;

  /**
   * Counts a hover.
   *
   * @param millis how long it took; {@link Event#UNKNOWN_ELAPSED} if that is not known
   * @param visitor a number from 1; equal numbers come one after the other
   */
  void add(boolean clicked, long millis, long visitor) {
    if (clicked) {
      clicks++;
    } else {
      leaves++;
    }
    if (millis != Event.UNKNOWN_ELAPSED) {
      (clicked ? clickTimes : leaveTimes).add(millis);
    }
    if (visitor != lastVisitor) {
      lastVisitor = visitor;
      visitors++;
    }
  }

  void add(HoverTally other) {
    clickTimes.addAll(other.clickTimes);
    leaveTimes.addAll(other.leaveTimes);
    clicks += other.clicks;
    leaves += other.leaves;
    visitors += other.visitors;
  }

  long hovers() {
    return clicks + leaves;
  }

  Optional<Correlation> correlation() {
    return PointBiserial.of(clickTimes, leaveTimes);
  }

  HoverFigures figures() {
    Durations all = new Durations();
    all.addAll(clickTimes);
    all.addAll(leaveTimes);
    return new HoverFigures(
        hovers(),
        clicks,
        leaves,
        ratio(clicks, hovers()),
        ratio(leaves, hovers()),
        visitors,
        all.distribution(),
        clickTimes.distribution(),
        leaveTimes.distribution());
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
