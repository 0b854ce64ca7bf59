package dev.datalab.platform.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * The document of an app's configuration.
 *
 * <p>Locking is a step of a saga and may come late, after its own compensation; so the sagas that
 * were compensated are remembered, the youngest {@value #REMEMBERED}, and can't lock any more.
 *
 * @param app the app's id
 * @param json the configuration's canonical text
 * @param version how often it was set, from 0
 * @param lockedBy the saga that locked it; empty while unlocked
 * @param voided sagas that may not lock any more, the youngest first
 * @param updatedAtMillis when it was set last; 0: never
 * @param updatedById the user who set it last; empty: nobody
 */
record StoredConfiguration(
    String app,
    String json,
    long version,
    String lockedBy,
    List<String> voided,
    long updatedAtMillis,
    String updatedById) {
  /** How many compensated sagas are remembered. */
  static final int REMEMBERED = 16;

  StoredConfiguration {
    voided = List.copyOf(voided);
  }

  /** What an app has that nobody has configured. */
  static StoredConfiguration none(String app) {
    return new StoredConfiguration(app, AppConfiguration.DEFAULT.json(), 0, "", List.of(), 0, "");
  }

  boolean locked() {
    return !lockedBy.isEmpty();
  }

  String etag() {
    return "\"" + version + "\"";
  }

  StoredConfiguration set(String newJson, String userId, long nowMillis) {
    return new StoredConfiguration(app, newJson, version + 1, lockedBy, voided, nowMillis, userId);
  }

  /** Locked by a saga, unless another one holds it. */
  StoredConfiguration lock(String saga) {
    return locked() ? this : locked(saga, voided);
  }

  /** Unlocked whoever locked it. */
  StoredConfiguration unlock() {
    return locked("", voided);
  }

  /** Unlocked if this saga locked it, and closed to this saga for ever. */
  StoredConfiguration compensate(String saga) {
    List<String> more =
        voided.contains(saga)
            ? voided
            : Stream.concat(Stream.of(saga), voided.stream()).limit(REMEMBERED).toList();
    return locked(lockedBy.equals(saga) ? "" : lockedBy, more);
  }

  private StoredConfiguration locked(String by, List<String> closedTo) {
    return new StoredConfiguration(app, json, version, by, closedTo, updatedAtMillis, updatedById);
  }
}
