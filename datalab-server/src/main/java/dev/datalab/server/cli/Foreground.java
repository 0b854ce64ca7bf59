package dev.datalab.server.cli;

import dev.datalab.platform.documents.StoreUnavailableException;
import dev.datalab.server.Server;
import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.config.SettingsException;
import dev.datalab.server.directory.DirectoryException;
import dev.datalab.server.http.ListenException;
import dev.datalab.server.log.Logs;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a server in this process until somebody stops it, and says why where it can't start. */
final class Foreground {
  private Foreground() {}

  /** What is done once the server listens. */
  @FunctionalInterface
  interface Begin {
    /** Uses the server; a failure stops it. */
    void with(Server server) throws IOException;
  }

  /**
   * Starts a server, begins, and waits for SIGTERM or SIGINT.
   *
   * @return the exit code
   */
  static int run(CommandSpec spec, Supplier<ServerSettings> reading, Begin begin)
      throws InterruptedException {
    try {
      ServerSettings settings = reading.get();
      Logs.apply(settings.log());
      Server server = Server.start(settings);
      CountDownLatch stopped = new CountDownLatch(1);
      Thread stop =
          new Thread(
              () -> {
                server.close();
                stopped.countDown();
              },
              "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      begin.with(server);
      stopped.await();
      return 0;
    } catch (SettingsException
        | DirectoryException
        | StoreUnavailableException
        | ListenException
        | IOException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("datalab: " + e.getMessage());
      err.flush();
      return 1;
    }
  }
}
