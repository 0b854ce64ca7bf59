package dev.datalab.bench;

import dev.datalab.bench.Rounds.Figure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One contestant's figures over so many events.
 *
 * @param millis median
 * @param leastMillis the fastest
 * @param cpuMillis median of the processor time
 * @param millionEventsPerSecond by the clock
 * @param millionEventsPerCoreSecond by processor time
 * @param ratio how many times the first contestant's time by the clock it took
 * @param cpuRatio how many times the first contestant's processor time it took
 */
public record Line(
    String name,
    double millis,
    double leastMillis,
    double cpuMillis,
    double millionEventsPerSecond,
    double millionEventsPerCoreSecond,
    double ratio,
    double cpuRatio) {

  /** The lines of what was measured; ratios are to the first. */
  public static List<Line> of(Map<String, Figure> figures, long events) {
    List<Line> lines = new ArrayList<>();
    double firstMillis = 0;
    double firstCpuMillis = 0;
    for (Map.Entry<String, Figure> entry : figures.entrySet()) {
      Figure figure = entry.getValue();
      if (lines.isEmpty()) {
        firstMillis = figure.millis();
        firstCpuMillis = figure.cpuMillis();
      }
      lines.add(
          new Line(
              entry.getKey(),
              figure.millis(),
              figure.leastMillis(),
              figure.cpuMillis(),
              over(events / 1e3, figure.millis()),
              over(events / 1e3, figure.cpuMillis()),
              over(figure.millis(), firstMillis),
              over(figure.cpuMillis(), firstCpuMillis)));
    }
    return lines;
  }

  /** The quotient, 0 where the divisor was too small for the clock. */
  private static double over(double dividend, double divisor) {
    return divisor == 0 ? 0 : dividend / divisor;
  }

  /** Prints lines as a table. */
  public static void print(PrintWriter out, String title, List<Line> lines) {
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
