package dev.datalab.core.store;

import static java.util.Objects.requireNonNull;

/**
 * What became of a frame, once it is durable.
 *
 * @param state the stream's state after it
 * @param stored events that are now there and were not before
 * @param repeated events whose number had been settled before
 * @param duplicates events that bear an id which the app has seen within {@link
 *     EventStore#ID_MEMORY_DAYS} days; settled, not stored
 */
public record Receipt(StreamState state, int stored, int repeated, int duplicates) {
  /** Requires a state and no negative count. */
  public Receipt {
    requireNonNull(state, "state");
    if (stored < 0 || repeated < 0 || duplicates < 0) {
      throw new IllegalArgumentException(
          "counts below zero: %d, %d, %d".formatted(stored, repeated, duplicates));
    }
  }

  /** Both receipts of one stream, this one the earlier. */
  public Receipt plus(Receipt later) {
    return new Receipt(
        later.state,
        stored + later.stored,
        repeated + later.repeated,
        duplicates + later.duplicates);
  }
}
