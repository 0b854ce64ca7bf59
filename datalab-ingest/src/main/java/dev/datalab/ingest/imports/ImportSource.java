package dev.datalab.ingest.imports;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.store.Partition;

/**
 * What an import's body is.
 *
 * @param partition where its events belong
 * @param key the importer's name for the import, 1 to 200 characters, by which it is resumed; empty
 *     for one that is not resumed
 * @param firstLine the number of the body's first line in the import, from 1
 */
public record ImportSource(Partition partition, String key, long firstLine) {
  /** The most characters of a key. */
  public static final int MAX_KEY = 200;

  /** Requires a key within its length and a positive number. */
  public ImportSource {
    requireNonNull(partition, "partition");
    if (requireNonNull(key, "key").length() > MAX_KEY) {
      throw new IllegalArgumentException(
          "import: a key of 1 to %d characters, not %d; shorten it."
              .formatted(MAX_KEY, key.length()));
    }
    if (firstLine < 1) {
      throw new IllegalArgumentException(
          "line: lines are numbered from 1, not %d; give the number of the body's first line."
              .formatted(firstLine));
    }
  }

  /** A whole history that is not resumed. */
  public static ImportSource of(Partition partition) {
    return new ImportSource(partition, "", 1);
  }
}
