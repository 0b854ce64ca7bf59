package dev.datalab.core.internal.measure;

import org.apache.commons.numbers.gamma.Erfc;

/** The standard normal distribution. */
public final class Normal {
  /** 95 % lie between minus this and this. */
  public static final double Z95 = 1.959963984540054;

  private Normal() {}

  /** How likely a value at least as far from 0 is, on either side. */
  public static double twoSided(double z) {
    return Erfc.value(Math.abs(z) / Math.sqrt(2));
  }
}
