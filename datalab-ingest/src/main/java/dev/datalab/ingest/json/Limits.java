package dev.datalab.ingest.json;

/** The bounds of what an event may hold. Texts are counted in characters (UTF-16 units). */
final class Limits {
  /** Addresses, XPaths, targets, referrers, user agents, campaign parameters, property values. */
  static final int TEXT = 2_000;

  /** Ids of visitors, sessions and lines; names of browsers, systems, devices, languages. */
  static final int SHORT_TEXT = 200;

  /** Names, and ids of what an app has configured. */
  static final int NAME = 100;

  static final int POINTS = 1_000;

  /** One year, in milliseconds. */
  static final long ELAPSED_MILLIS = 31_536_000_000L;

  /** One day, in milliseconds. */
  static final int POINT_MILLIS = 86_400_000;

  /** CSS pixels to either side. */
  static final int PIXELS = 10_000_000;

  /** How deep JSON may be nested, unknown fields included. */
  static final int DEPTH = 16;

  private Limits() {}
}
