package dev.datalab.core.internal.measure;

import dev.datalab.core.query.Distribution;
import dev.datalab.core.query.Distribution.Bin;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Times that something took, in milliseconds, as they are collected, and their distribution. Not
 * thread-safe.
 *
 * <p>Times are kept one by one while they are few. When they are many the different ones are
 * counted: people stay for seconds and minutes, so that there are a few hundred thousand at most.
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

  /** The bin of each whole second of the first hour. */
  private static final byte[] BINS = bins();

  /** Ranks are looked for by parting times into so many equal stretches. */
  private static final int STRETCHES = 1 << 11;

  private static final int FEW = 64;

  private static final long[] NONE = {};

  /** From so many on they are counted: a five-hundredth of the heap, in bytes. */
  private static final int MANY =
      (int) Math.max(1 << 14, Math.min(1 << 22, Runtime.getRuntime().maxMemory() >> 12));

  private static final int BUFFER = 1 << 12;

  private final int many;
  private long[] millis = NONE;
  private int size;

  /** Those that are not in {@link #millis}; none while they are few. */
  private @Nullable ValueCounts counts;

  /** How many were counted. */
  private int counted;

  /** No times. */
  public Durations() {
    this(MANY);
  }

  Durations(int many) {
    this.many = many;
  }

  /** Adds a time, in milliseconds; not negative. */
  public void add(long time) {
    if (size == millis.length) {
      room();
    }
    millis[size++] = time;
  }

  private void room() {
    if (counts == null && size < many) {
      millis = Arrays.copyOf(millis, Math.max(size * 2, 2));
      return;
    }
    countAll();
    if (millis.length != BUFFER) {
      millis = new long[BUFFER];
    }
  }

  /** Counts the times that were kept one by one. */
  private ValueCounts countAll() {
    ValueCounts into = counts == null ? new ValueCounts() : counts;
    counts = into;
    for (int i = 0; i < size; i++) {
      into.add(millis[i], 1);
    }
    counted = Math.addExact(counted, size);
    size = 0;
    return into;
  }

  /** Adds all times of another. */
  public void addAll(Durations other) {
    if (other.counts != null) {
      countAll().addAll(other.counts);
      counted = Math.addExact(counted, other.counted);
    }
    if (counts == null && size + other.size <= many) {
      int needed = size + other.size;
      if (needed > millis.length) {
        millis = Arrays.copyOf(millis, Math.max(needed, millis.length * 2));
      }
      System.arraycopy(other.millis, 0, millis, size, other.size);
      size = needed;
      return;
    }
    for (int i = 0; i < other.size; i++) {
      add(other.millis[i]);
    }
  }

  /**
   * Adds some times of an array, in milliseconds; not negative.
   *
   * @param to behind the last
   */
  public void addAll(long[] times, int from, int to) {
    int more = to - from;
    if (counts == null && size + more <= many) {
      if (size + more > millis.length) {
        millis = Arrays.copyOf(millis, Math.max(size + more, millis.length * 2));
      }
      System.arraycopy(times, from, millis, size, more);
      size += more;
      return;
    }
    for (int i = from; i < to; i++) {
      add(times[i]);
    }
  }

  /** About how much memory they take, in bytes. */
  public long bytes() {
    return (long) Long.BYTES * millis.length + (counts == null ? 0 : counts.bytes());
  }

  /** All of them, in milliseconds. */
  BigInteger sum() {
    BigInteger sum = counts == null ? BigInteger.ZERO : countedSum(counts, false);
    long part = 0;
    for (int i = 0; i < size; i++) {
      if (part > Long.MAX_VALUE - millis[i]) {
        sum = sum.add(BigInteger.valueOf(part));
        part = 0;
      }
      part += millis[i];
    }
    return sum.add(BigInteger.valueOf(part));
  }

  /** Their squares, in square milliseconds: added up in 128 bits, carried over before they fill. */
  BigInteger sumOfSquares() {
    BigInteger sum = counts == null ? BigInteger.ZERO : countedSum(counts, true);
    long high = 0;
    long low = 0;
    for (int i = 0; i < size; i++) {
      long square = millis[i] * millis[i];
      low += square;
      high += Math.multiplyHigh(millis[i], millis[i]);
      if (Long.compareUnsigned(low, square) < 0) {
        high++;
      }
      if (high > Long.MAX_VALUE / 2) {
        sum = sum.add(wide(high, low));
        high = 0;
        low = 0;
      }
    }
    return sum.add(wide(high, low));
  }

  private static BigInteger countedSum(ValueCounts counts, boolean ofSquares) {
    BigInteger sum = BigInteger.ZERO;
    for (long value : counts.sorted()) {
      BigInteger times =
          BigInteger.valueOf(value).multiply(BigInteger.valueOf(counts.count(value)));
      sum = sum.add(ofSquares ? times.multiply(BigInteger.valueOf(value)) : times);
    }
    return sum;
  }

  private static BigInteger wide(long high, long low) {
    BigInteger bits = BigInteger.valueOf(low >>> 1).shiftLeft(1).or(BigInteger.valueOf(low & 1));
    return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(bits);
  }

  /** How many. */
  public int size() {
    return Math.addExact(size, counted);
  }

  /** The distribution; none if there are no times. */
  public Optional<Distribution> distribution() {
    if (counts != null) {
      return Optional.of(countedDistribution());
    }
    if (size == 0) {
      return Optional.empty();
    }
    long sum = 0;
    long[] counts = new long[LADDER.length - 1];
    for (int i = 0; i < size; i++) {
      sum += millis[i];
      counts[bin(millis[i])]++;
    }
    int middle = (size - 1) / 2;
    double median = ranked(millis, size, middle);
    if (size % 2 == 0) {
      median = (median + ranked(millis, size, middle + 1)) / 2;
    }
    int p90 = (int) ((9L * size + 9) / 10) - 1;
    return Optional.of(
        new Distribution(
            (double) sum / size / MILLIS_PER_SECOND,
            median / MILLIS_PER_SECOND,
            ranked(millis, size, p90) / MILLIS_PER_SECOND,
            histogram(counts)));
  }

  private Distribution countedDistribution() {
    ValueCounts all = countAll();
    long[] values = all.sorted();
    long sum = 0;
    long[] bins = new long[LADDER.length - 1];
    long[] upTo = new long[values.length];
    long before = 0;
    for (int i = 0; i < values.length; i++) {
      int count = all.count(values[i]);
      sum += values[i] * count;
      bins[bin(values[i])] += count;
      before += count;
      upTo[i] = before;
    }
    int middle = (counted - 1) / 2;
    double median = values[firstAbove(upTo, middle)];
    if (counted % 2 == 0) {
      median = (median + values[firstAbove(upTo, middle + 1)]) / 2;
    }
    int p90 = (int) ((9L * counted + 9) / 10) - 1;
    return new Distribution(
        (double) sum / counted / MILLIS_PER_SECOND,
        median / MILLIS_PER_SECOND,
        values[firstAbove(upTo, p90)] / MILLIS_PER_SECOND,
        histogram(bins));
  }

  /** The place of the first number that is greater; numbers are ascending, each different. */
  private static int firstAbove(long[] ascending, long number) {
    int found = Arrays.binarySearch(ascending, number + 1);
    return found < 0 ? -found - 1 : found;
  }

  private static int bin(long millis) {
    long seconds = millis / 1_000;
    return seconds < BINS.length ? BINS[(int) seconds] : bin(seconds, BINS[BINS.length - 1]);
  }

  private static byte[] bins() {
    byte[] bins = new byte[3_600];
    for (int seconds = 0; seconds < bins.length; seconds++) {
      bins[seconds] = (byte) bin(seconds, 0);
    }
    return bins;
  }

  private static int bin(long seconds, int from) {
    int bin = from;
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
   * The time of a rank, from 0: the stretch in which it lies is found by counting, and then the
   * rank among the times of that stretch, until few are left. Two passes do for most times.
   */
  private static long ranked(long[] times, int size, int rank) {
    long[] left = times;
    int count = size;
    int wanted = rank;
    while (count > FEW) {
      long least = Long.MAX_VALUE;
      long most = Long.MIN_VALUE;
      for (int i = 0; i < count; i++) {
        least = Math.min(least, left[i]);
        most = Math.max(most, left[i]);
      }
      if (least == most) {
        return least;
      }
      int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(most - least) - 11);
      int[] counts = new int[STRETCHES];
      for (int i = 0; i < count; i++) {
        counts[(int) ((left[i] - least) >>> shift)]++;
      }
      int stretch = 0;
      while (wanted >= counts[stretch]) {
        wanted -= counts[stretch++];
      }
      long[] within = new long[counts[stretch]];
      int found = 0;
      for (int i = 0; i < count; i++) {
        if ((left[i] - least) >>> shift == stretch) {
          within[found++] = left[i];
        }
      }
      left = within;
      count = found;
    }
    long[] sorted = Arrays.copyOf(left, count);
    Arrays.sort(sorted);
    return sorted[wanted];
  }
}
