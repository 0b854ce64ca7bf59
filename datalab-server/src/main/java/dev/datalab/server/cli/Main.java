package dev.datalab.server.cli;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the server's command line; without a command it prints the usage. */
@Command(
    name = "datalab",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Embeddable clickstream analytics.",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      VerifyCommand.class
    })
public final class Main implements Runnable {

  private Main() {}

  /**
   * Runs the command that {@code args} name and exits with its code: 0 done, 1 failed, 2 wrong
   * usage.
   */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Main())
            .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command))
            .execute(args));
  }

  /**
   * A failure that the user can do something about is a sentence; any other is a defect and shows
   * itself.
   */
  private static int explain(Exception failure, CommandLine command) throws Exception {
    if (failure instanceof IOException || failure instanceof IllegalArgumentException) {
      command.getErr().println("datalab: " + failure.getMessage());
      command.getErr().flush();
      return command.getCommandSpec().exitCodeOnExecutionException();
    }
    throw failure;
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
