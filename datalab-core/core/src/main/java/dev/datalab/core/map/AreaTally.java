package dev.datalab.core.map;

import dev.datalab.core.map.MapAnswer.Area;
import dev.datalab.core.map.MapAnswer.Clicks;
import dev.datalab.core.map.MapAnswer.Rests;

/** What was counted on a page. Tallies of disjoint visitors add up. */
final class AreaTally {
  private final CellCounts clickCells;
  private final CellCounts restCells;
  private long clicks;
  private long unplaced;
  private long assumedClicks;
  private long clickVisitors;
  private long rests;
  private long restMillis;
  private long assumedRests;
  private long restVisitors;

  /** The number of the visitor who was counted last. */
  private long lastClicker;

  private long lastRester;

  AreaTally(int columns) {
    clickCells = new CellCounts(columns);
    restCells = new CellCounts(columns);
  }

  long clicks() {
    return clicks;
  }

  long rests() {
    return rests;
  }

  /** A click somewhere, of the visitor of this number, from 1. */
  void click(long visitor) {
    clicks++;
    if (lastClicker != visitor) {
      lastClicker = visitor;
      clickVisitors++;
    }
  }

  /** The click that was counted last is in no cell. */
  void unplaced() {
    unplaced++;
  }

  /** The click that was counted last is in this cell. */
  void placed(int column, int row, boolean assumed) {
    clickCells.add(column, row, 1);
    assumedClicks += assumed ? 1 : 0;
  }

  /** A rest of so many milliseconds, at least 1. */
  void rest(int column, int row, long millis, boolean assumed, long visitor) {
    rests++;
    restMillis += millis;
    assumedRests += assumed ? 1 : 0;
    restCells.add(column, row, millis);
    if (lastRester != visitor) {
      lastRester = visitor;
      restVisitors++;
    }
  }

  void add(AreaTally other) {
    clickCells.add(other.clickCells);
    restCells.add(other.restCells);
    clicks += other.clicks;
    unplaced += other.unplaced;
    assumedClicks += other.assumedClicks;
    clickVisitors += other.clickVisitors;
    rests += other.rests;
    restMillis += other.restMillis;
    assumedRests += other.assumedRests;
    restVisitors += other.restVisitors;
  }

  Area area(int limit) {
    return new Area(
        new Clicks(clicks, clickVisitors, unplaced, assumedClicks, clickCells.fullest(limit)),
        new Rests(rests, restVisitors, restMillis, assumedRests, restCells.fullest(limit)));
  }
}
