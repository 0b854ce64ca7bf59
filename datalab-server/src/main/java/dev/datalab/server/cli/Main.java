package dev.datalab.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the server's command line; without a command it prints the usage. */
@Command(
    name = "datalab",
    mixinStandardHelpOptions = true,
    description = "Embeddable clickstream analytics.",
    subcommands = {ServeCommand.class})
public final class Main implements Runnable {

  private Main() {}

  /**
   * Runs the command that {@code args} name and exits with its code: 0 done, 1 failed, 2 wrong
   * usage.
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
