package dev.datalab.server.cli;

import dev.datalab.server.config.SettingsReader;
import dev.datalab.server.demo.Demo;
import dev.datalab.server.demo.DemoOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the server with a sample shop. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the server with a sample shop on a port of its own: signs up, makes an app with a funnel, imports two weeks of"
          + " history, shows the funnel, and lets simulated visitors walk through the shop.",
      "Started again on the same directory, it goes on with what is there."
    })
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port to listen on; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/demo",
      description = "Directory that holds everything the demo keeps. Default: ${DEFAULT-VALUE}.")
  private Path data = Path.of("data", "demo");

  @Option(
      names = "--shop-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description =
          "Port of the shop's own site. Default: the one after the server's, or a free one if that is taken.")
  private int shopPort;

  @Option(
      names = "--visitors",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Simulated visitors who walk through the shop at a time; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int visitors;

  @Option(
      names = "--new-token",
      description = "Issue another app token for the shop, which locks the app.")
  private boolean newToken;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    DemoOptions options = options();
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.println("datalab demo");
    return Foreground.run(
        spec,
        () -> SettingsReader.read(Map.of("http.port", port, "data", data.toString())),
        (server, settings) -> {
          out.println("  ✓ the server listens on http://localhost:" + server.port());
          out.flush();
          Demo demo = Demo.start(options, settings, server.port(), Instant.now(), out);
          out.println();
          out.println("  Ctrl-C stops it; everything stays in " + data);
          out.flush();
          return demo;
        });
  }

  private DemoOptions options() {
    try {
      return new DemoOptions(shopPort, visitors, newToken);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
