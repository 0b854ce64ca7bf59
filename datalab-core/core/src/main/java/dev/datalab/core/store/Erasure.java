package dev.datalab.core.store;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.event.RecordedEvent;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which events to erase for good: those to which all of this applies.
 *
 * @param app the app's id
 * @param generation that generation only; none means all of them
 * @param fromMillis events at this time or later, in milliseconds since the epoch
 * @param toMillis events before this time; after {@code fromMillis}
 * @param visitor one visitor's only; with their importers' ids, see {@link EventStore#erase}
 */
public record Erasure(
    String app, OptionalInt generation, long fromMillis, long toMillis, Optional<String> visitor) {
  /** Requires an app, and a range that is not empty. */
  public Erasure {
    requireNonNull(app, "app");
    requireNonNull(generation, "generation");
    requireNonNull(visitor, "visitor");
    if (fromMillis >= toMillis) {
      throw new IllegalArgumentException(
          "an erasure from %d to %d: it begins before it ends.".formatted(fromMillis, toMillis));
    }
  }

  /** Everything of a visitor, in every generation. */
  public static Erasure ofVisitor(String app, String visitor) {
    return new Erasure(
        app, OptionalInt.empty(), Long.MIN_VALUE, Long.MAX_VALUE, Optional.of(visitor));
  }

  /** Everything before a time, in every generation. */
  public static Erasure before(String app, long toMillis) {
    return new Erasure(app, OptionalInt.empty(), Long.MIN_VALUE, toMillis, Optional.empty());
  }

  /** Whether a partition has events that could be meant. */
  public boolean covers(Partition partition) {
    return partition.app().equals(app)
        && (generation.isEmpty() || generation.getAsInt() == partition.generation());
  }

  /** Whether a time lies in the range. */
  public boolean covers(long millis) {
    return fromMillis <= millis && millis < toMillis;
  }

  /** Whether an event of a covered partition is meant. */
  public boolean covers(RecordedEvent event) {
    return covers(event.event().time())
        && (visitor.isEmpty() || visitor.get().equals(event.visitor()));
  }

  /** The scan that delivers all events that could be meant. */
  public ScanRequest scan() {
    return new ScanRequest(app, generation, fromMillis, toMillis, visitor);
  }
}
