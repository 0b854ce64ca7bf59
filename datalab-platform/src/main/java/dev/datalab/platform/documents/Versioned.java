package dev.datalab.platform.documents;

import static java.util.Objects.requireNonNull;

/**
 * A value as it was read, with the version that a change of it must name.
 *
 * @param <T> the record that the document holds
 * @param id the document's id
 * @param version the document's version, from 1
 * @param value what it says
 */
public record Versioned<T>(String id, long version, T value) {
  /** Requires all parts. */
  public Versioned {
    requireNonNull(id, "id");
    requireNonNull(value, "value");
  }
}
