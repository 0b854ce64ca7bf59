package dev.datalab.platform.documents;

import static java.util.Objects.requireNonNull;

/**
 * A document as it stands.
 *
 * @param id its id in the collection
 * @param version how often it was written, from 1
 * @param json its text, as it was written
 */
public record Document(String id, long version, String json) {
  /** Requires all parts. */
  public Document {
    requireNonNull(id, "id");
    requireNonNull(json, "json");
    if (version < 1) {
      throw new IllegalArgumentException(
          "version of document '%s' is %d: versions count from 1".formatted(id, version));
    }
  }
}
