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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a server in this process until somebody stops it, and says why where it can't start. */
final class Foreground {
  private static final Logger log = LoggerFactory.getLogger(Foreground.class);

  private Foreground() {}

  /** What is done once the server listens. */
  @FunctionalInterface
  interface Begin {
    /**
     * Uses the server; a failure stops it.
     *
     * @return what is to be closed before the server
     */
    AutoCloseable with(Server server, ServerSettings settings) throws IOException;
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
      AtomicReference<@Nullable AutoCloseable> begun = new AtomicReference<>();
      CountDownLatch stopped = new CountDownLatch(1);
      Thread stop =
          new Thread(
              () -> {
                close(begun.get());
                server.close();
                stopped.countDown();
              },
              "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      begun.set(begin.with(server, settings));
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

  private static void close(@Nullable AutoCloseable begun) {
    try {
      if (begun != null) {
        begun.close();
      }
    } catch (Exception e) {
      log.error("what used the server did not close as it should", e);
    }
  }
}
