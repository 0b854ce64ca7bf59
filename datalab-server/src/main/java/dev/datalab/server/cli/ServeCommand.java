package dev.datalab.server.cli;

import dev.datalab.server.Server;
import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.config.SettingsReader;
import dev.datalab.server.rpc.Role;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the server until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Runs the server: empty at first; whoever registers first founds an organization.",
    footer = {
      "",
      "Exit codes: 143 stopped by SIGTERM and 130 by SIGINT, both after requests were finished;"
          + " 1 could not start; 2 wrong usage.",
      "Every setting, with its default and its environment variable, stands in reference.conf."
    })
final class ServeCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on; 0 takes a free one. Default: 8080.")
  private @Nullable Integer port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Directory that holds everything the server keeps. Default: data/server.")
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings (HOCON or JSON) to lay over the defaults.")
  private @Nullable Path config;

  @Option(
      names = "--roles",
      paramLabel = "ROLE",
      split = ",",
      defaultValue = ALL,
      description = "Roles that this process has. This build runs all of them: ${DEFAULT-VALUE}.")
  private List<String> roles = List.of(ALL);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    checkRoles();
    return Foreground.run(spec, this::settings, this::announce);
  }

  private AutoCloseable announce(Server server, ServerSettings settings) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("datalab listens on http://localhost:" + server.port());
    out.flush();
    return () -> {};
  }

  private ServerSettings settings() {
    Map<String, Object> options = new HashMap<>();
    if (port != null) {
      options.put("http.port", port);
    }
    if (data != null) {
      options.put("data", data.toString());
    }
    return config == null ? SettingsReader.read(options) : SettingsReader.read(config, options);
  }

  private void checkRoles() {
    if (roles.equals(List.of(ALL))) {
      return;
    }
    for (String role : roles) {
      if (!role.equals(ALL) && Role.of(role).isEmpty()) {
        String known = Arrays.stream(Role.values()).map(Role::id).collect(Collectors.joining(", "));
        throw new ParameterException(
            spec.commandLine(),
            "--roles: there is no role '" + role + "'. The roles are all, " + known + ".");
      }
    }
    throw new ParameterException(
        spec.commandLine(),
        "--roles: this build runs all roles in one process. Leave the option out, or say --roles all.");
  }
}
