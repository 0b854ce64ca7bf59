package dev.datalab.bench;

import dev.datalab.bench.funnel.FunnelCommand;
import dev.datalab.bench.intake.IntakeCommand;
import dev.datalab.bench.journey.JourneyCommand;
import dev.datalab.bench.question.QuestionsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point of {@code ./datalab bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Measures datalab beside others: each figure is a ratio, both sides measured in turn in one"
          + " run.",
      "Tables go to standard output, the same as JSON to benchmarks/target."
    },
    subcommands = {
      FunnelCommand.class,
      JourneyCommand.class,
      QuestionsCommand.class,
      IntakeCommand.class,
      JmhCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  /** Runs the benchmark that {@code args} name; {@code --help} lists them. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which benchmark? Name one.");
  }
}
