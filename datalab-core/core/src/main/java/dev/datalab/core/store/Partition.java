package dev.datalab.core.store;

/**
 * The data of an app under one generation: the unit that becomes an archive, and that can be
 * deleted whole.
 *
 * @param app the app's id, 1 to 100 characters
 * @param generation how many times the app had been unlocked, from 0
 */
public record Partition(String app, int generation) {
  /** Requires an app and a generation. */
  public Partition {
    if (app.isEmpty() || app.length() > 100) {
      throw new IllegalArgumentException("app: an id of 1 to 100 characters, not '" + app + "'.");
    }
    if (generation < 0) {
      throw new IllegalArgumentException("generation: 0 or more, not " + generation + ".");
    }
  }
}
