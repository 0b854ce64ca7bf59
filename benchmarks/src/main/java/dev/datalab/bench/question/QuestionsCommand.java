package dev.datalab.bench.question;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.sun.management.OperatingSystemMXBean;
import dev.datalab.bench.Machine;
import dev.datalab.bench.Version;
import dev.datalab.bench.Workspace;
import dev.datalab.bench.question.QuestionsReport.Line;
import dev.datalab.core.Analysis;
import dev.datalab.core.query.Question;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures every kind of question; see the package. */
@Command(
    name = "questions",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Asks every kind of question, plain, filtered and broken down, of a month of a shop, warm, in"
          + " turn, and prints medians and 95th percentiles by the clock and of processor time.",
      "The events are made and stored on the first run (minutes) and kept for later ones."
    },
    footer = {"", "Example: ./datalab bench questions --only 'pages.*' --rounds 40"})
public final class QuestionsCommand implements Callable<Integer> {
  @Option(
      names = "--visitors",
      paramLabel = "N",
      defaultValue = "172000",
      description = "Visitors in the month, each with about 58 events. Default: ${DEFAULT-VALUE}.")
  private int visitors;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Measured rounds of all questions, at least 5. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "6",
      description = "Rounds before the measured ones, at least 1. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--only",
      paramLabel = "PATTERN",
      defaultValue = ".*",
      description = "Regular expression of the questions' whole names. Default: all of them.")
  private Pattern only = Pattern.compile(".*");

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by the command line. */
  public QuestionsCommand() {}

  @Override
  public Integer call() throws Exception {
    check("--visitors", visitors, 1);
    check("--rounds", rounds, 5);
    check("--warm-up", warmUp, 1);
    Machine machine = Machine.here();
    ShopStore shop = ShopStore.in(Workspace.data(), visitors);
    ExecutorService pool = Executors.newFixedThreadPool(machine.cores());
    List<Line> lines = new ArrayList<>();
    try (SqliteEventStore store = SqliteEventStore.open(shop.file())) {
      Analysis analysis = new Analysis(store, pool, Clock.systemUTC());
      Map<String, Question<?>> asked = AskedQuestions.byName();
      asked.keySet().removeIf(name -> !only.matcher(name).matches());
      measure(analysis, asked)
          .forEach(
              (name, samples) ->
                  lines.add(
                      Line.of(
                          name,
                          shop.events(),
                          samples.stream().mapToDouble(sample -> sample[0]).toArray(),
                          samples.stream().mapToDouble(sample -> sample[1]).toArray())));
    } finally {
      pool.shutdown();
    }
    QuestionsReport report = new QuestionsReport(machine, visitors, shop.events(), rounds, lines);
    PrintWriter out = spec.commandLine().getOut();
    report.print(out);
    Path file = Workspace.results("questions");
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), report);
    out.printf("%nWritten to %s%n", file);
    out.flush();
    return 0;
  }

  /** For each question its measured rounds: milliseconds by the clock and of processor time. */
  private Map<String, List<double[]>> measure(Analysis analysis, Map<String, Question<?>> asked)
      throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Map<String, List<double[]>> samples = new LinkedHashMap<>();
    for (int round = -warmUp; round < rounds; round++) {
      for (Map.Entry<String, Question<?>> question : asked.entrySet()) {
        long cpu = system.getProcessCpuTime();
        long clock = System.nanoTime();
        analysis.ask(AskedQuestions.SCOPE, question.getValue());
        double[] sample = {
          (System.nanoTime() - clock) / 1e6, (system.getProcessCpuTime() - cpu) / 1e6
        };
        if (round >= 0) {
          samples.computeIfAbsent(question.getKey(), name -> new ArrayList<>()).add(sample);
        }
      }
    }
    return samples;
  }

  private void check(String option, int value, int least) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), "%s: %d or more, not %d.".formatted(option, least, value));
    }
  }
}
