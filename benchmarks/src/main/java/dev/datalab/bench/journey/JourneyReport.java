package dev.datalab.bench.journey;

import dev.datalab.bench.Line;
import dev.datalab.bench.Machine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What the journey benchmark found.
 *
 * @param machine where
 * @param visitors how many visitors
 * @param events how many events
 * @param rounds of how many the medians are
 * @param asked what was asked
 * @param nodes how many nodes the graph has; both agreed on them all
 * @param edges how many edges it has
 * @param otherPaths how many whole paths there are beside those that are told
 * @param warm data open and in memory
 * @param sql what DuckDB was asked
 */
record JourneyReport(
    Machine machine,
    int visitors,
    long events,
    int rounds,
    AskedJourney asked,
    int nodes,
    int edges,
    long otherPaths,
    List<Line> warm,
    String sql) {

  /** Prints it as a table. */
  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%nJourney of %d steps, top %d, %d whole paths: %,d events of %,d visitors, medians of %d rounds%n",
        asked.steps(),
        asked.top(),
        asked.paths(),
        events,
        visitors,
        rounds);
    machine.print(out);
    out.printf(
        Locale.ROOT,
        "Both agree on %,d nodes, %,d edges and %,d other paths%n",
        nodes,
        edges,
        otherPaths);
    Line.print(out, "warm", warm);
    out.flush();
  }
}
