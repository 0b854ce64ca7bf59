package dev.datalab.bench.funnel;

import dev.datalab.bench.Machine;
import dev.datalab.bench.Rounds;
import dev.datalab.bench.Rounds.Figure;
import dev.datalab.bench.clickstream.Dataset;
import dev.datalab.core.Analysis;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The funnel, warm, over ten and a hundred times as many events: its cost grows straight with the
 * work, and is set beside what reading the columns alone costs.
 *
 * @param machine where
 * @param rounds of how many the medians are
 * @param points from few events to many
 */
record Growth(Machine machine, int rounds, List<Point> points) {
  /** About 1, 10 and 100 million events. */
  private static final int[] VISITORS = {20_000, 200_000, 2_000_000};

  /** What is done in a row takes about as long, however many events there are. */
  private static final long EVENTS_OF_A_MEASUREMENT = 100_000_000;

  /** A time of 4 bytes and a symbol of 1. */
  private static final int BYTES_OF_AN_EVENT = 5;

  /**
   * One size.
   *
   * @param millis median of the funnel by the clock
   * @param cpuMillis median of its processor time
   * @param sumMillis median of the plain sum by the clock
   * @param sumCpuMillis median of its processor time
   * @param millionEventsPerSecond of the funnel, by the clock
   * @param gigabytesPerSecond that the funnel read, by the clock
   * @param bandwidthShare of what the plain sum read in a second, by processor time
   */
  record Point(
      int visitors,
      long events,
      double millis,
      double cpuMillis,
      double sumMillis,
      double sumCpuMillis,
      double millionEventsPerSecond,
      double gigabytesPerSecond,
      double bandwidthShare) {}

  /** Measures all sizes; what is not there is laid down before. */
  static Growth measure(Path folder, int warmUp, int rounds) throws Exception {
    Machine machine = Machine.here();
    List<Point> points = new ArrayList<>();
    for (int visitors : VISITORS) {
      points.add(point(Dataset.storeIn(folder, visitors), visitors, warmUp, rounds));
    }
    return new Growth(machine, rounds, points);
  }

  private static Point point(Path file, int visitors, int warmUp, int rounds) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(Contestants.THREADS);
    try (SqliteEventStore store = SqliteEventStore.open(file)) {
      Analysis analysis = new Analysis(store, pool, Clock.systemUTC());
      DecodedColumns columns = DecodedColumns.of(store);
      long events = columns.events();
      int times = (int) Math.max(1, EVENTS_OF_A_MEASUREMENT / events);
      Map<String, Figure> figures =
          new Rounds()
              .add(
                  "funnel",
                  times,
                  () -> analysis.ask(Dataset.scope(), AskedFunnel.STANDARD.question()))
              .add("sum", times, () -> columns.sum(pool, Contestants.THREADS))
              .run(warmUp, rounds);
      Figure funnel = figures.getOrDefault("funnel", new Figure(0, 0, 0));
      Figure sum = figures.getOrDefault("sum", new Figure(0, 0, 0));
      return new Point(
          visitors,
          events,
          funnel.millis(),
          funnel.cpuMillis(),
          sum.millis(),
          sum.cpuMillis(),
          events / 1e3 / funnel.millis(),
          events * (double) BYTES_OF_AN_EVENT / 1e6 / funnel.millis(),
          sum.cpuMillis() / funnel.cpuMillis());
    } finally {
      pool.shutdown();
    }
  }

  /** Prints it as a table. */
  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%nFunnel, warm, medians of %d rounds%n%s, %d processors, %s, heap of %,d MB, commit %s,"
            + " %s, load %.1f%n%n",
        rounds,
        machine.cpu(),
        machine.cores(),
        machine.jvm(),
        machine.heapMegabytes(),
        machine.commit(),
        machine.date(),
        machine.loadAverage());
    out.println(
        "| events | ms | CPU ms | sum ms | sum CPU ms | M events/s | GB/s | share of the sum's"
            + " bandwidth |");
    out.println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (Point point : points) {
      out.printf(
          Locale.ROOT,
          "| %,d | %.1f | %.1f | %.1f | %.1f | %.0f | %.1f | %.2f |%n",
          point.events,
          point.millis,
          point.cpuMillis,
          point.sumMillis,
          point.sumCpuMillis,
          point.millionEventsPerSecond,
          point.gigabytesPerSecond,
          point.bandwidthShare);
    }
    out.flush();
  }
}
