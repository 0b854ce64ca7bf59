package dev.datalab.server.cli;

import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.config.SettingsReader;
import dev.datalab.server.demo.Demo;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server with a sample shop. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the server with a sample shop: signs up, makes an app with a funnel, imports two weeks of history and shows the "
          + "funnel.",
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

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.println("datalab demo");
    return Foreground.run(
        spec,
        this::settings,
        server -> {
          String address = "http://localhost:" + server.port();
          out.println("  ✓ the server listens on " + address);
          out.flush();
          Demo.fill(address, data, Instant.now(), out);
          out.println();
          out.println("  Ctrl-C stops it; everything stays in " + data);
          out.flush();
        });
  }

  private ServerSettings settings() {
    return SettingsReader.read(Map.of("http.port", port, "data", data.toString()));
  }
}
