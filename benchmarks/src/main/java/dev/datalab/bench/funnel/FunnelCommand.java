package dev.datalab.bench.funnel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.datalab.bench.Line;
import dev.datalab.bench.Machine;
import dev.datalab.bench.Rounds;
import dev.datalab.bench.Rounds.Figure;
import dev.datalab.bench.Version;
import dev.datalab.bench.Workspace;
import dev.datalab.bench.clickstream.Dataset;
import dev.datalab.bench.clickstream.PageCache;
import dev.datalab.bench.funnel.FunnelReport.Disk;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the funnel; see the package. */
@Command(
    name = "funnel",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Measures a funnel of five stages over datalab's columnar segments beside a plain sum over"
          + " the same columns and beside DuckDB, in turn, and prints medians.",
      "The events are made and stored on the first run (minutes, and about 10 bytes of disk an"
          + " event) and kept for later ones."
    },
    footer = {"", "Example: ./datalab bench funnel --visitors 20000 --rounds 15"})
public final class FunnelCommand implements Callable<Integer> {
  private static final String DATALAB = "datalab";
  private static final String DUCKDB = "DuckDB";
  private static final String DUCKDB_BY_PAGE = "DuckDB, file sorted by page";

  /** How often the quick ones run for one measurement. */
  private static final int TIMES = 5;

  @Option(
      names = "--visitors",
      paramLabel = "N",
      defaultValue = "400000",
      description = "Visitors in the month, each with about 50 events. Default: ${DEFAULT-VALUE}.")
  private int visitors;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "9",
      description = "Measured rounds of all contestants, at least 5. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "4",
      description = "Rounds before the measured ones, at least 1. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--growth",
      description =
          "Measures datalab alone instead, at 1, 10 and 100 million events, beside the plain sum.")
  private boolean growth;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by the command line. */
  public FunnelCommand() {}

  @Override
  public Integer call() throws Exception {
    check("--visitors", visitors, 1);
    check("--rounds", rounds, 5);
    check("--warm-up", warmUp, 1);
    if (growth) {
      measureGrowth();
      return 0;
    }
    Machine machine = Machine.here();
    Dataset dataset = Dataset.in(Workspace.data(), visitors);
    List<Long> reached;
    Map<String, Figure> warm;
    try (Contestants contestants = new Contestants(dataset, AskedFunnel.STANDARD)) {
      reached = contestants.agreed(dataset);
      warm =
          new Rounds()
              .add(DATALAB, TIMES, contestants::datalab)
              .add("plain sum", TIMES, contestants::sum)
              .add(DUCKDB, 1, contestants::duckDb)
              .add(DUCKDB_BY_PAGE, 1, contestants::duckDbByPage)
              .run(warmUp, rounds);
    }
    boolean evicted = PageCache.evict(dataset.store());
    Map<String, Figure> cold = cold(dataset);
    FunnelReport report =
        new FunnelReport(
            machine,
            visitors,
            dataset.events(),
            rounds,
            AskedFunnel.STANDARD.pages(),
            reached,
            Line.of(warm, dataset.events()),
            Line.of(cold, dataset.events()),
            evicted,
            List.of(
                disk(DATALAB, dataset.store(), dataset.events()),
                disk(DUCKDB, dataset.duckDb(), dataset.events()),
                disk(DUCKDB_BY_PAGE, dataset.duckDbByPage(), dataset.events())),
            AskedFunnel.STANDARD.sql("events", visitors));
    PrintWriter out = spec.commandLine().getOut();
    report.print(out);
    out.printf("%nDuckDB was asked:%n%s%n", report.sql());
    Path file = Workspace.results("funnel");
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), report);
    out.println("Written to " + file);
    out.flush();
    return 0;
  }

  private void measureGrowth() throws Exception {
    Growth measured = Growth.measure(Workspace.data(), warmUp, rounds);
    PrintWriter out = spec.commandLine().getOut();
    measured.print(out);
    Path file = Workspace.results("funnel-growth");
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(file.toFile(), measured);
    out.printf("%nWritten to %s%n", file);
    out.flush();
  }

  private Map<String, Figure> cold(Dataset dataset) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(Contestants.THREADS);
    try {
      return new Rounds()
          .add(
              DATALAB,
              () -> PageCache.evict(dataset.store()),
              () -> ColdStart.datalab(dataset, AskedFunnel.STANDARD, pool))
          .add(
              DUCKDB,
              () -> PageCache.evict(dataset.duckDb()),
              () -> ColdStart.duckDb(dataset.duckDb(), AskedFunnel.STANDARD, visitors))
          .add(
              DUCKDB_BY_PAGE,
              () -> PageCache.evict(dataset.duckDbByPage()),
              () -> ColdStart.duckDb(dataset.duckDbByPage(), AskedFunnel.STANDARD, visitors))
          .run(warmUp, rounds);
    } finally {
      pool.shutdown();
    }
  }

  private static Disk disk(String name, Path file, long events) throws Exception {
    long bytes = Files.size(file);
    return new Disk(name, bytes, (double) bytes / events);
  }

  private void check(String option, int value, int least) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), "%s: %d or more, not %d.".formatted(option, least, value));
    }
  }
}
