package dev.datalab.core.store;

/**
 * Neighbouring numbers of a stream.
 *
 * @param first included, from 1
 * @param last included
 */
public record SeqRange(long first, long last) {
  /** Requires 1 ≤ first ≤ last. */
  public SeqRange {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException(
          "numbers %d to %d: a range begins at 1 or later and does not end before it begins."
              .formatted(first, last));
    }
  }

  /** How many numbers. */
  public long size() {
    return last - first + 1;
  }

  /** Whether the number is in the range. */
  public boolean contains(long seq) {
    return first <= seq && seq <= last;
  }
}
