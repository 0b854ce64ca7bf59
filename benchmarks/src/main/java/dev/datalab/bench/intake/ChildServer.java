package dev.datalab.bench.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server in a process of its own, started as {@code ./datalab serve} starts it, on an empty data
 * directory that goes with it.
 */
final class ChildServer implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)");
  private static final int STOP_SECONDS = 30;

  private final Process process;
  private final Path directory;
  private final URI address;
  private final Thread hook = new Thread(this::stopAndRemove, "stop-server");

  private ChildServer(Process process, Path directory, URI address) {
    this.process = process;
    this.directory = directory;
    this.address = address;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @param parent where its data directory is made: on a disk, not in memory
   * @param javaOptions for its JVM, besides those of {@code ./datalab}
   */
  static ChildServer start(Path parent, List<String> javaOptions) throws IOException {
    Path directory = Files.createTempDirectory(Files.createDirectories(parent), "intake");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xshare:auto"));
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.datalab.server.cli.Main", "serve", "--port", "0", "--data"));
    command.add(directory.resolve("data").toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    // Not closed: the process may still write, and must not meet a closed pipe.
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    Matcher found = ADDRESS.matcher(line == null ? "" : line);
    if (!found.find()) {
      process.destroyForcibly();
      remove(directory);
      throw new IOException("The server does not say where it listens: " + line);
    }
    return new ChildServer(process, directory, URI.create("http://127.0.0.1:" + found.group(1)));
  }

  URI address() {
    return address;
  }

  long pid() {
    return process.pid();
  }

  /** Stops it and removes its data. */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
    stopAndRemove();
  }

  private void stopAndRemove() {
    stop();
    try {
      remove(directory);
    } catch (IOException e) {
      System.err.println("datalab: " + directory + " could not be removed: " + e);
    }
  }

  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
