package dev.datalab.bench.question;

import dev.datalab.bench.Machine;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the benchmark of questions found.
 *
 * @param machine where
 * @param visitors how many visitors
 * @param events how many events
 * @param rounds of how many the figures are
 * @param lines a line for each question
 */
record QuestionsReport(Machine machine, int visitors, long events, int rounds, List<Line> lines) {
  /**
   * One question's figures, in milliseconds.
   *
   * @param p50 median by the clock
   * @param p95 by the clock; of few rounds the slowest
   * @param cpuP50 median of the whole process's processor time
   * @param cpuP95 of the processor time
   * @param millionEventsPerCoreSecond by the median of the processor time
   */
  record Line(
      String question,
      double p50,
      double p95,
      double cpuP50,
      double cpuP95,
      double millionEventsPerCoreSecond) {
    /** The figures of measured times, in milliseconds. */
    static Line of(String question, long events, double[] millis, double[] cpuMillis) {
      double cpu = ranked(cpuMillis, 0.5);
      return new Line(
          question,
          ranked(millis, 0.5),
          ranked(millis, 0.95),
          cpu,
          ranked(cpuMillis, 0.95),
          cpu == 0 ? 0 : events / 1e3 / cpu);
    }
  }

  /** The least of the times that at least this share of them does not exceed. */
  static double ranked(double[] times, double share) {
    if (times.length == 0) {
      throw new IllegalArgumentException("rounds: a rank among no times; measure once.");
    }
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  /** Prints it as a table. */
  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%nEvery kind of question, warm: %,d events of %,d visitors in a month, %d rounds%n",
        events,
        visitors,
        rounds);
    out.printf(
        Locale.ROOT,
        "%s, %d processors, %s, heap of %,d MB, commit %s, %s, load %.1f%n%n",
        machine.cpu(),
        machine.cores(),
        machine.jvm(),
        machine.heapMegabytes(),
        machine.commit(),
        machine.date(),
        machine.loadAverage());
    out.println("| question | p50 ms | p95 ms | CPU p50 ms | CPU p95 ms | M events/s per core |");
    out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
    for (Line line : lines) {
      out.printf(
          Locale.ROOT,
          "| %s | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
          line.question,
          line.p50,
          line.p95,
          line.cpuP50,
          line.cpuP95,
          line.millionEventsPerCoreSecond);
    }
    out.flush();
  }
}
