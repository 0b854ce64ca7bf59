package dev.datalab.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures several things in turn, round after round, so that whatever else the machine does meets
 * all of them alike. For use by one thread.
 */
public final class Rounds {
  /** What is measured. */
  @FunctionalInterface
  public interface Work {
    /** Does it once. */
    void run() throws Exception;
  }

  /**
   * What was measured.
   *
   * @param millis median time by the clock of doing it once
   * @param leastMillis shortest time by the clock
   * @param cpuMillis median processor time of the whole process, its threads added up; other
   *     processes do not add to it, though they slow caches and memory down
   */
  public record Figure(double millis, double leastMillis, double cpuMillis) {}

  private record Contestant(Work before, Work work, int times, List<double[]> samples) {}

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final Map<String, Contestant> contestants = new LinkedHashMap<>();

  /**
   * Adds something to measure.
   *
   * @param times how often it is done in a row for one measurement, which is divided by it: the
   *     system counts processor time in hundredths of a second
   */
  public Rounds add(String name, int times, Work work) {
    contestants.put(name, new Contestant(() -> {}, work, times, new ArrayList<>()));
    return this;
  }

  /** Adds something to measure, with something to do each time before the clock starts. */
  public Rounds add(String name, Work before, Work work) {
    contestants.put(name, new Contestant(before, work, 1, new ArrayList<>()));
    return this;
  }

  /** Measures them in the order in which they were added; the warm-up is not kept. */
  public Map<String, Figure> run(int warmUp, int rounds) throws Exception {
    for (int round = -warmUp; round < rounds; round++) {
      for (Contestant contestant : contestants.values()) {
        contestant.before.run();
        long cpu = system.getProcessCpuTime();
        long clock = System.nanoTime();
        for (int i = 0; i < contestant.times; i++) {
          contestant.work.run();
        }
        double millis = (System.nanoTime() - clock) / 1e6 / contestant.times;
        double cpuMillis = (system.getProcessCpuTime() - cpu) / 1e6 / contestant.times;
        if (round >= 0) {
          contestant.samples.add(new double[] {millis, cpuMillis});
        }
      }
    }
    Map<String, Figure> figures = new LinkedHashMap<>();
    contestants.forEach((name, contestant) -> figures.put(name, figure(contestant.samples)));
    return figures;
  }

  private static Figure figure(List<double[]> samples) {
    double[] millis = samples.stream().mapToDouble(sample -> sample[0]).sorted().toArray();
    double[] cpu = samples.stream().mapToDouble(sample -> sample[1]).sorted().toArray();
    return new Figure(median(millis), millis[0], median(cpu));
  }

  /** The middle one of sorted numbers, or the mean of the middle two. */
  static double median(double[] sorted) {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("rounds: the median of no measurement; measure once.");
    }
    return Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
        .average()
        .orElseThrow();
  }
}
