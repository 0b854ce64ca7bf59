package dev.datalab.core.query;

import java.util.List;

/**
 * How long something took, in seconds, over at least one measurement.
 *
 * @param average the arithmetic mean
 * @param median for an even number the mean of the middle two
 * @param p90 the 90th percentile by nearest rank
 * @param histogram ascending, without gaps between the first and the last bin
 */
public record Distribution(double average, double median, double p90, List<Bin> histogram) {
  /** Copies the list. */
  public Distribution {
    histogram = List.copyOf(histogram);
  }

  /**
   * A bin of a histogram.
   *
   * @param from included, in seconds
   * @param to excluded, in seconds
   */
  public record Bin(double from, double to, long count) {}
}
