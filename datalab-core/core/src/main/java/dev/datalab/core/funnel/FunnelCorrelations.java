package dev.datalab.core.funnel;

import java.util.List;

/**
 * What units that took a stage have more, or less, often than the others that began: of the units
 * that reached the first stage, converters beside droppers. What all of them have, or fewer than
 * the minimum, is in no list, and there is nothing to say if nobody is on one of the two sides.
 *
 * @param stage the stage, 0-based
 * @param converted units that took it
 * @param dropped units that began and did not take it
 * @param properties dimensions and properties of the event by which the counted attempt began; the
 *     strongest first, then what most units have, then by name and value
 * @param pages pages that were seen between the counted attempt's first event and the one that the
 *     stage took, by droppers until the window's end or else their last event; without those that
 *     enter a stage of the funnel. In the same order
 */
public record FunnelCorrelations(
    int stage, long converted, long dropped, List<Row> properties, List<Row> pages) {
  /** Copies the lists. */
  public FunnelCorrelations {
    properties = List.copyOf(properties);
    pages = List.copyOf(pages);
  }

  /**
   * Something that units may have. The odds ratio is that of converting with it beside without it;
   * if one of the four counts behind it is 0, a half is added to each (Haldane, Anscombe). Interval
   * and p-value are those of its logarithm by the normal approximation, which is rough for few
   * units; of many rows some are small by chance.
   *
   * @param property the dimension's or property's name; {@code page} for a page
   * @param convertedWith converters that have it
   * @param droppedWith droppers that have it
   * @param low where the 95 % interval of the odds ratio begins
   * @param high where it ends
   * @param pValue how likely a ratio at least as far from 1 is by chance alone
   */
  public record Row(
      String property,
      String value,
      long convertedWith,
      long droppedWith,
      double oddsRatio,
      double low,
      double high,
      double pValue) {}
}
