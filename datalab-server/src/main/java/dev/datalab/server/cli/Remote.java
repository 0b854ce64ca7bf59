package dev.datalab.server.cli;

import dev.datalab.server.client.ApiClient;
import picocli.CommandLine.Option;

/** The options of commands that talk to a running server. */
final class Remote {
  @Option(
      names = "--app",
      required = true,
      paramLabel = "APP",
      description = "The app's id, as GET /api/v1/apps lists it.")
  String app = "";

  @Option(
      names = "--token",
      required = true,
      paramLabel = "ACCESS_TOKEN",
      description = "An access token of somebody who may, as POST /api/v1/auth/login answers it.")
  private String token = "";

  @Option(
      names = "--server",
      defaultValue = "http://localhost:8080",
      paramLabel = "URL",
      description = "The server's address (default: ${DEFAULT-VALUE}).")
  private String server = "";

  ApiClient client() {
    return ApiClient.of(server).signedIn(token);
  }

  String appPath() {
    return "/api/v1/apps/" + ApiClient.encoded(app);
  }
}
