package dev.datalab.bench.journey;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.datalab.bench.Line;
import dev.datalab.bench.Machine;
import dev.datalab.bench.Rounds;
import dev.datalab.bench.Rounds.Figure;
import dev.datalab.bench.Version;
import dev.datalab.bench.Workspace;
import dev.datalab.bench.clickstream.Dataset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the journey; see the package. */
@Command(
    name = "journey",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Measures a journey of ten steps over datalab's columnar segments beside DuckDB, in turn, and prints medians.",
      "The events are those of 'bench funnel': made and stored on the first run (minutes, and about 10 bytes of disk an event) "
          + "and kept for later ones."
    },
    footer = {"", "Example: ./datalab bench journey --visitors 20000 --steps 5 --rounds 15"})
public final class JourneyCommand implements Callable<Integer> {
  /** How often the quick one runs for one measurement. */
  private static final int TIMES = 5;

  @Option(
      names = "--visitors",
      paramLabel = "N",
      defaultValue = "400000",
      description = "Visitors in the month, each with about 50 events. Default: ${DEFAULT-VALUE}.")
  private int visitors;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "10",
      description = "Steps, 2 to 20. Default: ${DEFAULT-VALUE}.")
  private int steps;

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

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by the command line. */
  public JourneyCommand() {}

  @Override
  public Integer call() throws Exception {
    check("--visitors", visitors, 1, Integer.MAX_VALUE);
    check("--steps", steps, 2, 20);
    check("--rounds", rounds, 5, Integer.MAX_VALUE);
    check("--warm-up", warmUp, 1, Integer.MAX_VALUE);
    Machine machine = Machine.here();
    AskedJourney asked =
        new AskedJourney(steps, AskedJourney.STANDARD.top(), AskedJourney.STANDARD.paths());
    Dataset dataset = Dataset.in(Workspace.data(), visitors);
    Graph agreed;
    Map<String, Figure> warm;
    try (JourneyContestants contestants = new JourneyContestants(dataset, asked)) {
      agreed = contestants.agreed();
      warm =
          new Rounds()
              .add("datalab", TIMES, contestants::datalab)
              .add("datalab, with times", 1, contestants::datalabWithTimes)
              .add("DuckDB", 1, contestants::duckDb)
              .run(warmUp, rounds);
    }
    JourneyReport report =
        new JourneyReport(
            machine,
            visitors,
            dataset.events(),
            rounds,
            asked,
            agreed.nodes().size(),
            agreed.edges().size(),
            agreed.otherPaths(),
            Line.of(warm, dataset.events()),
            asked.sql());
    PrintWriter out = spec.commandLine().getOut();
    report.print(out);
    out.printf("%nDuckDB was asked:%n%s%n", report.sql());
    Path file = Workspace.results("journey");
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), report);
    out.println("Written to " + file);
    out.flush();
    return 0;
  }

  private void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(), "%s: %d to %d, not %d.".formatted(option, least, most, value));
    }
  }
}
