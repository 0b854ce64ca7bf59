package dev.datalab.bench.intake;

import dev.datalab.bench.Machine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the intake benchmark found.
 *
 * @param machine where
 * @param server what was measured: of this build, or an address
 * @param syncMillis how long the disk takes to make 16 KiB durable, median; 0 where the server is
 *     not on this machine
 * @param bytesPerEvent on the wire
 * @param frame events in a frame
 * @param warmUpSeconds before each load was counted
 * @param seconds how long each was counted
 * @param lines the loads
 * @param acknowledged events that were acknowledged in all, warm-ups included
 * @param stored events that the server has afterwards
 * @param visitors visitors that a question finds afterwards
 * @param sockets sockets of which anything was acknowledged
 */
record IntakeReport(
    Machine machine,
    String server,
    double syncMillis,
    double bytesPerEvent,
    int frame,
    double warmUpSeconds,
    double seconds,
    List<Line> lines,
    long acknowledged,
    long stored,
    long visitors,
    long sockets) {

  /**
   * One load's figures.
   *
   * @param sockets how many were open
   * @param rate events a second that were sent; 0: as many as it takes
   * @param eventsPerSecond acknowledged
   * @param millis latency of acknowledgements
   * @param serverCores processors that the server kept busy; 0 where it can't be seen
   * @param generatorCores processors that this process kept busy
   * @param serverMegabytes the server's resident memory afterwards; 0 where it can't be seen
   * @param unacknowledged events that were sent and not acknowledged, a minute after the end
   * @param unsentFrames frames that were due and could not be sent
   * @param failures hellos, handshakes and connections that failed, by reason
   */
  record Line(
      int sockets,
      int rate,
      double eventsPerSecond,
      Latency millis,
      double serverCores,
      double generatorCores,
      long serverMegabytes,
      long unacknowledged,
      long unsentFrames,
      Map<String, Integer> failures) {}

  /** Percentiles of a latency, in milliseconds. */
  record Latency(double p50, double p90, double p99, double p999, double max) {}

  /** Whether the server has what it acknowledged, and no more. */
  boolean isWhole() {
    return stored == acknowledged && visitors == sockets;
  }

  /** Prints it as a table. */
  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%nIntake: frames of %d events of %.0f bytes, each load %.0f s after %.0f s to warm up%n",
        frame,
        bytesPerEvent,
        seconds,
        warmUpSeconds);
    out.printf(
        Locale.ROOT,
        "%s, %d processors, %s, commit %s, %s, load %.1f%n",
        machine.cpu(),
        machine.cores(),
        machine.jvm(),
        machine.commit(),
        machine.date(),
        machine.loadAverage());
    out.printf("Server: %s%s%n%n", server, syncMillis == 0 ? "" : sync());
    out.println(
        "| sockets | sent/s | acknowledged/s | p50 ms | p90 ms | p99 ms | p99.9 ms | max ms | server cores |"
            + " generator cores | server MB | failed |");
    out.println(
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (Line line : lines) {
      out.printf(
          Locale.ROOT,
          "| %,d | %s | %,.0f | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f | %.2f | %d | %d |%n",
          line.sockets,
          line.rate == 0 ? "open" : "%,d".formatted(line.rate),
          line.eventsPerSecond,
          line.millis.p50,
          line.millis.p90,
          line.millis.p99,
          line.millis.p999,
          line.millis.max,
          line.serverCores,
          line.generatorCores,
          line.serverMegabytes,
          line.failures.values().stream().mapToInt(Integer::intValue).sum());
    }
    out.println();
    lines.forEach(line -> explain(line, out));
    out.printf(
        Locale.ROOT,
        "%,d events were acknowledged and %,d are stored; %,d visitors sent any and %,d are found: %s%n",
        acknowledged,
        stored,
        sockets,
        visitors,
        isWhole() ? "nothing lost, nothing twice." : "THESE DIFFER.");
    out.flush();
  }

  private String sync() {
    return String.format(Locale.ROOT, "; its disk makes 16 KiB durable in %.2f ms", syncMillis);
  }

  private static void explain(Line line, PrintWriter out) {
    line.failures.forEach(
        (why, times) -> out.printf("%,d sockets: %d times %s%n", line.sockets, times, why));
    if (line.unacknowledged > 0 || line.unsentFrames > 0) {
      out.printf(
          Locale.ROOT,
          "%,d sockets: %,d events were not acknowledged within a minute, %,d frames not sent%n",
          line.sockets,
          line.unacknowledged,
          line.unsentFrames);
    }
  }
}
