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

  final Values values;
  private final long[][] times = new long[OverviewTally.RANGES][16];
  private final long[][] visitors = new long[OverviewTally.RANGES][16];

  /** Per value: the last visitor and range that it was counted for. */
  private long[] lastVisits = new long[16];

  OverviewList(Values values) {
    this.values = values;
  }

  /**
   * Counts a value.
   *
   * @param range which of the ranges
   * @param visit names visitor and range; from 1
   */
  void count(int range, int number, long visit) {
    if (number == Values.UNCOUNTED) {
      return;
    }
    reserve(number);
    times[range][number]++;
    if (lastVisits[number] != visit) {
      lastVisits[number] = visit;
      visitors[range][number]++;
    }
  }

  private void reserve(int number) {
    if (number >= lastVisits.length) {
      int length = Math.max(2 * lastVisits.length, number + 1);
      lastVisits = Arrays.copyOf(lastVisits, length);
      for (int range = 0; range < OverviewTally.RANGES; range++) {
        times[range] = Arrays.copyOf(times[range], length);
        visitors[range] = Arrays.copyOf(visitors[range], length);
      }
    }
  }

  void add(OverviewList other) {
    for (int number = 0; number < other.values.size(); number++) {
      int mine = values.of(other.values.text(number));
      reserve(mine);
      for (int range = 0; range < OverviewTally.RANGES; range++) {
        times[range][mine] += other.times[range][number];
        visitors[range][mine] += other.visitors[range][number];
      }
    }
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
        times[OverviewTally.NOW][number],
        visitors[OverviewTally.NOW][number],
        times[OverviewTally.BEFORE][number],
        visitors[OverviewTally.BEFORE][number]);
  }
}
