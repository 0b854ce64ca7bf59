package dev.datalab.core.internal.measure;

import java.util.Arrays;

/**
 * How much greater the odds of the one side are with something than without it (log odds by Woolf,
 * 1955). A table with an empty cell has a half added to each (Haldane, 1956; Anscombe, 1956).
 *
 * @param ratio above 0; 1 for no difference
 * @param low where its 95 % interval begins
 * @param high where it ends
 * @param z the logarithm in standard errors, without its sign
 */
public record OddsRatio(double ratio, double low, double high, double z) {
  /**
   * The ratio of a table.
   *
   * @param with of the one side, how many have it
   * @param without of the one side, how many don't
   * @param otherWith of the other side, how many have it
   * @param otherWithout of the other side, how many don't
   */
  public static OddsRatio of(long with, long without, long otherWith, long otherWithout) {
    boolean hasEmpty = with == 0 || without == 0 || otherWith == 0 || otherWithout == 0;
    double half = hasEmpty ? 0.5 : 0;
    double[] cells = {with + half, without + half, otherWith + half, otherWithout + half};
    double up = cells[0] * cells[3];
    double down = cells[1] * cells[2];
    // In one order, so that a table and its mirror image are exactly as strong.
    double log = Math.log(Math.max(up, down) / Math.min(up, down));
    Arrays.sort(cells);
    double error = 0;
    for (double cell : cells) {
      error += 1 / cell;
    }
    error = Math.sqrt(error);
    double signed = up < down ? -log : log;
    return new OddsRatio(
        up / down,
        Math.exp(signed - Normal.Z95 * error),
        Math.exp(signed + Normal.Z95 * error),
        log / error);
  }

  /** How likely a ratio at least as far from 1 is by chance alone: by the normal approximation. */
  public double pValue() {
    return Normal.twoSided(z);
  }
}
