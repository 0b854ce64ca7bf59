package dev.datalab.platform.documents;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * By what a document is found besides its id, and how long it lives.
 *
 * <p>Keys are compared exactly: whoever wants them without regard to case folds them before.
 *
 * @param unique value by name of the unique keys; no two documents of a collection share one
 * @param lookUps values by name of the look-up keys; any number of documents may share them
 * @param expiresAtMillis when the document ceases to be there, in milliseconds since the epoch; 0:
 *     never
 */
public record Index(
    Map<String, String> unique, Map<String, Set<String>> lookUps, long expiresAtMillis) {
  private static final Index NONE = new Index(Map.of(), Map.of(), 0);

  /** Copies the maps; requires {@code expiresAtMillis} to be at least 0. */
  public Index {
    unique = Map.copyOf(unique);
    Map<String, Set<String>> copy = new LinkedHashMap<>();
    lookUps.forEach((name, values) -> copy.put(name, Set.copyOf(values)));
    lookUps = Map.copyOf(copy);
    if (expiresAtMillis < 0) {
      throw new IllegalArgumentException(
          "expiresAtMillis is %d: give a time since the epoch, or 0 for never"
              .formatted(expiresAtMillis));
    }
  }

  /** No key, and no end. */
  public static Index none() {
    return NONE;
  }

  /** This index with one more unique key. */
  public Index unique(String name, String value) {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
    Map<String, String> more = new LinkedHashMap<>(unique);
    if (more.put(name, value) != null) {
      throw new IllegalArgumentException(
          "unique key '%s' is given twice: once is enough".formatted(name));
    }
    return new Index(more, lookUps, expiresAtMillis);
  }

  /** This index with one more value of a look-up key; a document may have several of one name. */
  public Index lookUp(String name, String value) {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
    Map<String, Set<String>> more = new LinkedHashMap<>(lookUps);
    Set<String> values = new LinkedHashSet<>(more.getOrDefault(name, Set.of()));
    values.add(value);
    more.put(name, values);
    return new Index(unique, more, expiresAtMillis);
  }

  /** This index with an end, in milliseconds since the epoch; 0: never. */
  public Index expires(long atMillis) {
    return new Index(unique, lookUps, atMillis);
  }
}
