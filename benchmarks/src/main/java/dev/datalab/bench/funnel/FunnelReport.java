package dev.datalab.bench.funnel;

import dev.datalab.bench.Line;
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
    machine.print(out);
    out.printf("Visitors per stage, all agree: %s%n", reached);
    Line.print(out, "warm", warm);
    Line.print(
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
}
