package dev.datalab.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands its arguments to JMH. */
@Command(
    name = "jmh",
    description =
        "Runs JMH with these arguments: -l lists its benchmarks, -h explains it, a pattern selects.",
    footer = {"", "Example: ./datalab bench jmh FunnelBenchmark -p visitors=20000 -f 1"})
final class JmhCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ARGUMENT", arity = "0..*", description = "JMH's own arguments.")
  private List<String> arguments = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Everything that stands behind {@code jmh} is JMH's, options too. */
  @Spec
  void passOptions(CommandSpec own) {
    own.parser().unmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call() throws IOException {
    spec.commandLine().getOut().flush();
    org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
    return 0;
  }
}
