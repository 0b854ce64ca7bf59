package dev.datalab.server.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, which can be killed. */
final class ServeProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)");

  private final Process process;
  private final int port;

  private ServeProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts {@code serve} on a free port and waits until it listens. */
  static ServeProcess start(Path directory) throws IOException {
    return start(directory, 0);
  }

  /** Starts {@code serve} on a port and waits until it listens. */
  static ServeProcess start(Path directory, int port) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.datalab.server.cli.Main",
                    "serve",
                    "--port",
                    Integer.toString(port),
                    "--data",
                    directory.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    // Not closed: the process may still write, and must not meet a closed pipe.
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    Matcher address = ADDRESS.matcher(line == null ? "" : line);
    if (!address.find()) {
      process.destroyForcibly();
      throw new IOException("serve does not say where it listens: " + line);
    }
    return new ServeProcess(process, Integer.parseInt(address.group(1)));
  }

  int port() {
    return port;
  }

  /** Kills it with SIGKILL and waits until it is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Ends it with SIGTERM and answers the exit code. */
  int terminate() {
    process.destroy();
    return process.onExit().join().exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
