package dev.datalab.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * On what was measured.
 *
 * @param cpu the processor's model, as the system calls it
 * @param cores how many processors the JVM may use
 * @param jvm name and version
 * @param heapMegabytes the most that the heap may take
 * @param commit the commit that was built; ends with {@code -dirty} where files differ from it
 * @param date when
 * @param loadAverage how many threads wanted a processor on average over the minute before, by the
 *     whole machine; negative where the system does not say
 */
public record Machine(
    String cpu,
    int cores,
    String jvm,
    long heapMegabytes,
    String commit,
    String date,
    double loadAverage) {

  /** Prints it as one line. */
  public void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s, %d processors, %s, heap of %,d MB, commit %s, %s, load %.1f%n",
        cpu,
        cores,
        jvm,
        heapMegabytes,
        commit,
        date,
        loadAverage);
  }

  /** This machine, now. */
  public static Machine here() {
    return new Machine(
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        Runtime.getRuntime().maxMemory() >> 20,
        gitDescription(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String cpuModel() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  private static String gitDescription() {
    try {
      Process git =
          new ProcessBuilder(
                  "git",
                  "-C",
                  Workspace.folder().toString(),
                  "describe",
                  "--always",
                  "--dirty",
                  "--abbrev=12")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? said : "unknown";
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
