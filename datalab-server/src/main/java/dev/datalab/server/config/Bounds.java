package dev.datalab.server.config;

import java.time.Duration;

/** Checks values against the bounds that {@code reference.conf} documents. */
final class Bounds {
  private Bounds() {}

  /**
   * The value, if {@code least <= value <= most}.
   *
   * @throws SettingsException if not
   */
  static int within(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw outside(key, value, least, most);
    }
    return value;
  }

  /**
   * The value, if {@code least <= value <= most}.
   *
   * @throws SettingsException if not
   */
  static Duration within(String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw outside(key, value, least, most);
    }
    return value;
  }

  /**
   * The value, if {@code least <= value <= most}.
   *
   * @throws SettingsException if not
   */
  static double within(String key, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw outside(key, value, least, most);
    }
    return value;
  }

  private static SettingsException outside(String key, Object value, Object least, Object most) {
    return new SettingsException(
        "datalab."
            + key
            + " is "
            + value
            + ", but must lie between "
            + least
            + " and "
            + most
            + ". Set it to a value within these bounds, or leave it out for the default.");
  }
}
