package dev.datalab.core.overview;

import dev.datalab.core.internal.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each value of a list came in each range, and to how many visitors. Lists of disjoint
 * visitors add up. One thread's.
 */
final class OverviewList {
  /** What a value was counted. */
  record Counted(String value, long times, long visitors, long timesBefore, long visitorsBefore) {
    static final Comparator<Counted> BY_TIMES =
        Comparator.comparingLong(Counted::times).reversed().thenComparing(Counted::value);

    static final Comparator<Counted> BY_TIMES_AND_VISITORS =
        Comparator.comparingLong(Counted::times)
            .thenComparingLong(Counted::visitors)
            .reversed()
            .thenComparing(Counted::value);
  }

  /** Per value so many numbers, which lie side by side: they are counted together. */
  private static final int STRIDE = 4;

  private static final int TIMES = 0;
  private static final int VISITORS = 1;

  /** The last visit that it was counted for. */
  private static final int LAST_VISIT = 2;

  final Values values;

  /** Per range and value: its counts. They are small, so that those of common values stay near. */
  private final int[][] counts = new int[OverviewTally.RANGES][16 * STRIDE];

  OverviewList(Values values) {
    this.values = values;
  }

  /**
   * Counts a value.
   *
   * @param range which of the ranges
   * @param visit names visitor and range; from 1
   * @throws ArithmeticException if one value comes more than 2^31 times
   */
  void count(int range, int number, int visit) {
    if (number == Values.UNCOUNTED) {
      return;
    }
    int at = number * STRIDE;
    if (at >= counts[range].length) {
      reserve(range, at);
    }
    int[] into = counts[range];
    into[at + TIMES] = Math.incrementExact(into[at + TIMES]);
    into[at + VISITORS] += into[at + LAST_VISIT] == visit ? 0 : 1; // nobody could guess: no branch
    into[at + LAST_VISIT] = visit;
  }

  private void reserve(int range, int at) {
    counts[range] = Arrays.copyOf(counts[range], Math.max(2 * counts[range].length, at + STRIDE));
  }

  void add(OverviewList other) {
    for (int number = 0; number < other.values.size(); number++) {
      int mine = values.of(other.values.text(number)) * STRIDE;
      for (int range = 0; range < OverviewTally.RANGES; range++) {
        if (mine >= counts[range].length) {
          reserve(range, mine);
        }
        for (int i = TIMES; i <= VISITORS; i++) {
          counts[range][mine + i] =
              Math.addExact(counts[range][mine + i], other.figure(range, number, i));
        }
      }
    }
  }

  private int figure(int range, int number, int which) {
    int at = number * STRIDE + which;
    return at < counts[range].length ? counts[range][at] : 0;
  }

  /** The values of the first range, found part by part. */
  static final class Best {
    private final Comparator<Counted> order;
    private final int limit;
    private List<Counted> rows = List.of();
    private long different;

    Best(Comparator<Counted> order, int limit) {
      this.order = order;
      this.limit = limit;
    }

    /** Adds a part, which has no value of the parts before. */
    void add(OverviewList part) {
      List<Counted> both = new ArrayList<>(rows);
      IntStream.range(0, part.values.size())
          .mapToObj(part::counted)
          .filter(counted -> counted.times > 0)
          .forEach(
              counted -> {
                both.add(counted);
                different++;
              });
      rows = both.stream().sorted(order).limit(limit).toList();
    }

    List<Counted> rows() {
      return rows;
    }

    /** How many values are not among the rows. */
    long more() {
      return different - rows.size();
    }
  }

  private Counted counted(int number) {
    return new Counted(
        values.text(number),
        figure(OverviewTally.NOW, number, TIMES),
        figure(OverviewTally.NOW, number, VISITORS),
        figure(OverviewTally.BEFORE, number, TIMES),
        figure(OverviewTally.BEFORE, number, VISITORS));
  }
}
