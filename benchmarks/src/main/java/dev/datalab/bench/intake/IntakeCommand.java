package dev.datalab.bench.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.datalab.bench.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the intake: live events over WebSockets, each acknowledged once it is durable. */
@Command(
    name = "intake",
    mixinStandardHelpOptions = true,
    description = {
      "Loads a server with live events over WebSockets and measures how many are acknowledged, and how soon.",
      "",
      "Starts a server of its own on an empty directory of this disk, unless --server names one, where an app is made for it"
          + " and deleted afterwards. Counts afterwards whether everything that was acknowledged is stored, once.",
      "",
      "Several --sockets and several --rate are measured one after the other, each with each."
    },
    footer = {
      "",
      "Examples: ./datalab bench intake --sockets 200,500 --rate 20000,50000,100000,0",
      "          ./datalab bench intake --server http://10.0.0.7:8080 --token ACCESS_TOKEN --sockets 10000 --rate 10000",
      "Exit codes: 0 measured; 1 something failed, or what is stored differs from what was acknowledged; 2 wrong usage."
    })
public final class IntakeCommand implements Callable<Integer> {
  @Option(
      names = "--sockets",
      paramLabel = "N",
      split = ",",
      defaultValue = "200",
      description = "Visitors, each with a socket. Default: ${DEFAULT-VALUE}.")
  private List<Integer> sockets = List.of();

  @Option(
      names = "--rate",
      paramLabel = "EVENTS_PER_S",
      split = ",",
      defaultValue = "0",
      description =
          "Events per second of all sockets together; 0: as fast as it goes. Default: ${DEFAULT-VALUE}.")
  private List<Integer> rates = List.of();

  @Option(
      names = "--duration",
      paramLabel = "D",
      defaultValue = "30s",
      converter = Durations.class,
      description = "How long each load is counted. Default: ${DEFAULT-VALUE}.")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--warm-up",
      paramLabel = "D",
      defaultValue = "10s",
      converter = Durations.class,
      description = "How long each load goes before it is counted. Default: ${DEFAULT-VALUE}.")
  private Duration warmUp = Duration.ZERO;

  @Option(
      names = "--frame",
      paramLabel = "EVENTS",
      defaultValue = "20",
      description = "Events in a frame. Default: ${DEFAULT-VALUE}.")
  private int frame;

  @Option(
      names = "--in-flight",
      paramLabel = "EVENTS",
      defaultValue = "200",
      description =
          "Without a rate: events that a socket sends ahead of their acknowledgement. Default: ${DEFAULT-VALUE}.")
  private int inFlight;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "A server that runs, by http. Without it, one of this build is started.")
  private @Nullable URI server;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "With --server: who signs in there to make the app. Asks for the password.")
  private @Nullable String user;

  @Option(
      names = "--password",
      paramLabel = "PASSWORD",
      interactive = true,
      arity = "0..1",
      echo = false,
      description = "With --user; asked for if no value is given.")
  private @Nullable String password;

  @Option(
      names = "--token",
      paramLabel = "ACCESS_TOKEN",
      description = "With --server, instead of --user: an access token.")
  private @Nullable String token;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Where the figures go. Default: benchmarks/target/intake.json.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by the command line. */
  public IntakeCommand() {}

  @Override
  public Integer call() throws IOException {
    List<LoadPlan> plans = plans();
    IntakeReport report;
    try (Measured measured = measured()) {
      for (LoadPlan plan : plans) {
        measured.run(plan);
      }
      report = measured.report(plans.get(0));
    }
    PrintWriter out = spec.commandLine().getOut();
    report.print(out);
    Path file = json == null ? Workspace.results("intake") : json;
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), report);
    out.println("Written to " + file);
    out.flush();
    return report.isWhole() ? 0 : 1;
  }

  /** Each number of sockets with each rate. */
  List<LoadPlan> plans() {
    List<LoadPlan> plans = new ArrayList<>();
    try {
      for (int count : sockets) {
        for (int rate : rates) {
          plans.add(new LoadPlan(count, rate, warmUp, duration, frame, inFlight));
        }
      }
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
    return plans;
  }

  private Measured measured() throws IOException {
    if (server == null) {
      if (user != null || token != null) {
        throw wrong("--user and --token are for a --server; this one is empty and our own.");
      }
      return Measured.ownServer(Workspace.folder());
    }
    if (!"http".equals(server.getScheme()) || server.getHost() == null) {
      throw wrong("--server: an address as http://localhost:8080, not '%s'.".formatted(server));
    }
    if ((user == null) == (token == null)) {
      throw wrong("--server: say by --user or by --token who makes the app there.");
    }
    if (user == null) {
      return Measured.serverAt(server, String.valueOf(token));
    }
    if (password == null) {
      throw wrong("--user: give --password too; it is asked for.");
    }
    return Measured.serverAt(server, user, password);
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
