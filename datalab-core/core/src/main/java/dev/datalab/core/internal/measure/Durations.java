package dev.datalab.core.internal.measure;

import dev.datalab.core.funnel.FunnelAnswer.Bin;
import dev.datalab.core.funnel.FunnelAnswer.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Times that something took, in milliseconds, as they are collected, and their distribution. Not
 * thread-safe.
 */
public final class Durations {
  private static final double MILLIS_PER_SECOND = 1_000;

  /** Where the bins of a histogram begin, in seconds: what people call durations by. */
  private static final long[] LADDER = {
    0,
    1,
    2,
    5,
    10,
    20,
    30,
    60,
    120,
    300,
    600,
    1_200,
    1_800,
    3_600,
    7_200,
    21_600,
    43_200,
    86_400,
    172_800,
    604_800,
    1_209_600,
    2_592_000,
    7_776_000,
    15_552_000,
    31_536_000,
    315_360_000,
    3_153_600_000L,
    Long.MAX_VALUE / 1_000
  };

  private long[] millis = new long[16];
  private int size;

  /** Adds a time, in milliseconds; not negative. */
  public void add(long time) {
    if (size == millis.length) {
      millis = Arrays.copyOf(millis, size * 2);
    }
    millis[size++] = time;
  }

  /** Adds all times of another. */
  public void addAll(Durations other) {
    int needed = size + other.size;
    if (needed > millis.length) {
      millis = Arrays.copyOf(millis, Math.max(needed, millis.length * 2));
    }
    System.arraycopy(other.millis, 0, millis, size, other.size);
    size = needed;
  }

  /** How many. */
  public int size() {
    return size;
  }

  /** The distribution; none if there are no times. Changes the order of the times. */
  public Optional<Times> distribution() {
    if (size == 0) {
      return Optional.empty();
    }
    long sum = 0;
    long[] counts = new long[LADDER.length - 1];
    for (int i = 0; i < size; i++) {
      sum += millis[i];
      counts[bin(millis[i])]++;
    }
    double median = ranked((size - 1) / 2);
    if (size % 2 == 0) {
      median = (median + ranked(size / 2)) / 2;
    }
    int p90 = (int) ((9L * size + 9) / 10) - 1;
    return Optional.of(
        new Times(
            (double) sum / size / MILLIS_PER_SECOND,
            median / MILLIS_PER_SECOND,
            ranked(p90) / MILLIS_PER_SECOND,
            histogram(counts)));
  }

  private static int bin(long millis) {
    long seconds = millis / 1_000;
    int bin = 0;
    while (bin + 2 < LADDER.length && seconds >= LADDER[bin + 1]) {
      bin++;
    }
    return bin;
  }

  private static List<Bin> histogram(long[] counts) {
    int first = 0;
    while (counts[first] == 0) {
      first++;
    }
    int last = counts.length - 1;
    while (counts[last] == 0) {
      last--;
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      bins.add(new Bin(LADDER[i], LADDER[i + 1], counts[i]));
    }
    return bins;
  }

  /**
   * The time of a rank, from 0: quickselect with the middle of three as pivot, and a sort where
   * that does not get on.
   */
  private double ranked(int rank) {
    int low = 0;
    int high = size - 1;
    int tries = 64;
    while (low < high) {
      if (--tries < 0) {
        Arrays.sort(millis, low, high + 1);
        break;
      }
      long pivot = middle(millis[low], millis[(low + high) >>> 1], millis[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (millis[i] < pivot) {
          i++;
        }
        while (millis[j] > pivot) {
          j--;
        }
        if (i <= j) {
          long swapped = millis[i];
          millis[i++] = millis[j];
          millis[j--] = swapped;
        }
      }
      if (rank <= j) {
        high = j;
      } else if (rank >= i) {
        low = i;
      } else {
        break;
      }
    }
    return millis[rank];
  }

  private static long middle(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
