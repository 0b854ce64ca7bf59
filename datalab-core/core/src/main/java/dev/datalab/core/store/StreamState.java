package dev.datalab.core.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Which numbers of a stream are settled: stored, refused with a reason, or lost.
 *
 * @param mark every number from 1 to here is settled; 0 if none
 * @param above settled ranges above the mark, ascending, with a gap before each; at most {@value
 *     #MAX_RANGES}
 * @param lastMillis the greatest time of a stored event, in milliseconds since the epoch; 0 if none
 *     is stored
 */
public record StreamState(long mark, List<SeqRange> above, long lastMillis) {
  /** The most ranges above the mark; what would make more is neither stored nor acknowledged. */
  public static final int MAX_RANGES = 64;

  /** Nothing has come yet. */
  public static final StreamState NEW = new StreamState(0, List.of(), 0);

  /** Requires ranges in order, each after a gap, and no time before 1970. */
  public StreamState {
    above = List.copyOf(above);
    if (mark < 0 || above.size() > MAX_RANGES) {
      throw new IllegalArgumentException(
          "mark %d with %d ranges; at most %d.".formatted(mark, above.size(), MAX_RANGES));
    }
    if (lastMillis < 0) {
      throw new IllegalArgumentException("lastMillis: 0 or later, not " + lastMillis + ".");
    }
    long end = mark;
    for (SeqRange range : above) {
      if (range.first() - 1 <= end) {
        throw new IllegalArgumentException("ranges above " + mark + " out of order: " + above);
      }
      end = range.last();
    }
  }

  /** The next number that the store lacks. */
  public long resumeFrom() {
    return mark + 1;
  }

  /** Whether a number is settled. */
  public boolean isSettled(long seq) {
    if (seq <= mark) {
      return true;
    }
    for (SeqRange range : above) {
      if (range.contains(seq)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the state can take a range in without holding more than {@value #MAX_RANGES} above the
   * mark.
   */
  public boolean canSettle(SeqRange range) {
    List<SeqRange> ranges = merged(range);
    return ranges.size() - (ranges.get(0).first() == 1 ? 1 : 0) <= MAX_RANGES;
  }

  /**
   * The state after a range was settled.
   *
   * @throws IllegalStateException if {@link #canSettle} is false
   */
  public StreamState settled(SeqRange range) {
    List<SeqRange> ranges = merged(range);
    long newMark = mark;
    if (ranges.get(0).first() == 1) {
      newMark = ranges.remove(0).last();
    }
    if (ranges.size() > MAX_RANGES) {
      throw new IllegalStateException("more than " + MAX_RANGES + " ranges above " + newMark);
    }
    return new StreamState(newMark, ranges, lastMillis);
  }

  /** The state after an event of this time was stored; earlier ones change nothing. */
  public StreamState stored(long timeMillis) {
    return timeMillis > lastMillis ? new StreamState(mark, above, timeMillis) : this;
  }

  private List<SeqRange> merged(SeqRange added) {
    List<SeqRange> ranges = new ArrayList<>(above.size() + 2);
    if (mark > 0) {
      ranges.add(new SeqRange(1, mark));
    }
    ranges.addAll(above);
    List<SeqRange> merged = new ArrayList<>(ranges.size() + 1);
    SeqRange open = added;
    for (SeqRange range : ranges) {
      if (range.last() < open.first() - 1) {
        merged.add(range);
      } else if (open.last() < range.first() - 1) {
        merged.add(open);
        open = range;
      } else {
        open =
            new SeqRange(
                Math.min(open.first(), range.first()), Math.max(open.last(), range.last()));
      }
    }
    merged.add(open);
    return merged;
  }
}
