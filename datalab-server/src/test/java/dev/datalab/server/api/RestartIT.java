package dev.datalab.server.api;

import static dev.datalab.server.api.RunningServer.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.server.Server;
import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.directory.DirectoryException;
import dev.datalab.server.http.ListenException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A server that stops and starts again, and one that can't start. */
class RestartIT {

  @Test
  void whatWasThereIsThereAfterARestart() {
    Path directory = RunningServer.freshDirectory();
    String token;
    String app;
    String etag;
    try (var server = RunningServer.start(directory)) {
      token = server.founder("ada", "One");
      app = "/api/v1/apps/" + server.app(token, "site", "public");
      etag =
          server
              .call(
                  "PUT",
                  app + "/config",
                  token,
                  "{\"funnels\":[],\"campaigns\":[],\"elements\":[{\"id\":\"e\",\"name\":\"E\","
                      + "\"target\":\"#e\"}],\"settings\":{}}")
              .is(200)
              .header("etag");
      server.post(app + "/token", token, "{\"phrase\":\"One/site\"}").is(201);
    }

    try (var server = RunningServer.start(directory)) {
      assertThat(server.get(app, token).is(200).json().at("/app/locked").asBoolean()).isTrue();
      assertThat(server.get(app + "/config", token).is(200).header("etag")).isEqualTo(etag);
      server
          .post(
              "/api/v1/auth/login", NOBODY, "{\"username\":\"ada\",\"password\":\"correct horse\"}")
          .is(200);
    }
  }

  @Test
  void aSecondServerOnTheSameDirectoryIsRefused() {
    Path directory = RunningServer.freshDirectory();
    try (var server = RunningServer.start(directory)) {
      assertThatThrownBy(() -> RunningServer.start(directory))
          .isInstanceOf(DirectoryException.class)
          .hasMessageContaining("held by another server")
          .hasMessageContaining("--data");
      server.get("/health", NOBODY).is(200);
    }
    RunningServer.start(directory).close();
  }

  @Test
  void aPortInUseIsNamedAndTheDirectoryIsFreeAgain() {
    Path directory = RunningServer.freshDirectory();
    try (var server = RunningServer.start()) {
      ServerSettings settings = ServerSettings.defaults(directory).withPort(server.port());
      assertThatThrownBy(() -> Server.start(settings).close())
          .isInstanceOf(ListenException.class)
          .hasMessageContaining(String.valueOf(server.port()))
          .hasMessageContaining("--port");
    }
    RunningServer.start(directory).close();
  }
}
