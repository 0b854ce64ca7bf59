package dev.datalab.bench.funnel;

import dev.datalab.bench.Machine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What the funnel benchmark found.
 *
 * @param machine where
 * @param visitors how many visitors
 * @param events how many events
 * @param rounds of how many the medians are
 * @param stages the stages' pages
 * @param reached visitors per stage; all who were asked agreed
 * @param warm data open and in memory
 * @param cold data opened, asked once and closed
 * @param evicted whether the system was asked to forget the files before each cold start
 * @param disk bytes on disk
 * @param sql what DuckDB was asked
 */
record FunnelReport(
    Machine machine,
    int visitors,
    long events,
    int rounds,
    List<Integer> stages,
    List<Long> reached,
    List<Line> warm,
    List<Line> cold,
    boolean evicted,
    List<Disk> disk,
    String sql) {

  /**
   * One contestant's figures.
   *
   * @param millis median
   * @param leastMillis the fastest
   * @param cpuMillis median of the processor time
   * @param millionEventsPerSecond by the clock
   * @param millionEventsPerCoreSecond by processor time
   * @param ratio how many times datalab's time by the clock it took
   * @param cpuRatio how many times datalab's processor time it took
   */
  record Line(
      String name,
      double millis,
      double leastMillis,
      double cpuMillis,
      double millionEventsPerSecond,
      double millionEventsPerCoreSecond,
      double ratio,
      double cpuRatio) {}

  /** How large a contestant's file is. */
  record Disk(String name, long bytes, double bytesPerEvent) {}

  /** Prints it as tables. */
  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%nFunnel of pages %s within an hour: %,d events of %,d visitors, medians of %d rounds%n",
        stages,
        events,
        visitors,
        rounds);
    out.printf(
        Locale.ROOT,
        "%s, %d processors, %s, heap of %,d MB, commit %s, %s, load %.1f%n",
        machine.cpu(),
        machine.cores(),
        machine.jvm(),
        machine.heapMegabytes(),
        machine.commit(),
        machine.date(),
        machine.loadAverage());
    out.printf("Visitors per stage, all agree: %s%n", reached);
    table(out, "warm", warm);
    table(
        out,
        evicted
            ? "cold: open, ask, close; the files dropped from the page cache before each"
            : "cold: open, ask, close; the page cache as it was (no dd to drop the files from it)",
        cold);
    out.printf("%n| disk | bytes | bytes/event |%n| --- | ---: | ---: |%n");
    for (Disk file : disk) {
      out.printf(Locale.ROOT, "| %s | %,d | %.2f |%n", file.name, file.bytes, file.bytesPerEvent);
    }
    out.flush();
  }

  private static void table(PrintWriter out, String title, List<Line> lines) {
    out.printf(
        "%n| %s | ms | least ms | CPU ms | M events/s | M events/s per core | x time | x CPU |%n",
        title);
    out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (Line line : lines) {
      out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.1f | %.0f | %.0f | %.2f | %.2f |%n",
          line.name,
          line.millis,
          line.leastMillis,
          line.cpuMillis,
          line.millionEventsPerSecond,
          line.millionEventsPerCoreSecond,
          line.ratio,
          line.cpuRatio);
    }
  }
}
